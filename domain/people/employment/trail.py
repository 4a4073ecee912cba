"""What the trail is told of hires and moves: an event for each unit, with its people by name."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

from domain.actor import Actor
from domain.audit import service as audit
from domain.audit.service import BatchEvent
from domain.database.sessions import WriteSession
from domain.organisation.act import Act
from domain.people.tables import ContractPay, Employee, GradeHolding, Occupancy
from domain.reading.ids import global_id, id_of


async def tell_hired(
    session: WriteSession,
    actor: Actor,
    act: Act,
    made: Sequence[tuple[Employee, Occupancy, GradeHolding | ContractPay]],
    reasons: Sequence[str | None],
) -> None:
    """Who was hired in each unit, into which post, paid by what; and why somebody is not whom they look like."""
    units: dict[UUID, list[int]] = {}
    for place, (person, *_) in enumerate(made):
        units.setdefault(person.unit_id, []).append(place)
    told = []
    for unit_id, those in units.items():
        said = {id_of(made[place][0]): _post(made[place][1]) for place in those}
        why = {id_of(made[place][0]): reasons[place] for place in those if reasons[place]}
        after = {"effective_from": act.effective_from, "people": said} | ({"not_alike": why} if why else {})
        told.append(_event("people.hired", unit_id, [], after, act))
    await audit.record_many(session, actor, [*told, *_of_pay([pay for *_, pay in made], act)])


def _of_pay(rows: Sequence[GradeHolding | ContractPay], act: Act) -> Iterator[BatchEvent]:
    """What people are paid by from now on: an event for each unit and kind of pay."""
    groups: dict[tuple[str, UUID], list[GradeHolding | ContractPay]] = {}
    for row in rows:
        happened = "grade.set" if isinstance(row, GradeHolding) else "contract_pay.set"
        groups.setdefault((happened, row.unit_id), []).append(row)
    for (happened, unit_id), those in groups.items():
        said = {id_of(row): row.model_dump(exclude={"id"}) for row in those}
        subject, after = global_id("Unit", unit_id), said
        if len(those) == 1:
            ((name, after),) = said.items()
            subject = global_id("Employee", those[0].employee_id) if happened == "grade.set" else name
        yield BatchEvent(happened, subject, unit_id, [row.id for row in those], None, after, act.cited())


async def tell_moved(
    session: WriteSession, actor: Actor, happened: str, act: Act, moved: Sequence[Occupancy]
) -> None:
    """Who takes which post of each unit from the day on, or leaves it."""
    units: dict[UUID, list[Occupancy]] = {}
    for row in moved:
        units.setdefault(row.unit_id, []).append(row)
    told = [
        _event(
            happened,
            unit_id,
            [row.id for row in rows],
            {
                "effective_from": act.effective_from,
                "people": {global_id("Employee", row.employee_id): _post(row) for row in rows},
            },
            act,
        )
        for unit_id, rows in units.items()
    ]
    await audit.record_many(session, actor, told)


def _event(
    happened: str, unit_id: UUID, rows: Sequence[UUID], after: Mapping[str, Any], act: Act
) -> BatchEvent:
    return BatchEvent(happened, global_id("Unit", unit_id), unit_id, rows, None, after, act.cited())


def _post(held: Occupancy) -> dict[str, Any]:
    said = {"position_id": held.position_id, "share_bp": held.share_bp}
    return said | {name: True for name in ("acting", "seconded") if getattr(held, name)}
