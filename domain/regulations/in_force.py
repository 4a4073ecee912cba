"""Which regulation a unit follows on a day: its own, or that of the nearest unit above with one."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement
from sqlmodel import col, select

from domain.computing.chain.kind import Kind
from domain.computing.rules import FLAT, Picked, Rules, picked, rules_for
from domain.database.sessions import ReadSession
from domain.errors import Conflict, Refusal
from domain.language.text import any_of
from domain.pay_runs.kinds import KINDS
from domain.reading.units import UNIT_CLOSURE, unit_and_above
from domain.regulations.tables import Regulation

SCORING = "scoring"


async def rules_in_force(session: ReadSession, unit_id: UUID, day: date, period: str = "year") -> Rules:
    """The models by which a period that ends on `day` is assessed, with the numbers of its run's last day.

    They are those of the kind of run that pays for such periods, where a regulation in force picks models for one,
    and those of the bonus otherwise: a year's score is that of its bonus, and so is a month's. Months of units that
    have rules for no bonus are assessed by another kind that scores them.

    Raises Conflict (`unit_without_regulation`) when there is none.
    """
    found = (await rules_of_units(session, [unit_id], day, period))[unit_id]
    if isinstance(found, Refusal):
        raise found
    return found


async def rules_of_units(
    session: ReadSession, units: Sequence[UUID], day: date, period: str = "year"
) -> dict[UUID, Rules | Refusal]:
    """The same for many units, or why there are none for one of them. Units with the same regulations share theirs."""
    rows = await session.execute(
        select(UNIT_CLOSURE.c.unit_id, Regulation)
        .join(Regulation, col(Regulation.unit_id) == UNIT_CLOSURE.c.ancestor_id)
        .where(UNIT_CLOSURE.c.unit_id.in_(units), *_begun(day))
        .order_by(UNIT_CLOSURE.c.depth, col(Regulation.effective_from).desc())
    )
    above: dict[UUID, tuple[Regulation, ...]] = dict.fromkeys(units, ())
    for unit_id, regulation in rows:
        above[unit_id] += (regulation,)
    made: dict[tuple[UUID, ...], Rules | Refusal] = {}
    for regulations in above.values():
        key = tuple(regulation.id for regulation in regulations)
        if key not in made:
            made[key] = _rules_or_why(regulations, day, period)
    return {unit_id: made[tuple(row.id for row in rows)] for unit_id, rows in above.items()}


def _rules_or_why(above: Iterable[Regulation], day: date, period: str) -> Rules | Refusal:
    try:
        return _rules([stated_by(row) for row in above], day, period)
    except Refusal as refused:
        return refused


def _rules(above: list[dict[str, Picked]], day: date, period: str) -> Rules:
    of_period = [kind for kind in KINDS.values() if kind.period == period and kind.name != FLAT]
    others = [kind for kind in KINDS.values() if period == "month" and SCORING in kind.stage_names]
    for kind in (*of_period, KINDS[FLAT], *others):
        # A kind that a regulation does not name is inherited from the unit above.
        if (stated := _nearest(above, kind)) is not None:
            return rules_for(kind, stated, kind.last_day(kind.start(day)))
    wanted = [*(kind.name for kind in of_period), FLAT]
    if named := sorted({name for stated in above for name in stated}):
        raise Conflict(
            "unit_without_regulation",
            "Only regulations on {named} are in force for this unit on {day}: publish one on {wanted} for it or for a"
            " unit above it.",
            law="Decree 335/2025 art. 26",
            named=named,
            day=day,
            wanted=any_of(wanted),
        )
    raise Conflict(
        "unit_without_regulation",
        "No regulation is in force for this unit on {day}: publish one on {wanted} for it or for a unit above it.",
        law="Decree 335/2025 art. 26",
        day=day,
        wanted=any_of(wanted),
    )


async def in_force_for(session: ReadSession, unit_id: UUID, day: date) -> list[Regulation]:
    """Published and begun, those of the unit first, then those of the units above; of each the newest first."""
    units = unit_and_above(unit_id)
    found = await session.scalars(
        select(Regulation)
        .join(units, units.c.unit_id == col(Regulation.unit_id))
        .where(*_begun(day))
        .order_by(units.c.depth, col(Regulation.effective_from).desc())
    )
    return list(found)


def _begun(day: date) -> tuple[ColumnElement[bool], ...]:
    return col(Regulation.published_by).is_not(None), col(Regulation.effective_from) <= day


def stated_by(regulation: Regulation) -> dict[str, Picked]:
    """What a regulation picks and sets, by kind of run."""
    return picked(regulation.models, regulation.parameters)


def _nearest(above: list[dict[str, Picked]], kind: Kind) -> Picked | None:
    return next((stated[kind.name] for stated in above if kind.name in stated), None)


class Named(NamedTuple):
    """Whose a regulation is, what it is called and from when on it holds."""

    unit_id: UUID
    title: str
    effective_from: date


async def named(session: ReadSession, regulation_id: UUID) -> Named:
    """The regulation of an id that a run keeps, for whoever is told that it set a number."""
    found = (await session.scalars(select(Regulation).where(col(Regulation.id) == regulation_id))).one()
    return Named(found.unit_id, found.title, found.effective_from)
