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
                f"No bonus fund of {year} was opened for unit {unit_id}: open it first (openBonusFunds).",
                "unitId",
            )
        _refuse(code, amount_vnd, state, fund_vnd, eligible, year)


def _refuse(code: str, amount_vnd: int, state: str, fund_vnd: int, eligible: int, year: int) -> None:
    if state == "closed":
        raise Conflict("fund_closed", f"The {year} bonus fund of {code} is closed.", "unitId")
    if amount_vnd != fund_vnd:
        raise Conflict(
            "fund_differs",
            f"The {year} bonus fund of {code} was opened with {amount_vnd} dong, but a tenth of its salary fund is"
            f" {fund_vnd} dong now: open the fund again (openBonusFunds).",
            "unitId",
            "Decree 161/2026 art. 4",
        )
    if fund_vnd == 0:
        raise Conflict(
            "fund_of_zero", f"The {year} bonus fund of {code} is zero: nothing can be shared.", "unitId"
        )
    if eligible == 0:
        raise Conflict(
            "nobody_eligible",
            f"Nobody in {code} may get a share of its {year} fund of {fund_vnd} dong under its regulation: change the"
            " regulation, or return the money as the decree says, and leave the unit out.",
            "unitId",
            "Decree 161/2026 art. 4",
        )
