"""What scenarios do, compared with the run they start from: cost, classes, winners and losers."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import polars as pl

from domain.scenarios import cells
from domain.scenarios.cells import differ
from domain.scenarios.disclosure import NEAR_SCENARIO, SMALL_GROUP, few


@dataclass(frozen=True, slots=True)
class Effects:
    """Tables without persons; null where fewer than ten people stand behind a number, or behind its change.

    `hidden` says why (a word of `disclosure`): of `scenario_vnd`, and in each row of the tables. by_unit: unit_code,
    unit_name, people, baseline_vnd, scenario_vnd, difference_vnd, winners and losers, of which `outcomes_hidden` says
    why. by_class: rated, people_before, people_after, baseline_vnd, scenario_vnd. moves: rated_before, rated_after,
    people. outcomes: outcome (winners, losers, unchanged), people, difference_vnd, median_difference_vnd (to the
    nearest 100,000: in the middle stands a person).
    """

    baseline_vnd: int
    scenario_vnd: int | None
    hidden: str | None
    by_unit: pl.DataFrame
    by_class: pl.DataFrame
    moves: pl.DataFrame
    outcomes: pl.DataFrame

    @property
    def difference_vnd(self) -> int | None:
        """What the scenario costs more than the run; None where its cost is hidden."""
        return None if self.scenario_vnd is None else self.scenario_vnd - self.baseline_vnd

    def units_by(self, column: str, descending: bool) -> pl.DataFrame:
        """The units in the order of a column; but by their codes, those that are hidden come last."""
        if column == "unit_code":
            return self.by_unit.reverse() if descending else self.by_unit
        shown = self.by_unit.filter(pl.col("hidden").is_null())
        hidden = self.by_unit.filter(pl.col("hidden").is_not_null())
        return pl.concat([shown.sort(column, descending=descending, maintain_order=True), hidden])


def compare(baseline: pl.DataFrame, scenarios: Sequence[pl.DataFrame], units: pl.DataFrame) -> list[Effects]:
    """Compare calculations over the same lines with the run, and so that no two of them tell about few people.

    baseline and each scenario: line, employee (the line in which they are classified), unit, rated, amount_vnd, one row
    a line; units: unit, unit_code, unit_name. Who moved counts in each unit, and else once, by their class and all they
    get. A scenario that is the run tells nothing new of another one, and has its own cells hidden. One that is another
    one than an earlier scenario for fewer than ten people is hidden as a whole (`near_scenario`).
    """
    lines = _side_by_side(baseline, scenarios)
    people = _persons(lines, len(scenarios))
    others = [n for n in range(len(scenarios)) if differ(people, f"_{n}", "").any()]
    apart, near = list[int](), list[int]()
    for n in others:
        (near if any(_near(people, n, m) for m in apart) else apart).append(n)
    told = _told(lines, people, apart, units)
    alone = {n: _told(lines, people, [n], units)[n] for n in range(len(scenarios)) if n not in apart}
    return [
        told[n] if n in told else _withheld(alone[n]) if n in near else alone[n]
        for n in range(len(scenarios))
    ]


def _side_by_side(baseline: pl.DataFrame, scenarios: Sequence[pl.DataFrame]) -> pl.DataFrame:
    """The lines of the run, with class and amount of each scenario under its number."""
    lines = baseline.select("line", "employee", "unit", "rated", "amount_vnd")
    for number, scenario in enumerate(scenarios):
        own = scenario.select(
            "line",
            pl.col("rated").alias(f"rated_{number}"),
            pl.col("amount_vnd").alias(f"amount_vnd_{number}"),
        )
        lines = lines.join(own, on="line", validate="1:1", maintain_order="left")
    return lines


def _persons(lines: pl.DataFrame, scenarios: int) -> pl.DataFrame:
    """A row a person: their classes, and all they get."""
    ends = ("", *(f"_{number}" for number in range(scenarios)))
    classified = pl.col("line") == pl.col("employee")
    return lines.group_by("employee", maintain_order=True).agg(
        pl.col(f"rated{end}" for end in ends).filter(classified).first(),
        pl.col(f"amount_vnd{end}" for end in ends).sum(),
    )


def _near(people: pl.DataFrame, one: int, other: int) -> bool:
    """Whether few people have another class, another amount, or either, in two scenarios."""
    either = (("rated",), ("amount_vnd",), ("rated", "amount_vnd"))
    return any(few(int(differ(people, f"_{one}", f"_{other}", names).sum())) for names in either)


def _told(
    lines: pl.DataFrame, people: pl.DataFrame, numbers: Sequence[int], units: pl.DataFrame
) -> dict[int, Effects]:
    """The effects of some scenarios side by side, by their numbers."""
    if not numbers:
        return {}
    tables = zip(
        cells.by_unit(lines, numbers, units),
        cells.by_class(people, numbers),
        cells.moves(people, numbers),
        cells.outcomes(people, numbers),
        strict=True,
    )
    cost = int(people["amount_vnd"].sum())
    effects = {}
    for number, of in zip(numbers, tables, strict=True):
        hidden = few(int(differ(people, f"_{number}", "", ("amount_vnd",)).sum()))
        total = None if hidden else int(people[f"amount_vnd_{number}"].sum())
        effects[number] = Effects(cost, total, SMALL_GROUP if hidden else None, *of)
    return effects


def _withheld(effects: Effects) -> Effects:
    """The same without a number; that somebody goes from a class to another one is no row either."""
    by_unit, by_class, outcomes = (
        table.with_columns(
            pl.lit(None, kind).alias(name) for name, kind in table.schema.items() if kind.is_integer()
        ).with_columns(pl.lit(NEAR_SCENARIO).alias(name) for name in table.columns if name.endswith("hidden"))
        for table in (effects.by_unit, effects.by_class, effects.outcomes)
    )
    return replace(
        effects,
        scenario_vnd=None,
        hidden=NEAR_SCENARIO,
        by_unit=by_unit,
        by_class=by_class,
        moves=effects.moves.clear(),
        outcomes=outcomes,
    )
