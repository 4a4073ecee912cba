"""Where a row of counts belongs: what people, goals, assessments and payments say of it, and the result there is."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import text

from domain.actor import Actor
from domain.assessments import service as assessments
from domain.database.sessions import ReadSession
from domain.goals import service as goals
from domain.language.text import Text
from domain.payments import service as payments
from domain.people import posts
from domain.results.counts import Counts

_RESULTS = text("""
    select given.unit_id in (select meritgrid_units(:actor, 'results.record')), r.id, r.version
    from unnest(cast(:employees as uuid[]), cast(:products as uuid[]), cast(:months as date[]), cast(:kinds as text[]),
                cast(:units as uuid[]))
         with ordinality as given (employee_id, product_id, month, kind, unit_id, place)
    left join kpi_result r on r.employee_id = given.employee_id and r.month = given.month
         and r.product_id = given.product_id and r.kind = given.kind
    order by given.place
""")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a row of counts belongs: the post of that month, the KPI of the product, the result there is.

    `confirmed`: the month's assessment is; `paid`: the sentence that refuses what was paid from, else None.
    """

    employee_id: UUID | None
    employee: str
    position_id: UUID | None
    unit_id: UUID | None
    mine_to_record: bool
    kpi_id: UUID | None
    product: str
    suits: bool
    suited: str | None
    result_id: UUID | None
    version: int | None
    confirmed: bool
    paid: Text | None


async def places(session: ReadSession, actor: Actor, counts: Sequence[Counts]) -> list[Place]:
    """Where each row belongs, as far as the actor may see."""
    people, months = [each.employee_id for each in counts], [each.month for each in counts]
    products = [each.product_id for each in counts]
    held = await posts.held(session, people, months)
    suiting = await goals.suiting(session, products, [post.position_id for post in held], months)
    confirmed = await assessments.confirmed(session, people, months)
    paid = await payments.sentences(session, people, months)
    given: dict[str, Any] = {
        "actor": actor.id,
        "employees": people,
        "products": products,
        "months": months,
        "kinds": [each.kind for each in counts],
        "units": [post.unit_id for post in held],
    }
    results = await session.execute(_RESULTS, given)
    return [
        Place(
            employee_id=post.employee_id,
            employee=post.employee,
            position_id=post.position_id,
            unit_id=post.unit_id,
            mine_to_record=bool(mine),
            kpi_id=suit.kpi_id,
            product=suit.product,
            suits=suit.suits,
            suited=suit.suited,
            result_id=result_id,
            version=version,
            confirmed=row in confirmed,
            paid=paid.get(row),
        )
        for row, (post, suit, (mine, result_id, version)) in enumerate(
            zip(held, suiting, results, strict=True)
        )
    ]
