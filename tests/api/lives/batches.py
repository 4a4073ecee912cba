"""What anybody might send of assessments together: a month of a unit, proposed or confirmed."""

from typing import Any

from tests.api.lives.hand import Arguments, Hand

MONTHS = "select unit_id, period_start from assessment where period = 'month' order by id limit 400"


async def of_month(hand: Hand) -> Arguments:
    """A month of a unit in which somebody was assessed."""
    return month_of(await hand.row(MONTHS))


def month_of(assessment: Any) -> Arguments:
    """The month of everybody in the unit of an assessment, and below it."""
    return {
        "unitId": f"Unit_{assessment['unit_id']}",
        "period": "MONTH",
        "periodStart": assessment["period_start"].isoformat(),
    }


async def cancel_job(hand: Hand) -> Arguments | None:
    """A job that waits, if any does; seldom one that is over."""
    row = await hand.row("select id from job where (ended_at is null) = $1 order by id", hand.sure())
    return row and {"id": f"Job_{row['id']}"}
