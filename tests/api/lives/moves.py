"""What anybody might send: every mutation, with arguments drawn from what is there."""

import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from random import Random
from typing import Any

ROLES = ("hr", "finance", "assessor", "commune_hr", "admin", "auditor", "legislator", "employee")
OFTEN = 0.85
UNITS = "select unit_id as id from unit_state where holds_fund = $1 order by unit_id"
OPEN_RESULTS = """
    select r.* from kpi_result r join assessment a on a.employee_id = r.employee_id and a.period = 'month'
    and a.period_start = r.month where a.state = 'proposed' order by r.id
"""
Arguments = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Hand:
    """Draws arguments from the database as it is now."""

    random: Random
    owner: Any

    async def row(self, sql: str, *binds: Any) -> Any:
        """One row of many; None when there is none."""
        rows = await self.owner.fetch(sql, *binds)
        return self.random.choice(rows) if rows else None

    async def unit(self) -> str:
        """Mostly a unit that holds a fund; else a division, or the province that pays everybody."""
        row = await self.row(UNITS, self.random.random() < OFTEN)
        return f"Unit_{row['id']}"

    def reason(self) -> str:
        """A reason; now and then a blank one."""
        return "As decided" if self.random.random() < OFTEN else " "

    def version(self, version: int) -> int:
        """Mostly the version that is there."""
        return version if self.random.random() < OFTEN else version + self.random.choice((-1, 1))

    async def run(self, *states: str) -> Arguments | None:
        """A run, mostly in a state that fits, with its version."""
        fitting = states if self.random.random() < OFTEN else ()
        row = await self.row(
            "select id, version from pay_run where state = any($1) or $1 = '{}' order by id", fitting
        )
        if row is None:
            return None
        return {"id": f"PayRun_{row['id']}", "version": self.version(row["version"])}


Move = Callable[[Hand], Awaitable[Arguments | None]]


def of_run(*states: str, reasoned: bool = False) -> Move:
    """A decision on a run."""

    async def draw(hand: Hand) -> Arguments | None:
        found = await hand.run(*states)
        if found is not None and reasoned:
            found["reason"] = hand.reason()
        return found

    return draw


async def create_pay_run(hand: Hand) -> Arguments:
    """A run of a unit, seldom of another year."""
    return {"unitId": await hand.unit(), "year": hand.random.choice((2026,) * 9 + (2025,)), "title": "Bonus"}


async def open_bonus_funds(hand: Hand) -> Arguments:
    """The funds of a unit."""
    return {"unitId": await hand.unit(), "year": 2026}


async def record_results(hand: Hand) -> Arguments:
    """A result changed, or one of another kind added."""
    confirmed = hand.random.random() > OFTEN
    row = await hand.row(OPEN_RESULTS) if not confirmed else None
    row = row or await hand.row("select * from kpi_result where month < '2026-11-01' order by id limit 400")
    kind = hand.random.choice(("assigned", "assigned", "handed_over", "taken_over", "ad_hoc"))
    known, assigned = row["kind"] == kind, hand.random.randrange(1, 5)
    given = {
        "employeeId": f"Employee_{row['employee_id']}",
        "productId": f"Product_{row['product_id']}",
        "month": row["month"].isoformat(),
        "kind": kind.upper(),
        "assigned": assigned if kind in ("assigned", "handed_over") else 0,
        "completed": hand.random.randrange(assigned + 1) if hand.random.random() < OFTEN else 66,
        "sourceSystem": "ONE-STOP",
        "expectedVersion": hand.version(row["version"]) if known else None,
    }
    return {"input": [given]}


async def propose_assessment(hand: Hand) -> Arguments:
    """A month or a year, assessed again."""
    row = await hand.row("select * from assessment order by id limit 600")
    marks: Arguments = {"generalPointsHundredths": 2_500} if row["period"] == "month" else {}
    leads = {"fieldResult": "ALL_COMPLETED", "organising": "WITH_INITIATIVES", "uniting": "UNITED"}
    return {
        "input": {
            "employeeId": f"Employee_{row['employee_id']}",
            "period": row["period"].upper(),
            "periodStart": row["period_start"].isoformat(),
            "expectedVersion": hand.version(row["version"]),
            **marks,
            **(leads if row["field_result"] != "none" else {}),
        }
    }


