"""Dated rows month by month: what was in force on the first day of each month of a period, by ranges of numbers."""

from collections.abc import Mapping

import polars as pl

from domain.facts import ordinals, stand_ins
from domain.facts.fact import SLOTS
from domain.facts.grains.people import KINDS, LEAVES
from domain.facts.period import MONTHS_OF, Period
from domain.facts.stand_ins import MONTH

# What the end of a period says of a position: what pays holders changes with a year, or while nobody holds it.
OF_A_POSITION = ("peer_group_id", "leads", "leadership_code")


def place(day: str, period: Period) -> pl.Expr:
    """How many months after the first of the period a day's own month is; less than none for one before."""
    column, start = pl.col(day).dt, period.start
    return (column.year().cast(pl.Int32) - start.year) * 12 + column.month().cast(pl.Int32) - start.month


def in_force(rows: pl.DataFrame, key: str, period: Period) -> pl.DataFrame:
    """The rows with `place`, one for each month of the period on whose first day they are in force.

    rows: `key`, `effective_from`; a row lasts until the next one of the same key. In the order of key and month.
    """
    months = MONTHS_OF[period.kind]
    begins = place("effective_from", period) + (pl.col("effective_from").dt.day() > 1).cast(pl.Int32)
    lasts_on = pl.col(key) == pl.col(key).shift(-1)
    dated = (
        rows.sort(key, "effective_from")
        .with_columns(begins.clip(0, months).alias("begins"))
        .with_columns(
            pl.when(lasts_on).then(pl.col("begins").shift(-1)).otherwise(months).alias("ends").cast(pl.Int32)
        )
        .filter(pl.col("begins") < pl.col("ends"))
    )
    ranges = pl.int_ranges("begins", "ends", dtype=pl.Int32).alias("place")
    return dated.with_columns(ranges).drop("begins", "ends").explode("place")


def first_day(period: Period) -> pl.Expr:
    """`place` as the first day of the month."""
    days = pl.lit(pl.Series(period.months, dtype=pl.Date))
    return days.gather(pl.col("place")).alias("month")


def in_post(occupancy: pl.DataFrame, period: Period) -> pl.DataFrame:
    """employee_key, place, position_key: a row for each month on whose first day somebody held a post."""
    held = in_force(occupancy, "employee_key", period)
    return held.filter(pl.col("position_key").is_not_null()).select("employee_key", "place", "position_key")


def paid_by_grade(facts: Mapping[str, pl.DataFrame], period: Period) -> pl.DataFrame:
    """The months in post without those in which a labour contract pays, and no grade since."""
    months_in_post = in_post(facts["occupancy"], period)
    if facts["contract pay"].is_empty():
        return months_in_post
    contract, grade = [
        in_force(facts[name], "employee_key", period).select(
            "employee_key", "place", pl.col("effective_from").alias(since)
        )
        for name, since in (("contract pay", "by_contract"), ("grade holding", "by_grade"))
    ]
    both = contract.join(grade, on=["employee_key", "place"], how="left")
    paid = both.filter(pl.col("by_grade").is_null() | (pl.col("by_grade") < pl.col("by_contract")))
    return months_in_post.join(paid, on=["employee_key", "place"], how="anti", maintain_order="left")


def on_leave(facts: Mapping[str, pl.DataFrame], period: Period) -> pl.DataFrame:
    """employee_key, place, kind: a row for each month on whose first day somebody is on leave."""
    return (
        facts["leave"]
        .with_columns(
            (place(day, period) + (pl.col(day).dt.day() > 1).cast(pl.Int32))
            .clip(0, MONTHS_OF[period.kind])
            .alias(name)
            for day, name in (("effective_from", "begins"), ("effective_until", "ends"))
        )
        .filter(pl.col("begins") < pl.col("ends"))
        .with_columns(pl.int_ranges("begins", "ends", dtype=pl.Int32).alias("place"))
        .explode("place")
        .select("employee_key", "place", "kind")
    )


def at_work(rows: pl.DataFrame, facts: Mapping[str, pl.DataFrame], period: Period) -> pl.DataFrame:
    """The rows of employee_key and place, in their order, without the months that begin on leave."""
    if facts["leave"].is_empty():
        return rows
    away = on_leave(facts, period)
    return rows.join(away, on=["employee_key", "place"], how="anti", maintain_order="left")


