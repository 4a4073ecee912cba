"""Statistical disclosure control: nothing about fewer than ten people leaves a simulation."""

from collections.abc import Iterable, Iterator, Sequence

import polars as pl

SMALLEST_GROUP = 10


def hide_small(
    cells: pl.DataFrame, counts: Sequence[str], within: Sequence[Sequence[str]] = ((),)
) -> pl.DataFrame:
    """Blank every cell about fewer than ten people, and as many more as keep it from being worked out.

    cells: one row per group of people; `counts` are its columns of people, every other integer column an amount
    about the same people. `within` names the columns by which totals are published elsewhere: in each such group
    the hidden cells are none, or two at least that hold ten people together, so that subtracting the visible ones
    from the total tells nothing. Adds `hidden`.
    """
    people = [[row[count] for count in counts] for row in cells.iter_rows(named=True)]
    hidden = {place for place, row in enumerate(people) if any(0 < count < SMALLEST_GROUP for count in row)}
    groups = [group for names in within for group in _groups(cells, names)]
    while candidates := next(_open_to_inference(groups, hidden, people), None):
        hidden.add(min(candidates, key=lambda place: (max(people[place]), place)))
    shown = cells.with_columns(
        pl.Series("hidden", [place in hidden for place in range(cells.height)], pl.Boolean)
    )
    numbers = [name for name, kind in cells.schema.items() if kind.is_integer()]
    return shown.with_columns(pl.when(~pl.col("hidden")).then(pl.col(name)).alias(name) for name in numbers)


def _groups(cells: pl.DataFrame, names: Sequence[str]) -> Iterable[list[int]]:
    places = cells.with_row_index("place")
    if not names:
        return [places["place"].to_list()]
    return places.group_by(names, maintain_order=True).agg("place")["place"].to_list()


def _open_to_inference(
    groups: list[list[int]], hidden: set[int], people: list[list[int]]
) -> Iterator[list[int]]:
    """For each group whose total gives a hidden cell away: the cells that could be hidden with it."""
    for group in groups:
        candidates = [place for place in group if place not in hidden and any(people[place])]
        if candidates and not _safe(group, hidden, people):
            yield candidates


def _safe(group: list[int], hidden: set[int], people: list[list[int]]) -> bool:
    inside = [people[place] for place in group if place in hidden]
    if not inside:
        return True
    sums = [sum(column) for column in zip(*inside, strict=True)]
    return len(inside) > 1 and all(total == 0 or total >= SMALLEST_GROUP for total in sums)
