"""Policy goals of a unit as a tree: drafted, published, superseded or closed, each by an act."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import true
from sqlmodel import col, select

from domain import gate
from domain.actor import Actor
from domain.database.sessions import ReadSession, WriteSession
from domain.errors import Conflict, Invalid, NotFound, Refusal
from domain.goals.catalogue import refusals
from domain.goals.catalogue.changes import withdraw
from domain.goals.catalogue.kind import ItemKind, Known
from domain.goals.catalogue.register import Entry, Reference, register
from domain.goals.tables import ENDS, Kpi, KpiState, PolicyGoal, PolicyGoalState
from domain.language.text import Text, all_of
from domain.locking import seen
from domain.organisation.posts import refusals as rows_of
from domain.organisation.service import write_alone
from tabular.text import TITLE

DRAFTED, PUBLISHED, SUPERSEDED, CLOSED = "drafted", "published", "superseded", "closed"
# What each can become.
NEXT = {DRAFTED: (PUBLISHED,), PUBLISHED: ENDS}
STAGE_WORDS = {
    DRAFTED: Text("drafted"),
    PUBLISHED: Text("published"),
    SUPERSEDED: Text("superseded"),
    CLOSED: Text("closed"),
}
ABSENT = NotFound(
    "policy_goal_not_found",
    "There is no policy goal {item} there: send an id that this API gave, or a code of the unit's catalogue.",
)


@dataclass(frozen=True, slots=True)
class GoalSaid:
    """What is said of a goal; None leaves a thing as it is. `becomes`: one of `STAGES`, a new goal is drafted."""

    title: str | None = None
    document: str | None = None
    parent: Reference | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    becomes: str | None = None
    successor: Reference | None = None


class _Goals(ItemKind):
    """What policy goals ask of a row. All goals are looked up: a tree is judged as a whole."""

    model, state, key = PolicyGoal, PolicyGoalState, "policy_goal_id"
    rows, named, absent = "goals", "goal", ABSENT
    said = ("title", "document", "parent_id", "starts_on", "ends_on", "stage", "successor_id")

    def wanted(self, named: Sequence[Reference | None]) -> Any:  # noqa: ARG002 - a kind is asked alike
        """All of them."""
        return true()

    async def others(self, session: ReadSession, known: Known, rows: Sequence[Any]) -> Mapping[str, Any]:
        """The codes of the open KPIs that lead to each goal that ends."""
        ending = any(each.becomes in ENDS for each in rows)
        return {"kpis": await _kpis(session, known.own.entries()) if ending else {}}

    def values(self, what: GoalSaid, owners: frozenset[Any], known: Known) -> dict[str, Any]:
        """What a sound row says."""
        said: dict[str, Any] = {"starts_on": what.starts_on, "ends_on": what.ends_on, "stage": what.becomes}
        for name in ("title", "document"):
            sent = getattr(what, name)
            said[name] = None if sent is None else gate.text(sent, TITLE)
        for name, of in (("parent_id", what.parent), ("successor_id", what.successor)):
            found = known.own.named(of, owners) if of is not None else []
            said[name] = found[0].item.id if found else None
        return {name: value for name, value in said.items() if value is not None}

    def faults(
        self, what: GoalSaid, entry: Entry | None, owners: frozenset[Any], known: Known, at: str
    ) -> Iterator[Refusal]:
        """Everything wrong with what a row says of a goal."""
        texts = {name: getattr(what, name) for name in ("title", "document")}
        yield from rows_of.texts(
            at, **{name: (sent or "", TITLE) for name, sent in texts.items() if sent is not None or not entry}
        )
        starts = what.starts_on or (entry and entry.latest.starts_on)
        ends = what.ends_on or (entry and entry.latest.ends_on)
        if starts and ends and ends < starts:
            yield Invalid(
                "period_ends_before_it_begins",
                "The period of a goal ends on or after its first day, {starts}, not on {ends}.",
                f"{at}.endsOn",
                starts=starts,
                ends=ends,
            )
        parent = None
        if what.parent is not None:
            parent, broken = _other(what.parent, "parent", owners, known, at)
            yield from broken
            if entry and parent and _is_below(parent, entry, known):
                yield _under_itself(entry, parent, at)
        elif entry and entry.latest.parent_id:
            (parent,) = known.own.named(entry.latest.parent_id)
        if entry:
            yield from _of_stage(what, entry, parent, known, at)
            yield from _of_successor(what, entry, owners, known, at)

    def happened(self, before: PolicyGoalState | None, after: PolicyGoalState) -> str:
        """The event that tells of it."""
        if before is None:
            return "policy_goal.drafted"
        return "policy_goal.changed" if before.stage == after.stage else f"policy_goal.{after.stage}"


GOALS = _Goals()


async def withdraw_goal(session: WriteSession, actor: Actor, state_id: UUID, reason: str) -> str:
    """Take back the latest state of a goal, and the goal with its only one; gives the unit that owns it.

    Raises NotFound, Forbidden, Conflict (`not_the_latest`, `policy_goal_in_use`).
    """
    await write_alone(session)
    state = await seen(session, PolicyGoalState, state_id)
    deletes, happened = "withdraw_policy_goal_state", "policy_goal.withdrawn"
    return await withdraw(session, actor, GOALS, state, reason, deletes, happened)


def _other(
    name: Reference, role: str, owners: frozenset[Any], known: Known, at: str
) -> tuple[Entry | None, list[Refusal]]:
    """Another goal that a row names, of the unit or one above it, that has not ended."""
    path = f"{at}.{role}{'Code' if isinstance(name, str) else 'Id'}"
    found, broken = refusals.picked(GOALS, name, known, path, owners)
    if found is None:
        return None, broken
    if found.item.unit_id not in owners:
        elsewhere = Invalid(
            "goal_elsewhere",
            "{goal} is a goal of neither the unit nor one above it: name one of those.",
            path,
            goal=found.item.code,
        )
        return None, [elsewhere]
    if since := found.closed_from():
        ended = Conflict(
            "goal_ended",
            "The goal {goal} has ended on {since}: name another.",
            path,
            goal=found.item.code,
            since=since,
        )
        return None, [ended]
    return found, []


def _is_below(goal: Entry, top: Entry, known: Known) -> bool:
    """Whether a goal is another one or below it."""
    at: Entry | None = goal
    while at is not None:
        if at.item.id == top.item.id:
            return True
        above = at.latest.parent_id
        at = known.own.named(above)[0] if above else None
    return False


def _under_itself(entry: Entry, parent: Entry, at: str) -> Refusal:
    return Conflict(
        "goal_under_itself",
        "{parent} is {goal} itself or below it, so {goal} cannot serve it: choose another goal above.",
        f"{at}.parentId",
        parent=parent.item.code,
        goal=entry.item.code,
    )


def _of_stage(what: GoalSaid, entry: Entry, parent: Entry | None, known: Known, at: str) -> Iterator[Refusal]:
    stage, path, goal = entry.latest.stage, f"{at}.becomes", entry.item.code
    if what.becomes is None or entry.latest.ended:
        return
    if what.becomes not in NEXT[stage]:
        yield Conflict(
            "stage_out_of_order",
            "{goal} is {stage}, and becomes {others} next; one that was drafted by mistake is withdrawn"
            " (withdrawPolicyGoalState).",
            path,
            goal=goal,
            stage=STAGE_WORDS[stage],
            others=all_of([STAGE_WORDS[each] for each in NEXT[stage]]),
        )
    elif what.becomes == PUBLISHED and parent and parent.latest.stage != PUBLISHED:
        yield Conflict(
            "parent_not_published",
            "{goal} serves {parent}, which is not published: publish that one first, or earlier in the same list.",
            path,
            goal=goal,
            parent=parent.item.code,
        )
    elif what.becomes in ENDS:
        yield from _of_ending(entry, known, path)


def _of_ending(entry: Entry, known: Known, path: str) -> Iterator[Refusal]:
    """What still leads to a goal that ends, each by its code."""
    goal = entry.item.code
    for child in known.own.entries():
        if child.latest.parent_id == entry.item.id and not child.latest.ended:
            yield Conflict(
                "goal_has_goals",
                "{child} serves {goal}: let it serve another goal or close it first, or earlier in the same list.",
                path,
                child=child.item.code,
                goal=goal,
            )
    for kpi in known.others["kpis"].get(entry.item.id, ()):
        yield Conflict(
            "goal_has_kpis",
            "The KPI {kpi} leads to {goal}: let it lead to another goal or close it first (changeKpis).",
            path,
            kpi=kpi,
            goal=goal,
        )


def _of_successor(
    what: GoalSaid, entry: Entry, owners: frozenset[Any], known: Known, at: str
) -> Iterator[Refusal]:
    if (what.becomes == SUPERSEDED) != (what.successor is not None):
        yield Invalid(
            "successor_and_superseded",
            "A goal that is superseded names the goal that takes its place, and no other goal does: {goal}.",
            f"{at}.successorId",
            goal=entry.item.code,
        )
    elif what.successor is not None:
        successor, broken = _other(what.successor, "successor", owners, known, at)
        yield from broken
        if successor and (successor.item.id == entry.item.id or successor.latest.stage != PUBLISHED):
            yield Conflict(
                "successor_not_published",
                "{successor} takes the place of {goal} once it is another goal that is published.",
                f"{at}.successorId",
                successor=successor.item.code,
                goal=entry.item.code,
            )


async def _kpis(session: ReadSession, goals: Sequence[Entry]) -> dict[Any, list[str]]:
    found: dict[Any, list[str]] = {}
    ever = col(KpiState.policy_goal_id).in_([goal.item.id for goal in goals])
    leading = select(col(KpiState.kpi_id)).where(ever)
    kpis = await register(session, Kpi, KpiState, "kpi_id", col(Kpi.id).in_(leading))
    for kpi in sorted(kpis.entries(), key=lambda one: str(one.item.code)):
        if not kpi.latest.ended:
            found.setdefault(kpi.latest.policy_goal_id, []).append(kpi.item.code)
    return found
