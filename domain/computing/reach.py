"""A run reads everything below its unit, or is refused: what its maker may not see is never left out in silence."""

from uuid import UUID

import polars as pl
from sqlalchemy import text

from domain.database.sessions import ReadSession
from domain.errors import Conflict
from domain.facts.period import Period

NAMES = {
    "people": "people",
    "posts": "posts",
    "grades": "grades",
    "results": "results",
    "assessments": "assessments",
    "findings": "findings on conduct",
}
_COUNTED = text("select * from pay_inputs(:unit, :year)")
_IN_FULL = text("select * from pay_inputs_in_full(:unit, :year)")
_ABOVE = text("""
    select u.code from unit u
    where u.id = any(cast(:funds as uuid[]))
      and u.id not in (select unit_id from unit_closure where ancestor_id = :unit)
    order by u.code limit 1
""")


async def check_reach(
    session: ReadSession,
    people: pl.DataFrame,
    unit_id: UUID,
    period: Period,
    of: tuple[str, ...] = tuple(NAMES),
) -> None:
    """Refuse to pay or to open funds for fewer than everybody, from less than everything.

    people: `unit_id`, the unit that holds the fund of each. `of`: what of `NAMES` has to be there in full. Raises
    Conflict (`inputs_hidden`, `fund_held_above`, `fund_held_nowhere`).
    """
    where = {"unit": unit_id, "year": period.start.year}
    seen = (await session.execute(_COUNTED, where)).one()
    there = (await session.execute(_IN_FULL, where)).first()
    if there is not None and (
        hidden := [NAMES[name] for name in of if getattr(seen, name) < getattr(there, name)]
    ):
        raise Conflict(
            "inputs_hidden",
            f"You may not read all {', '.join(hidden)} that the people of this unit are paid from in {period.said}:"
            " whoever does this needs the rights to read them on the unit and wherever its people worked that year.",
            "unitId",
        )
    await _refuse_funds_elsewhere(session, people, unit_id)
    if people.height < seen.people:
        raise Conflict(
            "fund_held_nowhere",
            f"{seen.people - people.height} people of this unit belong to no unit that holds a bonus fund: say which"
            " unit holds it first.",
            "unitId",
        )


async def _refuse_funds_elsewhere(session: ReadSession, people: pl.DataFrame, unit_id: UUID) -> None:
    funds = [UUID(fund) for fund in people["unit_id"].unique()]
    above = await session.scalar(_ABOVE, {"unit": unit_id, "funds": funds})
    if above is not None:
        raise Conflict(
            "fund_held_above",
            f"The bonus fund of people in this unit is held by {above}, above it: choose {above}.",
            "unitId",
            "Decree 161/2026 art. 4",
        )
