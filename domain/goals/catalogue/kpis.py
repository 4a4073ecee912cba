"""KPIs of a unit: what each measures, for which goal, from where and how, versioned from a month on by an act."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any
from uuid import UUID

from sqlalchemy import false, text, true

from domain import gate
from domain.actor import Actor
from domain.database.sessions import ReadSession, WriteSession
from domain.errors import Conflict, Invalid, NotFound, Refusal
from domain.goals.catalogue import refusals
from domain.goals.catalogue.changes import withdraw
from domain.goals.catalogue.goals import GOALS
from domain.goals.catalogue.kind import ItemKind, Known
from domain.goals.catalogue.register import Entry, Reference, register
from domain.goals.tables import Kpi, KpiState, PolicyGoal, PolicyGoalState
from domain.locking import seen
from domain.organisation.posts import refusals as rows_of
from domain.organisation.service import write_alone
from tabular.text import REASON, TITLE

LATEST_DAY = 28
TEXTS = {
    "title": TITLE,
    "measure": REASON,
    "unit_of_measure": TITLE,
    "formula": REASON,
    "denominator": REASON,
    "data_source": TITLE,
    "evidence": REASON,
}
ABSENT = NotFound(
    "kpi_not_found",
    "There is no KPI {item} there: send an id that this API gave, or a code of the unit's catalogue.",
)
_COUNTED = text("select kpi_id, month from last_counted(:kpis, :since)")


@dataclass(frozen=True, slots=True)
class KpiSaid:
    """What is said of a KPI; None leaves a thing as it is, and unsaid in a new one. `closes`: it ends."""

    title: str | None = None
    goal: Reference | None = None
    measure: str | None = None
    unit_of_measure: str | None = None
    direction: str | None = None
    formula: str | None = None
    denominator: str | None = None
    data_source: str | None = None
    closes_on_day: int | None = None
    missing_data: str | None = None
    evidence: str | None = None
    closes: bool | None = None


class _Kpis(ItemKind):
    """What KPIs ask of a row."""

    model, state, key = Kpi, KpiState, "kpi_id"
    rows, named, absent, monthly = "kpis", "kpi", ABSENT, True
    said = (
        *("title", "policy_goal_id", "measure", "unit_of_measure", "direction", "formula", "denominator"),
        *("data_source", "closes_on_day", "missing_data", "evidence", "closed"),
    )

    async def others(self, session: ReadSession, known: Known, rows: Sequence[Any]) -> Mapping[str, Any]:
        """All goals, where one is named, and until when each KPI counts results that its change would score anew."""
        wanted = true() if any(each.goal is not None for each in rows) else false()
        goals = await register(session, PolicyGoal, PolicyGoalState, "policy_goal_id", wanted)
        ids = [entry.item.id for entry in known.own.entries()]
        counted = await session.execute(_COUNTED, {"kpis": ids, "since": known.day})
        return {"goals": goals, "counted": {row.kpi_id: row.month for row in counted}}

    def values(self, what: KpiSaid, owners: frozenset[UUID], known: Known) -> dict[str, Any]:
        """What a sound row says."""
        said = {each.name: getattr(what, each.name) for each in fields(what)}
        goal, closes = said.pop("goal"), said.pop("closes")
        for name, kind in TEXTS.items():
            said[name] = None if said[name] is None else gate.text(said[name], kind)
        if goal is not None and (found := known.others["goals"].named(goal, owners)):
            said["policy_goal_id"] = found[0].item.id
        return {name: value for name, value in said.items() if value is not None} | (
            {} if closes is None else {"closed": closes}
        )

    def faults(
        self, what: KpiSaid, entry: Entry | None, owners: frozenset[UUID], known: Known, at: str
    ) -> Iterator[Refusal]:
        """Everything wrong with what a row says of a KPI."""
        needed = () if entry else ("title", "measure")
        for name, kind in TEXTS.items():
            sent = getattr(what, name)
            if sent is not None or name in needed:
                yield from rows_of.texts(at, **{_camel(name): (sent or "", kind)})
        if what.closes_on_day is not None and not 1 <= what.closes_on_day <= LATEST_DAY:
            yield Invalid(
                "closing_day_out_of_range",
                "The numbers of a month are final on a day from 1 to {latest} of the following month, not {day}.",
                f"{at}.closesOnDay",
                latest=LATEST_DAY,
                day=what.closes_on_day,
            )
        if what.goal is not None or entry is None:
            yield from _of_goal(what.goal, owners, known, at)
        if entry and (month := known.others["counted"].get(entry.item.id)):
            yield refusals.already_counted(entry, month)

    def happened(self, before: KpiState | None, after: KpiState) -> str:
        """The event that tells of it."""
        if before is None:
            return "kpi.created"
        return "kpi.closed" if after.closed else "kpi.changed"


KPIS = _Kpis()


async def withdraw_kpi(session: WriteSession, actor: Actor, state_id: UUID, reason: str) -> str:
    """Take back the latest state of a KPI, and the KPI with its only one; gives the unit that owns it.

    Raises NotFound, Forbidden, Conflict (`not_the_latest`, `kpi_in_use`, `already_counted`).
    """
    await write_alone(session)
    state = await seen(session, KpiState, state_id)
    counted = {"kpis": [state.kpi_id], "since": state.effective_from}
    for row in await session.execute(_COUNTED, counted):
        raise refusals.counted_since(row.month)
    return await withdraw(session, actor, KPIS, state, reason, "withdraw_kpi_state", "kpi.withdrawn")


def _of_goal(name: Reference | None, owners: frozenset[UUID], known: Known, at: str) -> Iterator[Refusal]:
    path = f"{at}.goal{'Id' if isinstance(name, UUID) else 'Code'}"
    if name is None:
        yield Invalid(
            "goal_missing", "A KPI leads to a policy goal: name it, by goalId or by goalCode.", path
        )
        return
    found, broken = refusals.one_of(GOALS, name, known.others["goals"].named(name, owners), path)
    yield from broken
    if found and found.item.unit_id not in owners:
        yield Invalid(
            "goal_elsewhere",
            "{goal} is a goal of neither the unit nor one above it: name one of those.",
            path,
            goal=found.item.code,
        )
    elif found and (since := found.closed_from()):
        yield Conflict(
            "goal_ended",
            "The goal {goal} has ended on {since}: name another.",
            path,
            goal=found.item.code,
            since=since,
        )


def _camel(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(word.capitalize() for word in rest)
