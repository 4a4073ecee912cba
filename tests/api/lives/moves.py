"""What anybody might send: every mutation, with arguments drawn from what is there."""

import json
from collections.abc import Awaitable, Callable
from typing import Any

from tests.api.lives.accounts import (
    close_account,
    delegate_right,
    end_delegation,
    open_account,
    rename_account,
    reopen_account,
)
from tests.api.lives.batches import cancel_job, of_month
from tests.api.lives.catalogues import CATALOGUING
from tests.api.lives.hand import Arguments, Hand
from tests.api.lives.offices.organisation import ORGANISING
from tests.api.lives.offices.people import EMPLOYING
from tests.api.lives.rights import GIVERS, confirm_right, grant_right, request_right, revoke_right
from tests.given.drafts import models

ROLES = ("hr", "finance", "assessor", "commune_hr", "admin", "auditor", "legislator", "employee")
HALF = 0.5
OPEN_RESULTS = """
    select r.* from kpi_result r join assessment a on a.employee_id = r.employee_id and a.period = 'month'
    and a.period_start = r.month where a.state = 'proposed' order by r.id
"""
# Assessments of people whom no approved run pays.
UNPAID = "select * from assessment a where not exists (select from paid_period p where p.employee_id = a.employee_id)"
# The years among them of which a month was assessed again.
UNSETTLED = f"""
    {UNPAID} and period = 'year' and exists (select from assessment m
    where m.employee_id = a.employee_id and m.period = 'month' and m.version > 1) order by id
"""
# Each person's latest grade.
LATEST = """
    select distinct on (employee_id) * from grade_holding order by employee_id, effective_from desc
"""
Move = Callable[[Hand], Awaitable[Arguments | None]]


def of_run(*states: str, reasoned: bool = False, asked: bool = False) -> Move:
    """A decision on a run."""

    async def draw(hand: Hand) -> Arguments | None:
        found = await hand.run(*states, asked=asked)
        if found is not None and reasoned:
            found["reason"] = hand.reason()
        return found

    return draw


async def create_pay_run(hand: Hand) -> Arguments:
    """A run of a unit, seldom of another year."""
    year = hand.random.choice((2026,) * 9 + (2025,))
    unpaid = {"onlyUnpaid": True} if not hand.sure() else {}
    return {"unitId": await hand.unit(), "year": year, "title": "Bonus", **unpaid}


async def hold_payment(hand: Hand) -> Arguments:
    """Somebody, for this year's bonus."""
    row = await hand.row("select id from employee order by id")
    return held(hand, row["id"])


def held(hand: Hand, employee: object) -> Arguments:
    """A person on hold for this year's bonus."""
    return {"employeeId": f"Employee_{employee}", "year": 2026, "reason": hand.reason()}


async def release_hold(hand: Hand) -> Arguments | None:
    """One that stands, if any does; seldom one that was released."""
    row = await hand.row(
        "select id, version from payment_hold where released_by is null = $1 order by id", hand.sure()
    )
    return row and {
        "id": f"PaymentHold_{row['id']}",
        "version": hand.version(row["version"]),
        "reason": hand.reason(),
    }


async def open_bonus_funds(hand: Hand) -> Arguments:
    """The funds of a unit."""
    return {"unitId": await hand.unit(), "year": 2026}


async def record_results(hand: Hand) -> Arguments:
    """A result changed, or one of another kind added."""
    row = await hand.row(OPEN_RESULTS) if hand.sure() else None
    row = row or await hand.row("select * from kpi_result where month < '2026-11-01' order by id limit 400")
    kind = row["kind"] if hand.sure() else hand.random.choice(("handed_over", "taken_over", "ad_hoc"))
    known, assigned = row["kind"] == kind, hand.random.randrange(1, 5)
    version = hand.version(row["version"]) if known else None
    completed = hand.random.randrange(assigned + 1) if hand.sure() else 66
    return result_of(row, kind, assigned if kind in ("assigned", "handed_over") else 0, completed, version)


def result_of(row: Any, kind: str, assigned: int, completed: int, version: int | None) -> Arguments:
    """What came of the work of a result, or of work of another kind on the same product."""
    given = {
        "employeeId": f"Employee_{row['employee_id']}",
        "productId": f"Product_{row['product_id']}",
        "month": row["month"].isoformat(),
        "kind": kind.upper(),
        "assigned": assigned,
        "completed": completed,
        "sourceSystem": "ONE-STOP",
        "expectedVersion": version,
    }
    return {"results": [given]}


async def propose_assessment(hand: Hand) -> Arguments:
    """A month or a year, assessed again; often one whose results or months are at work already."""
    row = await hand.row(UNSETTLED) if hand.random.random() < HALF else None
    row = row or (await hand.row(f"{UNPAID} order by id") if hand.sure() else None)
    return assessed_again(hand, row or await hand.row("select * from assessment order by id"))


def assessed_again(hand: Hand, row: Any) -> Arguments:
    """The assessment, proposed anew."""
    marks: Arguments = {"generalPointsHundredths": 2_500} if row["period"] == "month" else {}
    leads = {
        "unitPerformance": "ALL_COMPLETED",
        "executionCapability": "WITH_INITIATIVES",
        "teamCohesion": "UNITED",
    }
    return {
        "employeeId": f"Employee_{row['employee_id']}",
        "period": row["period"].upper(),
        "periodStart": row["period_start"].isoformat(),
        "expectedVersion": hand.version(row["version"]),
        **marks,
        **(leads if row["field_result"] != "none" else {}),
    }


