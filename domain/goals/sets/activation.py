"""The gate of a position's KPIs: each is suited to it, tied to a published goal, measurable; else all that lacks."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import text
from sqlmodel import col, select

from domain.actor import Actor
from domain.audit import service as audit
from domain.database.sessions import ReadSession, WriteSession, day_of
from domain.database.tables import new_id
from domain.errors import Conflict, Refusal
from domain.goals.catalogue import refusals
from domain.goals.catalogue.register import Reference
from domain.goals.sets.binding import SUITED, of_post
from domain.goals.tables import KpiSet, KpiSetKpi
from domain.locking import seen
from domain.organisation import act as acts
from domain.organisation import places
from domain.organisation.act import Act
from domain.organisation.posts.register import posts_named
from domain.organisation.service import theirs_to_write, write_alone
from domain.reading.ids import global_id, id_of

# The decree prints no such gate: which article stands behind each principle is our choice.
TIED, MEASURABLE = "Decree 335/2025 art. 26", "Decree 335/2025 art. 14"
# What a set may lack, by the words of the gate.
LACKS = {
    "open_position": Conflict(
        "not_suited", "The post is closed or has not begun: activate a set from a later month.", law=SUITED
    ),
    "any_kpi": Conflict(
        "not_suited", "No KPI is bound to the post: bind those that suit it (bindKpis).", law=SUITED
    ),
    "open_kpi": Conflict(
        "not_suited",
        "{kpi} is closed or has not begun on that day: unbind it (bindKpis), or choose a later month.",
        law=SUITED,
    ),
    "published_goal": Conflict(
        "not_tied_to_a_goal",
        "{kpi} leads to a goal that is not published on that day: publish it (changePolicyGoals), or let the KPI lead"
        " to another (changeKpis).",
        law=TIED,
    ),
    "data_source": Conflict(
        "not_measurable", "{kpi} names no source of its numbers: name it (changeKpis).", law=MEASURABLE
    ),
    "formula": Conflict(
        "not_measurable", "{kpi} has no formula: say how it is computed (changeKpis).", law=MEASURABLE
    ),
    "denominator": Conflict(
        "not_measurable", "{kpi} has no denominator: say of what it is counted (changeKpis).", law=MEASURABLE
    ),
    "closing_time": Conflict(
        "not_measurable",
        "{kpi} has no closing time: say on which day of the following month its numbers are final (changeKpis).",
        law=MEASURABLE,
    ),
}
_GATE = text("select code, lacks from kpi_gate(:post, :day) order by n")
_BOUND = text("""
    select p.kpi_id from position_kpi p where p.position_id = :post and kpi_bound(:post, p.kpi_id, :day)
    order by p.kpi_id
""")


async def activate(
    session: WriteSession, actor: Actor, act: Act, post: Reference | None, refused: Sequence[Refusal] = ()
) -> KpiSet:
    """Let the KPIs that are bound to a position be its active set, from the act's day on.

    Raises everything that lacks, each KPI by its code, with the principle and its article (`not_suited`,
    `not_tied_to_a_goal`, `not_measurable`); a position that is not there, closed or not the actor's to write for; a day
    within a month or not after that of the set before.
    """
    await write_alone(session)
    known = await posts_named(session, [post])
    theirs = await theirs_to_write(session, actor, refusals.VERB)
    wrong = [*refused, *acts.faults(act, day_of(session)), *refusals.within_a_month(act.effective_from)]
    wrong += of_post(post, known, theirs, act, "input")
    places.refuse(wrong)
    one = known[post or ""].post
    path = "input.positionId" if isinstance(post, UUID) else "input.positionCode"
    asked = {"post": one.id, "day": act.effective_from}
    lacking = [_lacks(row.lacks, row.code, path) for row in await session.execute(_GATE, asked)]
    places.refuse([*await _of_last(session, one.id, act), *lacking])
    told = act.spelled()
    made = KpiSet(id=new_id(), position_id=one.id, unit_id=one.unit_id, **told.columns())
    session.add(made)
    await session.flush()
    kpis = list(await session.scalars(_BOUND, asked))
    session.add_all(KpiSetKpi(kpi_set_id=made.id, kpi_id=kpi_id) for kpi_id in kpis)
    await session.flush()
    after = {"position": global_id("Position", one.id), "kpis": [global_id("Kpi", kpi) for kpi in kpis]}
    event = audit.BatchEvent(
        "kpi_set.activated", id_of(made), made.unit_id, [made.id], None, after | told.columns(), told.cited()
    )
    await audit.record_many(session, actor, [event])
    return made


async def withdraw_set(session: WriteSession, actor: Actor, set_id: UUID, reason: str) -> str:
    """Take back the latest set of a position; gives its position. Raises NotFound, Forbidden, Conflict."""
    await write_alone(session)
    gone = await seen(session, KpiSet, set_id)
    position_id, unit_id = gone.position_id, gone.unit_id
    later = await _latest(session, position_id)
    if later is not None and later.id != set_id:
        raise places.NOT_THE_LATEST
    before = gone.model_dump(exclude={"id", "unit_id"})
    session.expunge_all()
    await session.execute(text("select withdraw_kpi_set(:gone)"), {"gone": set_id})
    subject = global_id("KpiSet", set_id)
    await audit.tell(
        session, actor, "kpi_set.withdrawn", subject, unit_id=unit_id, before=before, reason=reason
    )
    return global_id("Position", position_id)


def _lacks(what: str, kpi: str | None, path: str) -> Refusal:
    return LACKS[what].at(path) if kpi is None else LACKS[what].of(kpi=kpi).at(path)


async def _of_last(session: ReadSession, position_id: UUID, act: Act) -> list[Refusal]:
    last = await _latest(session, position_id)
    if last is None or act.effective_from > last.effective_from:
        return []
    return [
        Conflict(
            "not_after_the_last",
            "The post has an active set from {day} on: choose a later month, or withdraw that set first"
            " (withdrawKpiSet).",
            "input.effectiveFrom",
            day=last.effective_from,
        )
    ]


async def _latest(session: ReadSession, position_id: UUID) -> KpiSet | None:
    of_it = select(KpiSet).where(col(KpiSet.position_id) == position_id)
    found: KpiSet | None = await session.scalar(of_it.order_by(col(KpiSet.effective_from).desc()).limit(1))
    return found
