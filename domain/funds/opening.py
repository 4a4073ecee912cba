"""Opening the bonus funds of a year: a tenth of each unit's salary fund, computed from grades and months in post."""

from datetime import date
from uuid import UUID

from sqlalchemy.dialects.postgresql import insert
from sqlmodel import col, select

from domain import gate
from domain.access import service as access
from domain.actor import Actor
from domain.audit import service as audit
from domain.compute_queue import in_thread
from domain.computing import snapshot
from domain.computing.calculation import opening_funds
from domain.database.sessions import WriteSession, day_of
from domain.database.tables import new_id
from domain.errors import Conflict
from domain.facts.period import Period
from domain.funds.tables import BonusFund
from domain.organisation import service as organisation
from domain.pay_runs.kinds.bonus import BONUS, FUND
from domain.reading.ids import global_id


async def open_funds(session: WriteSession, actor: Actor, unit_id: UUID, year: int) -> int:
    """Open the fund of every unit at or below `unit_id`, or bring it up to date; gives how many.

    Raises Forbidden, Invalid (`no_such_year`, `year_to_come`), Conflict for a fund that is closed or shared out by an
    approved run, or that is held above the unit, and what `snapshot.take_pay` refuses; nothing is opened then.
    """
    gate.year_begun(year, day_of(session), "year")
    await access.refuse_without(session, actor, "fund.open", unit_id)
    taken = await snapshot.take_pay(session, unit_id, Period.year(year), BONUS)
    computed = await in_thread(opening_funds, BONUS, FUND, taken, date(year, 1, 1))
    rows = [
        {
            "id": new_id(),
            "unit_id": UUID(row["unit_id"]),
            "year": year,
            "salary_fund_vnd": row["salary_fund_vnd"],
            "amount_vnd": row["fund_vnd"],
            "model_id": row["model_id"],
            "model_version": row["model_version"],
            "parameters_hash": row["parameters_hash"],
            "state": "open",
        }
        for row in computed.iter_rows(named=True)
    ]
    await _refuse_settled(session, [row["unit_id"] for row in rows], year)
    opened = insert(BonusFund).values(rows)
    taken_over = {name: opened.excluded[name] for name in rows[0] if name not in ("id", "unit_id", "year")}
    await session.execute(opened.on_conflict_do_update(index_elements=["unit_id", "year"], set_=taken_over))
    after = {"year": year, "funds": len(rows), "total_vnd": sum(row["amount_vnd"] for row in rows)}
    await audit.tell(session, actor, "funds.opened", global_id("Unit", unit_id), unit_id=unit_id, after=after)
    return len(rows)


async def _refuse_settled(session: WriteSession, unit_ids: list[UUID], year: int) -> None:
    """A fund that is closed changes no more, and one that is shared out not before that approval is withdrawn."""
    unit = organisation.codes()
    settled = await session.execute(
        select(unit.c.code, col(BonusFund.state))
        .join(BonusFund, col(BonusFund.unit_id) == unit.c.unit_id)
        .where(
            col(BonusFund.unit_id).in_(unit_ids),
            col(BonusFund.year) == year,
            (col(BonusFund.state) == "closed") | (col(BonusFund.spent_vnd) > 0),
        )
        .order_by(col(BonusFund.state), unit.c.code)
    )
    for code, state in settled:
        if state == "closed":
            raise Conflict(
                "fund_closed",
                "The {year} bonus fund of {unit} is closed and changes no more.",
                "unitId",
                year=year,
                unit=code,
            )
        raise Conflict(
            "fund_spent",
            "An approved run shares the {year} bonus fund of {unit} out: have its approval withdrawn before the fund"
            " is opened again (askPayRunWithdrawal).",
            "unitId",
            year=year,
            unit=code,
        )