async def confirm_assessment(hand: Hand) -> Arguments | None:
    """One that waits, if any does."""
    row = await hand.row("select * from assessment where state = 'proposed' order by id")
    return row and {"id": f"Assessment_{row['id']}", "version": hand.version(row["version"])}


async def set_grade(hand: Hand) -> Arguments:
    """A step from a day of this or the next year."""
    row = await hand.row("select * from employee order by id")
    last = await hand.owner.fetchval(
        "select id from grade_holding where employee_id = $1 order by effective_from desc limit 1", row["id"]
    )
    step = await hand.row("select * from salary_step order by id")
    return {
        "input": {
            "employeeId": f"Employee_{row['id']}",
            "gridTable": step["grid_table"],
            "gradeCode": step["grade_code"],
            "step": step["step"],
            "effectiveFrom": hand.random.choice(("2026-02-01", "2026-11-15", "2026-12-02", "2027-01-01")),
            "expectedHoldingId": f"GradeHolding_{last}",
            "reason": hand.reason(),
        }
    }


async def withdraw_grade(hand: Hand) -> Arguments:
    """Somebody's grade, mostly the latest."""
    row = await hand.row("select id from grade_holding order by effective_from desc, id limit 5")
    return {"id": f"GradeHolding_{row['id']}", "reason": hand.reason()}


async def draft_regulation(hand: Hand) -> Arguments:
    """The province's models again, with a number changed."""
    models = await hand.owner.fetchval("select models::text from regulation order by id limit 1")
    return {
        "input": {
            "unitId": await hand.unit(),
            "effectiveFrom": hand.random.choice(("2026-01-01", "2026-12-01", "2027-01-01")),
            "title": f"Rules {hand.random.random()}",
            "models": json.loads(models),
            "parameters": {},
        }
    }


async def publish_regulation(hand: Hand) -> Arguments | None:
    """A draft, if there is one."""
    row = await hand.row("select * from regulation where published_by is null order by id")
    return row and {"id": f"Regulation_{row['id']}", "version": hand.version(row["version"])}


async def grant_right(hand: Hand) -> Arguments:
    """A right for somebody who has none to lose."""
    account = await hand.row(
        "select id from account where subject in ('demo|legislator', 'demo|employee') order by id"
    )
    verb = hand.random.choice(("results.read", "people.read", "fund.read", "pay_run.read"))
    return {
        "input": {
            "accountId": f"Account_{account['id']}",
            "verb": verb,
            "unitId": await hand.unit(),
            "effectiveFrom": "2026-12-31",
            "reason": hand.reason(),
        }
    }


async def revoke_right(hand: Hand) -> Arguments | None:
    """A right of theirs."""
    row = await hand.row(
        "select g.id from access_grant g join account a on a.id = g.account_id"
        " where a.subject in ('demo|legislator', 'demo|employee') and g.verb <> 'scenario.simulate' order by g.id"
    )
    return row and {"id": f"AccessGrant_{row['id']}", "reason": hand.reason()}


# Each mutation with who may do it, and how often it is tried.
MOVES: dict[str, tuple[Move, tuple[str, ...], int]] = {
    "createPayRun": (create_pay_run, ("hr",), 6),
    "reviewPayRun": (of_run("computed"), ("hr",), 10),
    "approvePayRun": (of_run("reviewed", reasoned=True), ("finance",), 10),
    "closePayRun": (of_run("approved"), ("finance",), 2),
    "discardPayRun": (of_run("computed", "reviewed", reasoned=True), ("hr",), 2),
    "askPayRunWithdrawal": (of_run("approved", reasoned=True), ("finance", "hr"), 6),
    "withdrawPayRunApproval": (of_run("approved", reasoned=True), ("finance", "hr"), 6),
    "keepPayRunApproval": (of_run("approved", reasoned=True), ("finance",), 1),
    "openBonusFunds": (open_bonus_funds, ("hr",), 3),
    "recordResults": (record_results, ("hr",), 3),
    "proposeAssessment": (propose_assessment, ("hr",), 3),
    "confirmAssessment": (confirm_assessment, ("assessor",), 3),
    "setGrade": (set_grade, ("hr",), 2),
    "withdrawGrade": (withdraw_grade, ("hr",), 1),
    "draftRegulation": (draft_regulation, ("hr",), 1),
    "publishRegulation": (publish_regulation, ("finance",), 1),
    "grantRight": (grant_right, ("admin",), 1),
    "revokeRight": (revoke_right, ("admin",), 1),
}