async def confirm_assessment(hand: Hand) -> Arguments | None:
    """One that waits, if any does."""
    row = await hand.row("select * from assessment where state = 'proposed' order by id")
    return row and {"id": f"Assessment_{row['id']}", "version": hand.version(row["version"])}


async def set_grade(hand: Hand) -> Arguments:
    """A step from a day of this or the next year."""
    row = await hand.row(LATEST)
    return await grade_of(
        hand, row, hand.random.choice(("2026-02-01", "2026-11-15", "2026-12-02", "2027-01-01"))
    )


async def grade_of(hand: Hand, last: Any, day: str) -> Arguments:
    """Another step than the last one of a person."""
    step = await hand.row("select * from salary_step where id <> $1 order by id", last["salary_step_id"])
    return {
        "employeeId": f"Employee_{last['employee_id']}",
        "gridTable": step["grid_table"],
        "gradeCode": step["grade_code"],
        "step": step["step"],
        "effectiveFrom": day,
        "expectedHoldingId": f"GradeHolding_{last['id']}",
        "reason": hand.reason(),
    }


async def withdraw_grade(hand: Hand) -> Arguments:
    """Somebody's grade, mostly the latest."""
    row = await hand.row("select id from grade_holding order by effective_from desc, id limit 5")
    return {"id": f"GradeHolding_{row['id']}", "reason": hand.reason(), "leavesUngraded": not hand.sure()}


async def draft_regulation(hand: Hand) -> Arguments:
    """The province's models again for another unit, seldom for itself."""
    day = hand.random.choice(("2026-01-01", "2026-12-01", "2027-01-01"))
    return await rules_of(hand, await hand.unit(), day)


async def rules_of(hand: Hand, unit: str, day: str) -> Arguments:
    """The province's models for a unit from a day on."""
    picked = await hand.owner.fetchval("select models::text from regulation order by id limit 1")
    return {
        "unitId": unit,
        "effectiveFrom": day,
        "title": f"Rules {hand.random.random()}",
        "models": models("BONUS", json.loads(picked)),
        "parameters": [],
    }


async def publish_regulation(hand: Hand) -> Arguments | None:
    """A draft, if there is one."""
    row = await hand.row("select * from regulation where published_by is null order by id")
    return row and {"id": f"Regulation_{row['id']}", "version": hand.version(row["version"])}


async def withdraw_regulation(hand: Hand) -> Arguments | None:
    """A draft, seldom one that is published."""
    row = await hand.row("select id from regulation where published_by is null = $1 order by id", hand.sure())
    return row and {"id": f"Regulation_{row['id']}", "reason": hand.reason()}


async def set_language(hand: Hand) -> Arguments:
    """One of both, or what each request says."""
    return {"language": hand.random.choice(("VI", "EN", None))}


# Each mutation with who may do it, and how often it is tried.
MOVES: dict[str, tuple[Move, tuple[str, ...], int]] = {
    "createPayRun": (create_pay_run, ("hr",), 6),
    "reviewPayRun": (of_run("computed"), ("hr",), 10),
    "approvePayRun": (of_run("reviewed", reasoned=True), ("finance",), 10),
    "closePayRun": (of_run("approved", reasoned=True), ("finance",), 2),
    "discardPayRun": (of_run("computed", "reviewed", reasoned=True), ("hr",), 2),
    "askPayRunWithdrawal": (of_run("approved", reasoned=True), ("finance", "hr"), 6),
    "withdrawPayRunApproval": (of_run("approved", reasoned=True, asked=True), ("finance", "hr"), 6),
    "keepPayRunApproval": (of_run("approved", reasoned=True, asked=True), ("finance", "hr"), 3),
    "holdPayment": (hold_payment, ("hr",), 1),
    "releaseHold": (release_hold, ("hr",), 3),
    "openBonusFunds": (open_bonus_funds, ("hr",), 3),
    "recordResults": (record_results, ("hr",), 4),
    "proposeAssessment": (propose_assessment, ("hr",), 5),
    "confirmAssessment": (confirm_assessment, ("assessor",), 6),
    "proposeAssessments": (of_month, ("hr",), 2),
    "confirmAssessments": (of_month, ("assessor",), 2),
    "proposeAssessmentsAsJob": (of_month, ("hr",), 1),
    "confirmAssessmentsAsJob": (of_month, ("assessor",), 1),
    "cancelJob": (cancel_job, ("hr", "assessor"), 1),
    "setGrade": (set_grade, ("hr",), 2),
    "withdrawGrade": (withdraw_grade, ("hr",), 1),
    "draftRegulation": (draft_regulation, ("hr",), 1),
    "publishRegulation": (publish_regulation, ("finance",), 1),
    "withdrawRegulation": (withdraw_regulation, ("hr",), 1),
    "grantRight": (grant_right, GIVERS, 1),
    "requestRight": (request_right, ("admin", "admin", "legislator"), 2),
    "confirmRight": (confirm_right, GIVERS, 2),
    "revokeRight": (revoke_right, GIVERS, 1),
    "openAccount": (open_account, GIVERS, 1),
    "renameAccount": (rename_account, GIVERS, 1),
    "closeAccount": (close_account, GIVERS, 1),
    "reopenAccount": (reopen_account, GIVERS, 1),
    "delegateRight": (delegate_right, ("finance",), 1),
    "endDelegation": (end_delegation, ("finance",), 1),
    "setLanguage": (set_language, ROLES, 1),
    **ORGANISING,
    **CATALOGUING,
    **EMPLOYING,
}
