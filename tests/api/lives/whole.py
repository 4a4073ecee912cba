"""One whole life: each mutation once with what fits, by whom it befits; what is random comes after it."""

from collections.abc import AsyncIterator
from datetime import date
from typing import Any

from tests.api.lives.accounts import kept, root
from tests.api.lives.batches import cancel_job, month_of
from tests.api.lives.catalogues import catalogued
from tests.api.lives.hand import Arguments, Hand
from tests.api.lives.moves import (
    LATEST,
    assessed_again,
    grade_of,
    held,
    of_run,
    publish_regulation,
    release_hold,
    result_of,
    rules_of,
    withdraw_regulation,
)
from tests.api.lives.offices.organisation import organised
from tests.api.lives.offices.people import employed
from tests.api.lives.rights import GIVERS, GRANTING, confirm_right, right

# Somebody of the unit, with a confirmed month that has results.
MONTH = """
    select m.* from assessment m join employee e on e.id = m.employee_id
    where m.period = 'month' and m.state = 'confirmed' and exists (
        select from kpi_result r where r.employee_id = m.employee_id and r.month = m.period_start)
    and exists (select from unit_ancestor u where u.unit_id = m.unit_id and u.ancestor_id = $1)
    order by m.id limit 200
"""
ASSESSMENT = "select * from assessment where employee_id = $1 and period = $2 and period_start = $3"
OF_UNIT = """
    select o.employee_id from occupancy o join unit_ancestor u on u.unit_id = o.unit_id where u.ancestor_id = $1
    and o.position_id is not null order by o.id
"""
RESULT = "select * from kpi_result where employee_id = $1 and month = $2 order by id"
ACCOUNT = "select id from account where subject = $1"
YEAR, NEXT_YEAR = 2026, "2027-01-01"
# Who, what, with what.
Step = tuple[str, str, Arguments]


async def whole_life(hand: Hand) -> AsyncIterator[Step]:
    """Steps of which each is done before the next is asked for; they end with a unit that is paid."""
    unit = await hand.unit()
    for part in (
        assessed,
        graded,
        organised,
        employed,
        catalogued,
        ruled,
        kept,
        entrusted,
        withdrawn,
        waiting,
        paid,
    ):
        async for step in part(hand, unit):
            yield step


async def assessed(hand: Hand, unit: str) -> AsyncIterator[Step]:
    """A month is opened, its result changed, and month and year assessed and confirmed again."""
    month = await hand.row(MONTH, unit.removeprefix("Unit_"))
    person, year = month["employee_id"], month["period_start"].replace(month=1)
    yield "hr", "proposeAssessment", assessed_again(hand, month)
    yield "hr", "recordResults", done(await hand.row(RESULT, person, month["period_start"]))
    yield "hr", "proposeAssessments", month_of(month)
    for key in ((person, "month", month["period_start"]), (person, "year", year)):
        yield "hr", "proposeAssessment", assessed_again(hand, await hand.row(ASSESSMENT, *key))
        there = await hand.row(ASSESSMENT, *key)
        yield (
            "assessor",
            "confirmAssessment",
            {"id": f"Assessment_{there['id']}", "version": there["version"]},
        )
    yield "assessor", "confirmAssessments", month_of(month)
    for who, asks in (("hr", "proposeAssessmentsAsJob"), ("assessor", "confirmAssessmentsAsJob")):
        yield who, asks, month_of(month)
        yield who, "cancelJob", await cancel_job(hand) or {}


def done(row: Any) -> Arguments:
    """All that was assigned is completed."""
    return result_of(row, row["kind"], row["assigned"], row["assigned"], row["version"])


async def graded(hand: Hand, _: str) -> AsyncIterator[Step]:
    """Somebody's grade of the next year is set, and taken back."""
    yield "hr", "setGrade", await grade_of(hand, await hand.row(LATEST), NEXT_YEAR)
    newest = await hand.row(
        "select id from grade_holding where effective_from = $1", date.fromisoformat(NEXT_YEAR)
    )
    yield (
        "hr",
        "withdrawGrade",
        {"id": f"GradeHolding_{newest['id']}", "reason": hand.reason(), "leavesUngraded": False},
    )


async def ruled(hand: Hand, unit: str) -> AsyncIterator[Step]:
    """A regulation of the next year is drafted, and published by another; a second one of that day is withdrawn."""
    yield "hr", "draftRegulation", await rules_of(hand, unit, NEXT_YEAR)
    yield "finance", "publishRegulation", await publish_regulation(hand) or {}
    yield "hr", "draftRegulation", await rules_of(hand, unit, NEXT_YEAR)
    yield "hr", "withdrawRegulation", await withdraw_regulation(hand) or {}


async def entrusted(hand: Hand, unit: str) -> AsyncIterator[Step]:
    """A second giver is found, reads in English; one asks for a right, the other confirms it, and it is ended."""
    first, second = GIVERS
    deputy, other = [await hand.row(ACCOUNT, f"demo|{name}") for name in (second, "employee")]
    yield first, "grantRight", right(hand, deputy["id"], await root(hand), GRANTING)
    yield second, "setLanguage", {"language": "EN"}
    yield first, "requestRight", right(hand, other["id"], unit, GRANTING)
    yield second, "confirmRight", await confirm_right(hand) or {}
    given = await hand.row("select id from access_grant where request_id is not null")
    yield first, "revokeRight", {"id": f"AccessGrant_{given['id']}", "reason": hand.reason()}


async def withdrawn(hand: Hand, unit: str) -> AsyncIterator[Step]:
    """A unit's run is approved, questioned and kept, questioned and taken back, and set aside."""
    yield "hr", "openBonusFunds", {"unitId": unit, "year": YEAR}
    async for step in approved(hand, unit):
        yield step
    yield "finance", "askPayRunWithdrawal", await decision(hand, "approved")
    yield "finance", "keepPayRunApproval", await decision(hand, "approved")
    yield "hr", "askPayRunWithdrawal", await decision(hand, "approved")
    yield "finance", "withdrawPayRunApproval", await decision(hand, "approved")
    yield "hr", "discardPayRun", await decision(hand, "computed")


async def waiting(hand: Hand, unit: str) -> AsyncIterator[Step]:
    """Somebody of it is put on hold, and released."""
    somebody = await hand.row(OF_UNIT, unit.removeprefix("Unit_"))
    yield "hr", "holdPayment", held(hand, somebody["employee_id"])
    yield "hr", "releaseHold", await release_hold(hand) or {}


async def paid(hand: Hand, unit: str) -> AsyncIterator[Step]:
    """It is run again, and closed."""
    async for step in approved(hand, unit):
        yield step
    yield "finance", "closePayRun", await of_run("approved", reasoned=True)(hand) or {}


async def approved(hand: Hand, unit: str) -> AsyncIterator[Step]:
    """Made, reviewed, approved."""
    yield "hr", "createPayRun", {"unitId": unit, "year": YEAR, "title": "Bonus"}
    yield "hr", "reviewPayRun", await of_run("computed")(hand) or {}
    yield "finance", "approvePayRun", await decision(hand, "reviewed")


async def decision(hand: Hand, state: str) -> Arguments:
    """On the one run in that state."""
    return await of_run(state, reasoned=True)(hand) or {}
