"""What a scenario does, compared with the run it starts from: cost, classes, winners and losers."""

from dataclasses import dataclass

import polars as pl

from domain.scenarios.disclosure import SMALLEST_GROUP, hide_small

COARSE_VND = 100_000
CHANGED = pl.col("amount_vnd_after") != pl.col("amount_vnd")
CLASSES = ("excellent", "good", "completed", "not_completed", "unrated")


@dataclass(frozen=True, slots=True)
class Effects:
    """Tables without persons; null where fewer than ten people stand behind a number, or behind its change.

    by_unit: unit_code, unit_name, people, baseline_vnd, scenario_vnd. by_class: rated, people_before,
    people_after, baseline_vnd, scenario_vnd. moves: rated_before, rated_after, people.
    outcomes: outcome (winners, losers, unchanged), people, difference_vnd, median_difference_vnd (to the
    nearest 100,000: in the middle stands a person).
    """

    baseline_vnd: int
    scenario_vnd: int | None
    by_unit: pl.DataFrame
    by_class: pl.DataFrame
    moves: pl.DataFrame
    outcomes: pl.DataFrame


def compare(baseline: pl.DataFrame, scenario: pl.DataFrame, units: pl.DataFrame) -> Effects:
    """Compare two calculations over the same lines.

    baseline, scenario: line, employee (the line in which they are classified), unit, rated, amount_vnd, one row a line;
    units: unit, unit_code, unit_name. Who moved counts in each unit, and else once, by their class and all they get.
    """
    lines = baseline.select("line", "employee", "unit", "rated", "amount_vnd").join(
        scenario.select("line", "rated", "amount_vnd"), on="line", suffix="_after", validate="1:1"
    )
    classified = pl.col("line") == pl.col("employee")
    both = lines.group_by("employee", maintain_order=True).agg(
        pl.col("rated", "rated_after").filter(classified).first(),
        pl.col("amount_vnd", "amount_vnd_after").sum(),
    )
    changed = int(both.select(CHANGED.sum()).item())
    return Effects(
        int(baseline["amount_vnd"].sum()),
        None if 0 < changed < SMALLEST_GROUP else int(scenario["amount_vnd"].sum()),
        _by_unit(lines, units),
        _by_class(both),
        _moves(both),
        _outcomes(both),
    )


def _by_unit(both: pl.DataFrame, units: pl.DataFrame) -> pl.DataFrame:
    totals = both.group_by("unit").agg(
        pl.len().cast(pl.Int64).alias("people"),
        CHANGED.sum().cast(pl.Int64).alias("changed"),
        pl.col("amount_vnd").sum().alias("baseline_vnd"),
        pl.col("amount_vnd_after").sum().alias("scenario_vnd"),
    )
    named = totals.join(units.select("unit", "unit_code", "unit_name"), on="unit")
    columns = ("unit_code", "unit_name", "people", "changed", "baseline_vnd", "scenario_vnd")
    cells = named.select(columns).sort("unit_code")
    return hide_small(cells, ("people", "changed")).drop("changed")


def _by_class(both: pl.DataFrame) -> pl.DataFrame:
    before = both.group_by("rated").agg(
        pl.len().cast(pl.Int64).alias("people_before"), pl.col("amount_vnd").sum().alias("baseline_vnd")
    )
    after = both.group_by(pl.col("rated_after").alias("rated")).agg(
        pl.len().cast(pl.Int64).alias("people_after"),
        CHANGED.sum().cast(pl.Int64).alias("changed"),
        pl.col("amount_vnd_after").sum().alias("scenario_vnd"),
    )
    every = pl.DataFrame({"rated": _classes(both)}, schema={"rated": pl.String})
    cells = every.join(before, on="rated", how="left", maintain_order="left")
    cells = cells.join(after, on="rated", how="left", maintain_order="left").fill_null(0)
    # Two counts that both are shown tell their difference too.
    moved = (pl.col("people_after") - pl.col("people_before")).abs()
    counts = ("people_before", "people_after", "moved", "changed")
    return hide_small(cells.with_columns(moved.alias("moved")), counts).drop("moved", "changed")


def _classes(both: pl.DataFrame) -> list[str]:
    """The classes of the bonus, whether or not somebody is in one, then any other; none for a kind without classes."""
    there = pl.concat([both["rated"], both["rated_after"]]).drop_nulls().unique()
    others = sorted({*there} - {*CLASSES})
    return [*CLASSES, *others] if not there.is_empty() else []


def _moves(both: pl.DataFrame) -> pl.DataFrame:
    classed = both.drop_nulls(["rated", "rated_after"])
    cells = classed.group_by(pl.col("rated").alias("rated_before"), "rated_after").agg(
        pl.len().cast(pl.Int64).alias("people")
    )
    ordered = cells.sort("rated_before", "rated_after")
    # The classes before and after are published too: a cell must not follow from its row or its column.
    return hide_small(ordered, ("people",), within=((), ("rated_before",), ("rated_after",)))


def _outcomes(both: pl.DataFrame) -> pl.DataFrame:
    difference = pl.col("amount_vnd_after") - pl.col("amount_vnd")
    outcome = (
        pl.when(difference > 0)
        .then(pl.lit("winners"))
        .when(difference < 0)
        .then(pl.lit("losers"))
        .otherwise(pl.lit("unchanged"))
    )
    middle = difference.quantile(0.5, "lower").cast(pl.Int64)
    counted = both.group_by(outcome.alias("outcome")).agg(
        pl.len().cast(pl.Int64).alias("people"),
        difference.sum().alias("difference_vnd"),
        ((middle + COARSE_VND // 2) // COARSE_VND * COARSE_VND).alias("median_difference_vnd"),
    )
    every = pl.DataFrame({"outcome": ("winners", "losers", "unchanged")})
    cells = every.join(counted, on="outcome", how="left", maintain_order="left").fill_null(0)
    return hide_small(cells, ("people",))
