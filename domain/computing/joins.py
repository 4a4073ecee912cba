"""The four frames that a run is computed from, joined from the facts of a unit and a period."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import polars as pl

from domain.facts import months, ordinals, tree, work_items
from domain.facts.fact import SLOTS
from domain.facts.grains.organisation import (
    LEADERSHIP_ALLOWANCE,
    POSITION,
    POSITION_STATE,
    REGULATION,
    SALARY_STEP,
    UNIT,
    UNIT_ABOVE,
    UNIT_STATE,
)
from domain.facts.grains.people import (
    ALLOWANCE,
    CONDUCT_FINDING,
    CONTRACT_PAY,
    EMPLOYEE,
    GRADE_HOLDING,
    LEAVE,
    OCCUPANCY,
)
from domain.facts.grains.work import ITEM, MONTH_ASSESSMENT, PERIOD_ASSESSMENT, PRODUCT, PRODUCT_COEFFICIENT
from domain.facts.period import Period
from pay_models.kernel.engines.natural import natural, places

PAY_FACTS = (
    *(UNIT, UNIT_ABOVE, UNIT_STATE, REGULATION, POSITION, POSITION_STATE),
    *(LEADERSHIP_ALLOWANCE, SALARY_STEP),
    *(EMPLOYEE, OCCUPANCY, LEAVE, GRADE_HOLDING, CONTRACT_PAY, ALLOWANCE),
    *(CONDUCT_FINDING, MONTH_ASSESSMENT, PERIOD_ASSESSMENT),
)
ALL_FACTS = (*PAY_FACTS, PRODUCT, PRODUCT_COEFFICIENT, ITEM)

Facts = Mapping[str, pl.DataFrame]


@dataclass(frozen=True, slots=True)
class Joined:
    """The frames before they are judged: `people` also has assessment_state and assessed_months, `months` confirmed.

    `classified`: employee_key of who held their last post inside. `homeless`: how many people have months inside in a
    unit that belongs to no fund. `above`: units (`unit_code`) above the one asked for that hold the fund of
    such months. `outside`: who is classified out of reach: employee, employee_key, employee_code, the unit that
    classifies them (fund_key, unit_code), and the nearest unit above it and the one asked for (above_code, depth).
    """

    people: pl.DataFrame
    months: pl.DataFrame
    items: pl.DataFrame
    units: pl.DataFrame
    classified: pl.DataFrame
    homeless: int
    above: pl.DataFrame
    outside: pl.DataFrame


def joined(facts: Facts, unit_key: int, period: Period, names: Callable[[str], bool]) -> Joined:
    """The frames of whoever has months in the unit or below it; a month counts for the fund of its unit.

    `names`: whether the models of a regulation (JSON) are those of the run; one that does not is passed over.
    """
    inside = tree.within(facts, unit_key)
    held = _placed(facts, months.paid_by_grade(facts, period), inside)
    above = held.filter("inside").join(inside, left_on="fund_key", right_on="unit_key", how="anti")
    units = _units(facts, inside, names)
    held = held.join(
        units.select("unit", fund_key="unit_key"), on="fund_key", how="left", maintain_order="left"
    )
    people = months.without_leave(_people(facts, units, held), facts, period, held)
    last = held.unique("employee_key", keep="last", maintain_order=True)
    lines = people.select("employee_key", "unit", "employee", "line", "elsewhere")
    return Joined(
        people.drop("employee_key"),
        _months(facts, period, months.at_work(held, facts, period), lines),
        _items(facts, period, lines) if ITEM.name in facts else _NO_ITEMS,
        units.drop("unit_key"),
        last.filter("inside").select("employee_key"),
        above.filter(pl.col("fund_key").is_null())["employee_key"].n_unique(),
        facts["unit"].join(above, left_on="unit_key", right_on="fund_key", how="semi").select("unit_code"),
        _outside(facts, unit_key, last, people),
    )


def _outside(facts: Facts, unit_key: int, last: pl.DataFrame, people: pl.DataFrame) -> pl.DataFrame:
    """Whoever held their last post out of reach, by the fund for which it counts, and the unit above both."""
    codes = facts["unit"].select("unit_key", "unit_code")
    ours = facts["unit above"].filter(pl.col("unit_key") == unit_key).select("above_key", "depth")
    both = facts["unit above"].select("unit_key", "above_key").join(ours, on="above_key")
    nearest = (
        both.sort("depth")
        .unique("unit_key", keep="first", maintain_order=True)
        .join(codes.rename({"unit_code": "above_code"}), left_on="above_key", right_on="unit_key")
    )
    return (
        last.filter(~pl.col("inside"))
        .select("employee_key", "unit_key", pl.coalesce("fund_key", "unit_key").alias("fund_key"))
        .join(people.select("employee_key", "employee", "employee_code").unique(), on="employee_key")
        .join(nearest, on="unit_key", how="left")
        .join(codes, left_on="fund_key", right_on="unit_key", how="left")
        .select("employee", "employee_key", "employee_code", "fund_key", "unit_code", "above_code", "depth")
    )


def _placed(facts: Facts, in_post: pl.DataFrame, inside: pl.DataFrame) -> pl.DataFrame:
    """The months in post of the people chosen: unit, whether that is `inside`, and the fund for which it counts."""
    posts = facts["position"].select("position_key", "unit_key")
    return (
        in_post.join(facts["employee"].select("employee_key"), on="employee_key", how="semi")
        .join(posts, on="position_key", maintain_order="left")
        .join(tree.fund_units(facts), on="unit_key", how="left", maintain_order="left")
        .join(inside.with_columns(inside=True), on="unit_key", how="left", maintain_order="left")
        .with_columns(pl.col("inside").fill_null(value=False))
    )


def _units(facts: Facts, inside: pl.DataFrame, names: Callable[[str], bool]) -> pl.DataFrame:
    """Every unit in reach that holds a fund, numbered in the natural order of codes."""
    holding = tree.fund_units(facts).select(unit_key="fund_key").join(inside, on="unit_key", how="semi")
    return (
        tree.named(facts, holding.unique(), names)
        .sort(natural(pl.col("unit_code")), "unit_code")
        .with_row_index("unit")
        .with_columns(pl.col("unit").cast(pl.Int64))
        .select("unit", "unit_key", *_UNIT_COLUMNS)
    )


_UNIT_COLUMNS = (
    *("unit_id", "unit_code", "unit_name", "regulation_id", "regulation_title"),
    *("models", "parameters"),
)


def _people(facts: Facts, units: pl.DataFrame, held: pl.DataFrame) -> pl.DataFrame:
    """A row for each person and fund in reach: where they are classified, and where they only worked."""
    everybody = held.group_by("employee_key", maintain_order=True).agg(
        pl.col("unit").last().alias("last_unit"), pl.len().alias("months")
    )
    lists = (
        held.drop_nulls("unit")
        .group_by("employee_key", "unit", maintain_order=True)
        .agg(pl.col("position_key").last(), pl.len().alias("months_here"))
    )
    elsewhere = (pl.col("unit") == pl.col("last_unit")).fill_null(value=False).not_()
    rows = (
        lists.join(everybody, on="employee_key")
        .with_columns(elsewhere.alias("elsewhere"))
        .with_columns(
            pl.when("elsewhere").then("months_here").otherwise("months").cast(pl.Int64).alias("months_worked")
        )
    )
    return _numbered(_judged_by(facts, rows), facts, units)


def _judged_by(facts: Facts, rows: pl.DataFrame) -> pl.DataFrame:
    """The rows with what was found and assessed, of those who are classified there."""
    found = facts["conduct finding"].select("employee_key", automatic_not_completed=True).unique()
    judged = found.join(facts["period assessment"], on="employee_key", how="full", coalesce=True)
    here = judged.with_columns(elsewhere=pl.lit(value=False))
    return rows.join(here, on=["employee_key", "elsewhere"], how="left").with_columns(
        pl.col("automatic_not_completed").fill_null(value=False)
    )


def _numbered(rows: pl.DataFrame, facts: Facts, units: pl.DataFrame) -> pl.DataFrame:
    """In the order of unit and employee code; a person goes by the row that classifies them, or by their first."""
    posts = months.positions_at_end(facts).select("position_key", "position_id", "peer_group_id")
    first = pl.col("line").sort_by("elsewhere", "line").first().over("employee_key")
    codes = facts["employee"]["employee_code"]
    return (
        rows.join(posts, on="position_key")
        .join(units.select("unit", "unit_id"), on="unit")
        .join(facts["employee"].with_columns(places(codes).alias("code_place")), on="employee_key")
        .sort("unit", "code_place")
        .with_row_index("line")
        .with_columns(
            pl.col("line").cast(pl.Int64),
            pl.col("peer_group_id").rank("dense").cast(pl.Int64).alias("peer_group"),
        )
        .with_columns(first.alias("employee"))
        .select("employee", "employee_key", *_PEOPLE_COLUMNS)
    )


_PEOPLE_COLUMNS = (
    *("employee_id", "employee_code", "unit_id", "peer_group_id", "position_id", "months_worked"),
    *("automatic_not_completed", "assessment_id", "assessed_hundredths", "assessed_months"),
    "assessment_state",
    *("unit", "peer_group", "line", "elsewhere"),
)


def _months(facts: Facts, period: Period, held: pl.DataFrame, lines: pl.DataFrame) -> pl.DataFrame:
    """Each month in post with its grade, its allowance and its assessment, in the order of person and month.

    All months of who is classified in reach, with the line for which each counts, if any; else those that count.
    """
    classified = lines.filter(~pl.col("elsewhere")).select("employee_key", classified=True)
    number = lines.select("employee_key", "employee").unique().join(classified, on="employee_key", how="left")
    posts = (
        months.positions_at_end(facts)
        .select("position_key", "leads", "leadership_code")
        .with_row_index("post")
    )
    counted = (
        held.select("employee_key", "place", "position_key", "unit")
        .join(number, on="employee_key")
        .join(lines.select("employee_key", "unit", "line"), on=["employee_key", "unit"], how="left")
        .filter(pl.col("classified") | pl.col("line").is_not_null())
        .join(posts.drop("leadership_code"), on="position_key")
        .drop("employee_key", "position_key", "unit", "classified")
    )
    rows = counted.sort(pl.col("employee") * SLOTS + pl.col("place"))
    for known, key in (
        (_assessed(facts, period, number.filter("classified")), "employee"),
        (_allowances(facts, period, posts), "post"),
        (_graded(facts, period, number), "employee"),
    ):
        rows = ordinals.in_month(rows, known, key)
    rows, given = months.allowances(rows, facts, period, number)
    return rows.with_columns(
        months.first_day(period),
        pl.col("leadership_coefficient_hundredths", "months_at_last_step").fill_null(0),
        pl.col("confirmed").fill_null(value=False),
    ).select(*_MONTH_COLUMNS, *given)


_MONTH_COLUMNS = (
    *("month", "table", "grade_code", "step", "leadership_coefficient_hundredths", "months_at_last_step"),
    *("general_points_hundredths", "leads", "field_result", "organising", "uniting"),
    *("employee", "line", "confirmed"),
)


def _assessed(facts: Facts, period: Period, number: pl.DataFrame) -> pl.DataFrame:
    """The assessment of each month of some people (`number`: employee_key, employee)."""
    known = facts["month assessment"].with_columns(months.place("month", period).alias("place"))
    theirs = known.join(number.select("employee_key", "employee"), on="employee_key")
    return theirs.drop("employee_key", "month")


def _allowances(facts: Facts, period: Period, posts: pl.DataFrame) -> pl.DataFrame:
    """The leadership coefficient of each post that has one, by month."""
    dated = months.in_force(facts["leadership allowance"], "leadership_code", period)
    return (
        posts.drop_nulls("leadership_code")
        .join(dated, on="leadership_code")
        .select("post", "place", "leadership_coefficient_hundredths")
    )


def _graded(facts: Facts, period: Period, number: pl.DataFrame) -> pl.DataFrame:
    """Table, grade and step of each person in each month, and how long they are at the last step of it."""
    steps = facts["salary step"].with_columns(
        (pl.col("step") == pl.col("step").max().over("table", "grade_code")).alias("is_last")
    )
    holdings = facts["grade holding"].join(number.select("employee_key", "employee"), on="employee_key")
    held = months.in_force(holdings, "employee", period).join(steps, on="salary_step_key")
    since = pl.col("place") - months.place("step_since", period)
    # A step counts from a day, so a month that began before that day of the month is not yet a whole one.
    whole = since - ((since > 0) & (pl.col("step_since").dt.day() > 1)).cast(pl.Int32)
    at_last = pl.when("is_last").then(whole).otherwise(0).cast(pl.Int64)
    return held.select(
        "employee", "place", "table", "grade_code", "step", at_last.alias("months_at_last_step")
    )


def _items(facts: Facts, period: Period, lines: pl.DataFrame) -> pl.DataFrame:
    """Each work item of who is classified in reach, with the coefficient of its product, by person, month and key."""
    number = lines.filter(~pl.col("elsewhere")).select("employee_key", "employee")
    worked = months.at_work(work_items.valued(facts, period, "product_code"), facts, period)
    valued = worked.join(number, on="employee_key")
    # One number to sort by instead of three: there are far fewer keys of items than fit beside people and months.
    month = pl.col("employee") * SLOTS + pl.col("place")
    order = month * (pl.col("item_place").max() + 1).cast(pl.Int64) + pl.col("item_place")
    return valued.select(*_ITEM_COLUMNS, order.alias("order")).sort("order").drop("order")


_ITEM_COLUMNS = (*work_items.COLUMNS, "employee")
_NO_ITEMS = pl.DataFrame(
    schema=dict.fromkeys(_ITEM_COLUMNS, pl.Int64)
    | {"month": pl.Date, "item_key": pl.String, "kind": pl.String}
)
