"""The bonus fund of each unit: opened from the model's figure, and matched by the run; closing the run closes it."""

import polars as pl
from sqlmodel import col, select

from domain.database.sessions import ReadSession
from domain.errors import Conflict
from domain.funds.tables import BonusFund
from domain.organisation import service as organisation


async def check(session: ReadSession, year: int, computed: pl.DataFrame) -> None:
    """Refuse a run that would share out another amount than the funds that were opened.

    computed: unit_id (text), fund_vnd, taken_vnd (by the run's lines), eligible (people who may get a share), and
    whether others of the unit are paid already (paid_before): then their runs have to leave what this one takes.
    """
    unit = organisation.codes()
    rows = await session.execute(
        select(BonusFund, unit.c.code)
        .join(unit, unit.c.unit_id == col(BonusFund.unit_id))
        .where(col(BonusFund.year) == year)
    )
    opened = {str(fund.unit_id): (code, fund) for fund, code in rows}
    for row in computed.iter_rows(named=True):
        if row["unit_id"] not in opened:
            raise Conflict(
                "fund_missing",
                "No bonus fund of {year} was opened for unit {unit}: open it first (openBonusFunds).",
                "unitId",
                year=year,
                unit=row["unit_id"],
            )
        code, fund = opened[row["unit_id"]]
        _refuse(code, fund.amount_vnd, fund.state, row["fund_vnd"], row["eligible"], year)
        if row["paid_before"]:
            _refuse_short(code, fund.amount_vnd - fund.spent_vnd, row["taken_vnd"], year)


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


def _refuse_short(code: str, left_vnd: int, taken_vnd: int, year: int) -> None:
    """Refuse what is more than other approved runs leave: those who are paid already are in them, or were."""
    if taken_vnd > left_vnd:
        raise Conflict(
            "fund_short",
            "Approved runs leave {left_vnd} dong of the {year} bonus fund of {unit}, and this run would take"
            " {taken_vnd}: make it over whoever is not paid yet (`onlyUnpaid`), or have their approval withdrawn"
            " (askPayRunWithdrawal).",
            "unitId",
            "Decree 161/2026 art. 4",
            year=year,
            unit=code,
            left_vnd=left_vnd,
            taken_vnd=taken_vnd,
        )
