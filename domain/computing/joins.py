"""The four frames that a run is computed from, joined from the facts of a unit and a period."""

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from domain.facts import months, tree, work_items
from domain.facts.grains.organisation import (
    LEADERSHIP_ALLOWANCE,
    POSITION,
    REGULATION,
    SALARY_STEP,
    UNIT,
    UNIT_ABOVE,
    UNIT_STATE,
)
from domain.facts.grains.people import CONDUCT_FINDING, EMPLOYEE, GRADE_HOLDING, OCCUPANCY
from domain.facts.grains.work import ITEM, MONTH_ASSESSMENT, PERIOD_ASSESSMENT, PRODUCT, PRODUCT_COEFFICIENT
from domain.facts.period import Period
from pay_models.kernel.engines.natural import natural

PAY_FACTS = (
    *(UNIT, UNIT_ABOVE, UNIT_STATE, REGULATION, POSITION, LEADERSHIP_ALLOWANCE, SALARY_STEP),
    *(EMPLOYEE, OCCUPANCY, GRADE_HOLDING, CONDUCT_FINDING, MONTH_ASSESSMENT, PERIOD_ASSESSMENT),
)
ALL_FACTS = (*PAY_FACTS, PRODUCT, PRODUCT_COEFFICIENT, ITEM)

Facts = Mapping[str, pl.DataFrame]


@dataclass(frozen=True, slots=True)
class Joined:
    """The frames before they are judged: `people` also has assessment_state and assessed_months."""

    people: pl.DataFrame
    months: pl.DataFrame
    items: pl.DataFrame
    units: pl.DataFrame


def joined(facts: Facts, unit_key: int, period: Period) -> Joined:
    """The frames of whoever held their last post of the period in the unit or below it."""
    units = _units(facts, unit_key)
    in_post = months.in_post(facts["occupancy"], period)
    people = _people(facts, units, unit_key, in_post)
    number = people.select("employee_key", "employee")
    return Joined(
        people.drop("employee_key"),
        _months(facts, period, in_post, number),
        _items(facts, period, number) if ITEM.name in facts else _NO_ITEMS,
        units.drop("unit_key"),
    )


def _units(facts: Facts, unit_key: int) -> pl.DataFrame:
    """Every unit that holds the fund of a unit in reach, numbered in the natural order of codes."""
    funds = tree.fund_units(facts).join(tree.within(facts, unit_key), on="unit_key", how="semi")
    keys = funds.select(unit_key="fund_key").unique()
    return (
        tree.named(facts, keys)
        .sort(natural(pl.col("unit_code")), "unit_code")
        .with_row_index("unit")
        .with_columns(pl.col("unit").cast(pl.Int64))
        .select("unit", "unit_key", *_UNIT_COLUMNS)
    )


_UNIT_COLUMNS = (
    *("unit_id", "unit_code", "unit_name", "regulation_id", "regulation_title"),
    *("models", "parameters"),
)


def _people(facts: Facts, units: pl.DataFrame, unit_key: int, in_post: pl.DataFrame) -> pl.DataFrame:
    funds = tree.fund_units(facts).join(tree.within(facts, unit_key), on="unit_key", how="semi")
    last = in_post.group_by("employee_key", maintain_order=True).agg(
        pl.col("position_key").last(), pl.len().cast(pl.Int64).alias("months_worked")
    )
    posts = facts["position"].select("position_key", "position_id", "unit_key", "peer_group_id")
    found = facts["conduct finding"].select("employee_key", automatic_not_completed=True).unique()
    chosen = (
        last.join(posts, on="position_key")
        .join(funds, on="unit_key")
        .join(units.select("unit", "unit_id", fund_key="unit_key"), on="fund_key")
        .join(facts["employee"], on="employee_key")
        .join(found, on="employee_key", how="left")
        .join(facts["period assessment"], on="employee_key", how="left")
        .with_columns(pl.col("automatic_not_completed").fill_null(value=False))
    )
    return (
        chosen.sort("unit", natural(pl.col("employee_code")), "employee_code")
        .with_row_index("employee")
        .with_columns(
            pl.col("employee").cast(pl.Int64),
            pl.col("peer_group_id").rank("dense").cast(pl.Int64).alias("peer_group"),
        )
        .select("employee", "employee_key", *_PEOPLE_COLUMNS)
    )


_PEOPLE_COLUMNS = (
    *("employee_id", "employee_code", "unit_id", "peer_group_id", "position_id", "months_worked"),
    *(
        "automatic_not_completed",
        "assessment_id",
        "assessed_hundredths",
        "assessed_months",
        "assessment_state",
    ),
    *("unit", "peer_group"),
)


def _months(facts: Facts, period: Period, in_post: pl.DataFrame, number: pl.DataFrame) -> pl.DataFrame:
    """Each month in post with its grade, its allowance and its assessment, in the order of person and month."""
    return (
        months.assessed(facts, period, in_post.join(number, on="employee_key"))
        .join(_allowances(facts, period), on=["leadership_code", "place"], how="left")
        .join(_graded(facts, period), on=["employee_key", "place"], how="left")
        .sort("employee", "place")
        .with_columns(pl.col("leadership_coefficient_hundredths", "months_at_last_step").fill_null(0))
        .select(*_MONTH_COLUMNS)
    )


_MONTH_COLUMNS = (
    *("month", "table", "grade_code", "step", "leadership_coefficient_hundredths", "months_at_last_step"),
    *("general_points_hundredths", "leads", "field_result", "organising", "uniting", "employee"),
)


def _allowances(facts: Facts, period: Period) -> pl.DataFrame:
    dated = months.in_force(facts["leadership allowance"], "leadership_code", period)
    return dated.select("leadership_code", "place", "leadership_coefficient_hundredths")


def _graded(facts: Facts, period: Period) -> pl.DataFrame:
    """Table, grade and step of each person in each month, and how long they are at the last step of it."""
    steps = facts["salary step"].with_columns(
        (pl.col("step") == pl.col("step").max().over("table", "grade_code")).alias("is_last")
    )
    held = months.in_force(facts["grade holding"], "employee_key", period).join(steps, on="salary_step_key")
    since = pl.col("place") - months.place("step_since", period)
    # A step counts from a day, so a month that began before that day of the month is not yet a whole one.
    whole = since - ((since > 0) & (pl.col("step_since").dt.day() > 1)).cast(pl.Int32)
    at_last = pl.when("is_last").then(whole).otherwise(0).cast(pl.Int64)
    return held.select(
        "employee_key", "place", "table", "grade_code", "step", at_last.alias("months_at_last_step")
    )


def _items(facts: Facts, period: Period, number: pl.DataFrame) -> pl.DataFrame:
    """Each work item with the coefficient of its product, in the order of person, month and key."""
    valued = work_items.valued(facts, period, "product_code").join(number, on="employee_key")
    return valued.sort("employee", "place", "item_place").select(*_ITEM_COLUMNS)


_ITEM_COLUMNS = (*work_items.COLUMNS, "employee")
_NO_ITEMS = pl.DataFrame(
    schema=dict.fromkeys(_ITEM_COLUMNS, pl.Int64)
    | {"month": pl.Date, "item_key": pl.String, "kind": pl.String}
)
