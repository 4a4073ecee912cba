"""Statistical disclosure control: nothing about fewer than ten people leaves a simulation."""

from collections import Counter
from collections.abc import Iterable, Sequence

import polars as pl

SMALLEST_GROUP = 10
# Why a number is hidden.
SMALL_GROUP, NEAR_SCENARIO, COMPLEMENT = "small_group", "near_scenario", "complement"


def few(people: int) -> bool:
    """Whether they are some, and fewer than a number may be about."""
    return 0 < people < SMALLEST_GROUP


def hide_small(
    cells: pl.DataFrame,
    counts: Sequence[str],
    within: Sequence[Sequence[str]] = ((),),
    *,
    between: Sequence[str] = (),
    already: pl.Series | None = None,
) -> pl.DataFrame:
    """Blank every cell about fewer than ten people, and as many more as keep it from being worked out.

    cells: one row per group of people; `counts` are its columns of people, `between` those of people who tell two
    scenarios apart there, every other integer column an amount about the same people. `within` names the columns by
    which totals are published elsewhere: in each such group the hidden cells are none, or two at least that hold ten
    people together, and of each amount two at least that are not 0, so that subtracting the visible ones from the
    total tells nothing, nor does why they are hidden. Adds `hidden`: why (one of the words above), or null; `already`
    says it of cells that are hidden elsewhere.
    """
    numbers = [name for name, kind in cells.schema.items() if kind.is_integer()]
    people = _rows(cells, [*counts, *between])
    amounts = _rows(cells, [name for name in numbers if name not in {*counts, *between}])
    why = dict[int, str]()
    for place, row in enumerate(people):
        if already is not None and already[place]:
            why[place] = already[place]
        elif any(few(count) for count in row):
            own = any(few(count) for count in row[: len(counts)])
            why[place] = SMALL_GROUP if own else NEAR_SCENARIO
    _complete(why, [group for names in within for group in _groups(cells, names)], people, amounts)
    shown = cells.with_columns(
        pl.Series("hidden", [why.get(place) for place in range(cells.height)], pl.String)
    )
    return shown.with_columns(
        pl.when(pl.col("hidden").is_null()).then(pl.col(name)).alias(name) for name in numbers
    )


def _rows(cells: pl.DataFrame, names: Sequence[str]) -> list[tuple[int, ...]]:
    return [tuple(row[name] for name in names) for row in cells.iter_rows(named=True)]


def _groups(cells: pl.DataFrame, names: Sequence[str]) -> Iterable[list[int]]:
    places = cells.with_row_index("place")
    if not names:
        return [places["place"].to_list()]
    return places.group_by(names, maintain_order=True).agg("place")["place"].to_list()


def _complete(
    why: dict[int, str],
    groups: list[list[int]],
    people: list[tuple[int, ...]],
    amounts: list[tuple[int, ...]],
) -> None:
    """Hide cells until no group's total gives one away; what hides a cell in one group may open another."""
    before = -1
    while before != len(why):
        before = len(why)
        for group in groups:
            hidden = _Hidden([(people[place], amounts[place]) for place in group if place in why])
            left = [place for place in group if place not in why and any(people[place])]
            left.sort(key=lambda place: (not any(amounts[place]), max(people[place]), place))
            for place in left:
                if hidden.safe:
                    break
                hidden.add(people[place], amounts[place])
                why[place] = COMPLEMENT
            if not hidden.safe:
                # nothing is left to hide with them: which ones are the small ones would tell how small
                why.update({place: SMALL_GROUP for place in group if place in why})


class _Hidden:
    """The hidden cells of a group, as far as their total is asked."""

    def __init__(self, cells: Iterable[tuple[tuple[int, ...], tuple[int, ...]]]) -> None:
        self.cells = 0
        self.totals, self.small, self.large, self.worth = (Counter[int]() for _ in range(4))
        for people, amounts in cells:
            self.add(people, amounts)

    def add(self, people: tuple[int, ...], amounts: tuple[int, ...]) -> None:
        self.cells += 1
        for column, count in enumerate(people):
            self.totals[column] += count
            self.small[column] += few(count)
            self.large[column] += count >= SMALLEST_GROUP
        for column, amount in enumerate(amounts):
            self.worth[column] += amount != 0

    @property
    def safe(self) -> bool:
        """Whether the totals of these cells tell nothing about one of them."""
        # An amount that everybody knows to be 0 hides no other one.
        alone = self.cells == 1 or 1 in self.worth.values()
        return self.cells == 0 or (not alone and all(map(self._open, self.totals)))

    def _open(self, column: int) -> bool:
        """Whether a total leaves each count open, though it is known which are below ten."""
        total, small, large = self.totals[column], self.small[column], self.large[column]
        least, most = small + large * SMALLEST_GROUP, small * (SMALLEST_GROUP - 1)
        edge = small > 0 and (total == least or (large == 0 and total == most))
        return total == 0 or (total >= SMALLEST_GROUP and not edge)