def without_leave(
    people: pl.DataFrame, facts: Mapping[str, pl.DataFrame], period: Period, held: pl.DataFrame
) -> pl.DataFrame:
    """The people, in their order; where anybody was on leave, with the reason and without those `months_worked`.

    people: employee_key, unit, elsewhere, months_worked. held: the months in post, employee_key, unit, place.
    """
    if facts["leave"].is_empty():
        return people
    away = held.select("employee_key", "unit", "place").join(
        on_leave(facts, period), on=["employee_key", "place"]
    )
    here = away.group_by("employee_key", "unit").agg(pl.len().cast(pl.Int64).alias("away_here"))
    # Of several reasons the one that weighs most: who was on maternity leave is assessed on the time worked.
    reason = pl.col("kind").cast(pl.Enum(LEAVES)).to_physical().max()
    whole = away.group_by("employee_key").agg(pl.len().cast(pl.Int64).alias("away"), reason.alias("reason"))
    gone = pl.when("elsewhere").then("away_here").otherwise("away").fill_null(0)
    words = pl.lit(pl.Series(LEAVES))
    return (
        people.join(here, on=["employee_key", "unit"], how="left", maintain_order="left")
        .join(whole, on="employee_key", how="left", maintain_order="left")
        .with_columns(
            (pl.col("months_worked") - gone).alias("months_worked"),
            words.gather(pl.col("reason")).fill_null("none").alias("absence"),
        )
        .drop("away_here", "away", "reason")
    )


def slot(key: str) -> pl.Expr:
    """A key and the `place` of a month in one number, by which rows are joined in half the time of two."""
    return (pl.col(key) * SLOTS + pl.col("place")).alias("slot")


def beside(rows: pl.DataFrame, known: pl.DataFrame, key: str) -> pl.DataFrame:
    """The rows, in their order, with what is known of the same `key` in the same month (`place`), if anything."""
    told = known.with_columns(slot(key)).drop(key, "place")
    joined = rows.with_columns(slot(key)).join(told, on="slot", how="left", maintain_order="left")
    return joined.drop("slot")


def assessed(facts: Mapping[str, pl.DataFrame], period: Period) -> pl.DataFrame:
    """Each month in post with its day, the post, and the month's own assessment, if any."""
    known = facts["month assessment"].with_columns(place("month", period).alias("place")).drop("month")
    in_posts = at_work(in_post(facts["occupancy"], period), facts, period).join(
        positions_at_end(facts), on="position_key", maintain_order="left"
    )
    return beside(in_posts, known, "employee_key").with_columns(first_day(period))


def positions_at_end(facts: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """The positions, in their order, with what the last of their states in the period says of them."""
    states = facts["position state"]
    if states.is_empty():
        return facts["position"]
    last = (
        states.sort("position_key", "effective_from")
        .unique("position_key", keep="last", maintain_order=True)
        .select(
            "position_key",
            pl.lit(value=True).alias("changed"),
            *(pl.col(name).alias(f"{name}_now") for name in OF_A_POSITION),
        )
    )
    joined = facts["position"].join(last, on="position_key", how="left", maintain_order="left")
    changed = pl.col("changed").fill_null(value=False)
    now = [pl.when(changed).then(f"{name}_now").otherwise(name).alias(name) for name in OF_A_POSITION]
    return joined.with_columns(now).select(facts["position"].columns)


def allowances(
    rows: pl.DataFrame, facts: Mapping[str, pl.DataFrame], period: Period, number: pl.DataFrame
) -> tuple[pl.DataFrame, list[str]]:
    """The months, in their order, with a column for each kind that is recorded of anybody, and the names of these.

    rows: employee, place, table. number: employee_key, employee.
    """
    recorded = facts["allowance"].join(number.select("employee_key", "employee"), on="employee_key")
    kinds = [kind for kind in KINDS if kind in recorded["kind"]]
    for kind in kinds:
        dated = recorded.filter(pl.col("kind") == kind).drop("kind", "employee_key")
        held = in_force(dated, "employee", period).select("employee", "place", _value(kind).alias(kind))
        rows = ordinals.in_month(rows, held, "employee")
    otherwise = {one.column: one.value for one in stand_ins.recorded(MONTH)}
    return rows.with_columns(pl.coalesce(kind, otherwise[kind]).alias(kind) for kind in kinds), kinds


def _value(kind: str) -> pl.Expr:
    """The value of a kind as the models take it; nothing of a leading post that is led no more."""
    if kind == "leadership_code":
        return pl.col("leadership_code")
    return pl.col("value") > 0 if kind == "public_duty" else pl.col("value")
