"""Assigning targets of a month, before or during it; changing them with a reason; taking them back."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import text
from sqlmodel import col, select

from domain import gate
from domain.actor import Actor
from domain.assessments import service as assessments
from domain.audit import service as audit
from domain.database.sessions import ReadSession, WriteSession, day_of
from domain.database.tables import new_id
from domain.errors import Conflict, Forbidden, Invalid, NotFound, Refusal, fault_of
from domain.goals import service as goals
from domain.goals.service import Suit
from domain.language.rights import named
from domain.locking import seen
from domain.organisation import places
from domain.organisation.service import theirs_to_write
from domain.people import posts
from domain.people.posts import Post
from domain.reading.ids import global_id, id_of
from domain.results.faults import LAW, MOST_PRODUCTS
from domain.results.tables import Target
from tabular.text import REASON

VERB = "targets.assign"


@dataclass(frozen=True, slots=True)
class Assignment:
    """How many of a product a person is to make in a month, until when.

    `reason`: needed for a change, and after the month. `expected_version`: of the target to change, None for a new one.
    """

    employee_id: UUID
    product_id: UUID
    month: date
    quantity: int
    due_on: date
    reason: str | None = None
    expected_version: int | None = None


@dataclass(frozen=True, slots=True)
class _Place:
    """What there is that a row is judged by."""

    post: Post
    suit: Suit
    theirs: bool
    there: Target | None
    confirmed: bool


async def assign(
    session: WriteSession, actor: Actor, rows: Sequence[Assignment | None], refused: Sequence[Refusal] = ()
) -> list[Target]:
    """Assign targets and change those at the expected version: all or none; gives them in the order given.

    Raises every fault of every row: an unknown person or product, a product that does not suit the post of that month,
    a month that is over or a change without a reason, a month that is confirmed, a stale version, a row given twice.
    """
    sound = places.sound(rows, "targets")
    where = dict(zip(sound, await _places(session, actor, list(sound.values())), strict=True))
    today = day_of(session)
    wrong = [fault for row in sound for fault in _faults(row, sound, where[row], today)]
    places.refuse([*refused, *wrong])
    made = [_made(each, where[row], today) for row, each in sound.items()]
    session.add_all([target for _, target in made])
    await session.flush()
    told = [
        _event(before, target, sound[row].reason) for row, (before, target) in zip(sound, made, strict=True)
    ]
    await audit.record_many(session, actor, told)
    return [target for _, target in made]


async def withdraw(session: WriteSession, actor: Actor, target_id: UUID, reason: str) -> str:
    """Take back a target on which no result stands; gives the person. Raises NotFound, Forbidden, Conflict."""
    gone = await seen(session, Target, target_id)
    before, employee_id, unit_id = gone.model_dump(exclude={"id", "unit_id"}), gone.employee_id, gone.unit_id
    session.expunge_all()
    await session.execute(text("select withdraw_target(:target)"), {"target": target_id})
    subject = global_id("Target", target_id)
    await audit.tell(
        session, actor, "target.withdrawn", subject, unit_id=unit_id, before=before, reason=reason
    )
    return global_id("Employee", employee_id)


async def _places(session: ReadSession, actor: Actor, rows: Sequence[Assignment]) -> list[_Place]:
    people, months = [each.employee_id for each in rows], [each.month for each in rows]
    held = await posts.held(session, people, months)
    products = [each.product_id for each in rows]
    suiting = await goals.suiting(session, products, [post.position_id for post in held], months)
    confirmed = await assessments.confirmed(session, people, months)
    theirs = await theirs_to_write(session, actor, VERB)
    of_them = select(Target).where(col(Target.employee_id).in_(people), col(Target.month).in_(months))
    locked = await session.scalars(of_them.with_for_update().execution_options(populate_existing=True))
    there = {(target.employee_id, target.month, target.product_id): target for target in locked}
    return [
        _Place(
            post, suit, post.unit_id in theirs, there.get((each.employee_id, each.month, each.product_id)),
            row in confirmed,
        )
        for row, (each, post, suit) in enumerate(zip(rows, held, suiting, strict=True))
    ]  # fmt: skip


def _faults(row: int, rows: Mapping[int, Assignment], place: _Place, today: date) -> Iterator[Refusal]:
    each, at = rows[row], f"input.targets.{row}"
    yield from _of_post(each, place, at)
    yield from _of_month(each, place, today, at)
    if not 0 < each.quantity <= MOST_PRODUCTS:
        yield Invalid(
            "quantity_out_of_range",
            "A target is 1 to {most} products, not {quantity}.",
            f"{at}.quantity",
            most=MOST_PRODUCTS,
            quantity=each.quantity,
        )
    if each.due_on < each.month:
        yield Invalid(
            "due_before_the_month",
            "Work of {month:%Y-%m} is due in that month or later, not on {day}.",
            f"{at}.dueOn",
            month=each.month,
            day=each.due_on,
        )
    yield from _of_version(each, place, at)
    mine = each.employee_id, each.month, each.product_id
    for other, sent in rows.items():
        if other < row and (sent.employee_id, sent.month, sent.product_id) == mine:
            yield Conflict(
                "given_twice",
                "`targets.{other}` has the same person, product and month: send one row of them.",
                f"{at}.productId",
                other=other,
            )


def _of_post(each: Assignment, place: _Place, at: str) -> Iterator[Refusal]:
    if place.suit.kpi_id is None:
        product = global_id("Product", each.product_id)
        yield NotFound("unknown_product", "There is no product {id}.", f"{at}.productId", id=product)
    if place.post.employee_id is None:
        person = global_id("Employee", each.employee_id)
        yield NotFound(
            "employee_not_found", "There is no employee {id} that you may see.", f"{at}.employeeId", id=person
        )
    elif place.post.position_id is None:
        yield Invalid(
            "not_in_post",
            "{person} held no post on {day}.",
            f"{at}.month",
            LAW,
            person=place.post.employee,
            day=each.month,
        )
    elif not place.theirs:
        yield Forbidden(
            "forbidden",
            "You lack the right to {right} where {person} works that month. Ask whoever grants rights there.",
            f"{at}.employeeId",
            right=named(VERB),
            person=place.post.employee,
        )
    elif place.suit.kpi_id is not None and not place.suit.suits:
        yield Invalid(
            "kpi_does_not_suit",
            "{product} does not suit the post of {person}; KPIs that do: {suited}.",
            f"{at}.productId",
            LAW,
            product=place.suit.product,
            person=place.post.employee,
            suited=place.suit.suited,
        )


def _of_month(each: Assignment, place: _Place, today: date, at: str) -> Iterator[Refusal]:
    path = f"{at}.month"
    if fault := fault_of(gate.month, each.month, today, path):
        yield fault
    if each.reason is not None and (fault := fault_of(gate.text, each.reason, REASON, f"{at}.reason")):
        yield fault
    elif each.reason is None and (place.there is not None or _over(each.month, today)):
        yield Invalid(
            "target_without_reason",
            "A target that is changed, or assigned after its month, needs a reason: send one.",
            f"{at}.reason",
        )
    if place.confirmed:
        yield Conflict(
            "month_confirmed",
            "The assessment of {month:%Y-%m} of {person} is confirmed: assess it again first (proposeAssessment), which"
            " takes the confirmation back.",
            path,
            LAW,
            month=each.month,
            person=place.post.employee,
        )


def _of_version(each: Assignment, place: _Place, at: str) -> Iterator[Refusal]:
    there = place.there.version if place.there else None
    if each.expected_version == there:
        return
    if there is None:
        yield Conflict(
            "stale_version",
            "There is no target of this person, product and month yet: leave expectedVersion out to assign it.",
            f"{at}.expectedVersion",
        )
    else:
        yield Conflict(
            "already_assigned",
            "This is assigned already, at version {version}: send that version, and a reason, to change it.",
            f"{at}.expectedVersion",
            version=there,
        )


def _over(month: date, today: date) -> bool:
    return today >= (month.replace(day=28) + timedelta(days=4)).replace(day=1)


def _made(each: Assignment, place: _Place, today: date) -> tuple[dict[str, Any] | None, Target]:
    late = each.reason if _over(each.month, today) else None
    if place.there is None:
        belongs: dict[str, Any] = {
            "employee_id": each.employee_id, "unit_id": place.post.unit_id, "position_id": place.post.position_id,
            "product_id": each.product_id, "month": each.month,
        }  # fmt: skip
        said: dict[str, Any] = {"quantity": each.quantity, "due_on": each.due_on, "late_reason": late}
        return None, Target(id=new_id(), **belongs, **said)
    target = place.there
    before = _stated(target)
    target.quantity, target.due_on, target.late_reason = (
        each.quantity,
        each.due_on,
        late or target.late_reason,
    )
    target.version += 1
    return before, target


def _stated(target: Target) -> dict[str, Any]:
    return {name: getattr(target, name) for name in ("quantity", "due_on", "late_reason", "version")}


def _event(before: dict[str, Any] | None, target: Target, reason: str | None) -> audit.BatchEvent:
    happened = "target.assigned" if before is None else "target.changed"
    of = {"employee": global_id("Employee", target.employee_id), "month": target.month}
    after = {**_stated(target), **of, "product": global_id("Product", target.product_id)}
    return audit.BatchEvent(happened, id_of(target), target.unit_id, [target.id], before, after, reason or "")
