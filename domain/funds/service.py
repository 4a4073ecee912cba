"""The bonus fund of each unit: opened from the model's figure, and matched by the run; closing the run closes it."""

import polars as pl
from sqlmodel import col, select

from domain.database.sessions import ReadSession
from domain.errors import Conflict
from domain.funds.tables import BonusFund
from domain.organisation import service as organisation


async def check(session: ReadSession, year: int, computed: pl.DataFrame) -> None:
    """Refuse a run that would share out another amount than the funds that were opened.

    computed: unit_id (text), fund_vnd, eligible (people who may get a share).
    """
    unit = organisation.codes()
    rows = await session.execute(
        select(col(BonusFund.unit_id), unit.c.code, col(BonusFund.amount_vnd), col(BonusFund.state))
        .join(unit, unit.c.unit_id == col(BonusFund.unit_id))
        .where(col(BonusFund.year) == year)
    )
    opened = {str(unit_id): (code, amount, state) for unit_id, code, amount, state in rows}
    for unit_id, fund_vnd, eligible in computed.select("unit_id", "fund_vnd", "eligible").iter_rows():
        code, amount_vnd, state = opened.get(unit_id, ("", 0, "absent"))
        if state == "absent":
            raise Conflict(
                "fund_missing",
                "No bonus fund of {year} was opened for unit {unit}: open it first (openBonusFunds).",
                "unitId",
                year=year,
                unit=unit_id,
            )
        _refuse(code, amount_vnd, state, fund_vnd, eligible, year)


def _refuse(code: str, amount_vnd: int, state: str, fund_vnd: int, eligible: int, year: int) -> None:
    if state == "closed":
        raise Conflict(
            "fund_closed", "The {year} bonus fund of {unit} is closed.", "unitId", year=year, unit=code
        )
    if amount_vnd != fund_vnd:
        raise Conflict(
            "fund_differs",
            "The {year} bonus fund of {unit} was opened with {amount_vnd} dong, but a tenth of its salary fund is"
            " {fund_vnd} dong now: open the fund again (openBonusFunds).",
            "unitId",
            "Decree 161/2026 art. 4",
            year=year,
            unit=code,
            amount_vnd=amount_vnd,
            fund_vnd=fund_vnd,
        )
    if fund_vnd == 0:
        raise Conflict(
            "fund_of_zero",
            "The {year} bonus fund of {unit} is zero: nothing can be shared.",
            "unitId",
            year=year,
            unit=code,
        )
    if eligible == 0:
        raise Conflict(
            "nobody_eligible",
            "Nobody in {unit} may get a share of its {year} fund of {fund_vnd} dong under its regulation: change the"
            " regulation, or return the money as the decree says, and leave the unit out.",
            "unitId",
            "Decree 161/2026 art. 4",
            unit=code,
            year=year,
            fund_vnd=fund_vnd,
        )
