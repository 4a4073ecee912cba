"""People of a batch: whoever held a post of the unit, or below it, in the last of their months in post."""

from collections.abc import Mapping, Sequence
from uuid import UUID

import polars as pl

from domain.assessments import inputs, refusals
from domain.assessments.batch.exceptions import Exceptions
from domain.database.sessions import ReadSession
from domain.facts import reading, tree
from domain.facts.fact import key_of
from domain.facts.grains.organisation import UNIT_ABOVE
from domain.facts.grains.people import JOINED
from domain.facts.period import Period
from domain.people import posts
from domain.people import service as people

FACTS = (JOINED, UNIT_ABOVE, *inputs.IN_POST, *inputs.ITEMS)


async def worked_in(session: ReadSession, unit_id: UUID, of: Period) -> dict[int, UUID]:
    """Everybody who held a post of the unit or below it before the period's end, by key, as far as the actor sees."""
    return {key_of(whose): whose for whose in await posts.held_in(session, unit_id, of.last_day)}


async def facts_of(session: ReadSession, ids: Sequence[UUID], of: Period) -> Mapping[str, pl.DataFrame]:
    """All that their assessments of the period are computed from, of one state of the database."""
    return await reading.read(session, reading.of_people(ids), of, FACTS)


def of_unit(
    facts: Mapping[str, pl.DataFrame], unit_id: UUID, of: Period, ids: Mapping[int, UUID], left: Exceptions
) -> pl.DataFrame:
    """The months in post (as `inputs.in_post` says them) of the people of the unit, in the order of people.

    Whoever came to the unit within the period and after the first day of its last month is left out by name.
    """
    within = tree.within(facts, key_of(unit_id))
    months = inputs.months_in_post(facts, of)
    last = months.unique("employee_id", keep="last", maintain_order=True)
    ours = last.join(within, on="unit_key", how="semi").select("employee_id")
    came = _came(facts, within, of).join(last, on="employee_id", how="anti")
    return _of_whom(facts, months, pl.concat([ours, came]), of, ids, left)


def of_people(
    facts: Mapping[str, pl.DataFrame], of: Period, ids: Mapping[int, UUID], left: Exceptions
) -> pl.DataFrame:
    """The same of some people, whatever their unit."""
    whom = pl.DataFrame({"employee_id": pl.Series([*ids], dtype=pl.Int64)})
    return _of_whom(facts, inputs.months_in_post(facts, of), whom, of, ids, left)


def _of_whom(
    facts: Mapping[str, pl.DataFrame],
    months: pl.DataFrame,
    whom: pl.DataFrame,
    of: Period,
    ids: Mapping[int, UUID],
    left: Exceptions,
) -> pl.DataFrame:
    _leave_out_unseen(facts, whom, of, ids, left)
    postless = whom.join(months, on="employee_id", how="anti")
    left.leave_out(postless["employee_id"], refusals.not_in_post(of))
    return left.rest(months.join(whom, on="employee_id", how="semi", maintain_order="left"))


def _came(facts: Mapping[str, pl.DataFrame], within: pl.DataFrame, of: Period) -> pl.DataFrame:
    """employee_id of whoever came to a post of the units within the period."""
    return (
        facts["occupancy"]
        .filter(pl.col("effective_from").is_between(of.start, of.last_day))
        .join(facts["position"].select("position_key", "unit_key"), on="position_key")
        .join(within, on="unit_key", how="semi")
        .select(pl.col("employee_key").alias("employee_id"))
        .unique()
    )


def _leave_out_unseen(
    facts: Mapping[str, pl.DataFrame],
    whom: pl.DataFrame,
    of: Period,
    ids: Mapping[int, UUID],
    left: Exceptions,
) -> None:
    """Whose file, or whose past, the actor may not read."""
    joined = facts["joined"].rename({"employee_key": "employee_id"})
    for key in whom.join(joined, on="employee_id", how="anti")["employee_id"]:
        left.leave_out([key], people.unknown(ids[key]))
    seen = (
        facts["occupancy"]
        .group_by(employee_id="employee_key")
        .agg(pl.col("effective_from").min().alias("seen"))
    )
    hidden = (
        whom.join(joined.filter(pl.col("joined_on") <= of.start), on="employee_id")
        .join(seen.filter(pl.col("seen") > of.start), on="employee_id")
        .group_by("seen")
        .agg("employee_id")
    )
    for day, keys in hidden.rows():
        left.leave_out(keys, refusals.HISTORY_UNKNOWN.of(seen=day))
