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
    the hidden cells are none, or two at least that hold ten people together, and of each amount two at least that
    are not 0, so that subtracting the visible ones from the total tells nothing. Adds `hidden`.
    """
    numbers = [name for name, kind in cells.schema.items() if kind.is_integer()]
    people = [[row[count] for count in counts] for row in cells.iter_rows(named=True)]
    amounts = [[row[name] for name in numbers if name not in counts] for row in cells.iter_rows(named=True)]
    hidden = {place for place, row in enumerate(people) if any(0 < count < SMALLEST_GROUP for count in row)}
    groups = [group for names in within for group in _groups(cells, names)]
    while candidates := next(_open_to_inference(groups, hidden, people, amounts), None):
        hidden.add(min(candidates, key=lambda place: (not any(amounts[place]), max(people[place]), place)))
    shown = cells.with_columns(
        pl.Series("hidden", [place in hidden for place in range(cells.height)], pl.Boolean)
    )
    return shown.with_columns(pl.when(~pl.col("hidden")).then(pl.col(name)).alias(name) for name in numbers)


def _groups(cells: pl.DataFrame, names: Sequence[str]) -> Iterable[list[int]]:
    places = cells.with_row_index("place")
    if not names:
        return [places["place"].to_list()]
    return places.group_by(names, maintain_order=True).agg("place")["place"].to_list()


def _open_to_inference(
    groups: list[list[int]], hidden: set[int], people: list[list[int]], amounts: list[list[int]]
) -> Iterator[list[int]]:
    """For each group whose total gives a hidden cell away: the cells that could be hidden with it."""
    for group in groups:
        candidates = [place for place in group if place not in hidden and any(people[place])]
        if candidates and not _safe([place for place in group if place in hidden], people, amounts):
            yield candidates


def _safe(hidden: list[int], people: list[list[int]], amounts: list[list[int]]) -> bool:
    if not hidden:
        return True
    together = [sum(column) for column in zip(*(people[place] for place in hidden), strict=True)]
    # An amount that everybody knows to be 0 hides no other one.
    worth = [
        sum(amount != 0 for amount in column)
        for column in zip(*(amounts[place] for place in hidden), strict=True)
    ]
    enough = all(total == 0 or total >= SMALLEST_GROUP for total in together)
    return len(hidden) > 1 and enough and 1 not in worth
