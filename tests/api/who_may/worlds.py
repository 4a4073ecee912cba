"""Worlds: the small province with a subject in a state, and what each mutation about it is sent."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from domain import clock
from domain.access import delegation, grants
from domain.access.accounts import service as accounts
from domain.access.rights import Right
from domain.access.verbs import VERBS
from domain.actor import Actor
from domain.assessments.inputs import Marks
from domain.assessments.service import propose
from domain.database.sessions import Database, owning
from domain.pay_runs import service, withdrawal
from domain.regulations import service as regulations
from domain.regulations import withdrawal as drafts
from tests.given import access, known
from tests.given.drafts import BONUS
from tests.given.pay_runs import approved, computed

Input = dict[str, Any]
Inputs = dict[str, Input]
UNIT, PROVINCE, PERSON = known("unit", "A"), known("unit", "T"), known("employee", "A3")
MONTH = date(2026, 1, 1)
WHY = {"reason": "As decided"}
UNIT_HEAD = ("assessment.confirm", "assessment.read", "results.read", "people.read")


class World:
    """Who acts, and the database they act on."""

    def __init__(self, database: Database, owner: Any, who: dict[str, Actor]) -> None:
        self.database, self.owner, self.who = database, owner, who

    async def by(self, role: str, act: Any, *given: Any) -> Any:
        """What a service does for somebody."""
        async with self.database.writing(self.who[role]) as session:
            return await act(session, self.who[role], *given)


async def peopled(url: str, admin: Actor, hr: list[str]) -> None:
    """The roles that the small province lacks: a unit head, a second giver of rights, a program, a delegation."""
    today = clock.today()
    async with owning(url, admin) as session:
        head = await access.account(session, "head", UNIT)
        granter = await access.account(session, "granter", PROVINCE)
        await access.account(session, "clerk", UNIT)
        program = await access.account(session, "service", PROVINCE)
        await access.may(session, admin, head, UNIT_HEAD, UNIT)
        await access.may(session, admin, program, hr, PROVINCE)
        finance = Actor(known("account", "finance"), "finance")
        await access.may(session, admin, finance, ["access.delegate"], PROVINCE)
        giving = Right(granter.id, "access.grant", PROVINCE, today, None, sorted(VERBS))
        await grants.grant(session, admin, giving, "The second one", today)


async def run(world: World, state: str) -> Inputs:
    """A run of the bonus of a commune."""
    made = await computed(world.database, world.who["hr"], UNIT)
    if state == "reviewed":
        made = await world.by("hr", service.review, made.id, made.version, clock.now())
    elif state == "discarded":
        made = await world.by("hr", service.discard, made.id, made.version, "Wrong")
    elif state != "computed":
        made = await approved(world.database, world.who["hr"], world.who["finance"], made)
    if state == "asked":
        made = await world.by("finance", withdrawal.ask, made.id, made.version, "Wrong", clock.now())
    if state == "closed":
        made = await world.by("finance", service.close, made.id, made.version, "Paid", clock.now())
    this = {"id": f"PayRun_{made.id}", "version": made.version}
    acts = ("approve", "close", "discard")
    return {
        "reviewPayRun": this,
        **{f"{act}PayRun": this | WHY for act in acts},
        **dict.fromkeys(("askPayRunWithdrawal", "withdrawPayRunApproval", "keepPayRunApproval"), this | WHY),
    }


async def bonus(world: World, state: str) -> Inputs:
    """The bonus of a commune, which a run may pay already."""
    if state != "unmade":
        await run(world, "computed" if state == "made" else state)
    return {"createPayRun": {"unitId": f"Unit_{UNIT}", "year": 2026, "title": "Again"}}


async def paid(world: World) -> None:
    """The commune's bonus is approved."""
    made = await computed(world.database, world.who["hr"], UNIT)
    await approved(world.database, world.who["hr"], world.who["finance"], made)


async def month(world: World, state: str) -> Inputs:
    """The first month of the last of a commune."""
    if state == "paid":
        await paid(world)
    if state == "proposed":
        await world.by("hr", propose, PERSON, "month", MONTH, Marks(3_000), 2)
    kept = await world.owner.fetchrow(
        "select id, version from assessment where employee_id = $1 and period = 'month' and period_start = $2",
        PERSON, MONTH,
    )  # fmt: skip
    result = await world.owner.fetchrow(
        "select product_id, version from kpi_result where employee_id = $1 and month = $2", PERSON, MONTH
    )
    of_person = {"employeeId": f"Employee_{PERSON}"}
    counts = {
        "productId": f"Product_{result['product_id']}", "month": MONTH.isoformat(), "kind": "ASSIGNED",
        "assigned": 10, "completed": 9, "sourceSystem": "ONE-STOP", "expectedVersion": result["version"],
    }  # fmt: skip
    return {
        "confirmAssessment": {"id": f"Assessment_{kept['id']}", "version": kept["version"]},
        "proposeAssessment": {
            **of_person, "period": "MONTH", "periodStart": MONTH.isoformat(), "generalPointsHundredths": 2_900,
            "expectedVersion": kept["version"],
        },
        "recordResults": {"results": [of_person | counts]},
    }  # fmt: skip


async def grade(world: World, state: str) -> Inputs:
    """The grade of the last of a commune: of another step from a day that is paid, or not."""
    if state == "paid":
        await paid(world)
    held = await world.owner.fetchval("select id from grade_holding where employee_id = $1", PERSON)
    this = f"GradeHolding_{held}"
    return {
        "setGrade": {
            "employeeId": f"Employee_{PERSON}", "gridTable": 2, "gradeCode": "A1", "step": 4,
            "effectiveFrom": "2026-12-01", "expectedHoldingId": this, **WHY,
        },
        "withdrawGrade": {"id": this, "leavesUngraded": True, **WHY},
    }  # fmt: skip


async def fund(world: World, state: str) -> Inputs:
    """The bonus fund of a commune."""
    if state != "open":
        await run(world, "approved" if state == "spent" else "closed")
    return {"openBonusFunds": {"unitId": f"Unit_{UNIT}", "year": 2026}}


async def regulation(world: World, state: str) -> Inputs:
    """A regulation of a commune for the next year."""
    stated = {"bonus": BONUS}
    made = await world.by("hr", regulations.draft, UNIT, date(2027, 1, 1), "Next year", stated, {"bonus": {}})
    if state == "published":
        made = await world.by("finance", regulations.publish, made.id, made.version, clock.now())
    if state == "withdrawn":
        await world.by("hr", drafts.withdraw, made.id, "Wrong")
    this = {"id": f"Regulation_{made.id}"}
    return {"publishRegulation": this | {"version": made.version}, "withdrawRegulation": this | WHY}


async def account(world: World, state: str) -> Inputs:
    """The account of somebody who holds no right."""
    whose, version = known("account", "clerk"), 1
    if state == "closed":
        version = (await world.by("admin", accounts.close, whose, version, "Left", clock.today())).version
    this = {"id": f"Account_{whose}", "version": version, **WHY}
    return {"renameAccount": this | {"name": "Others"}, "closeAccount": this, "reopenAccount": this}


def a_right(verb: str = "fund.read", until: date | None = None) -> Right:
    """A right of payroll on a commune from today on."""
    return Right(known("account", "payroll"), verb, UNIT, clock.today(), until)


async def right(world: World, state: str) -> Inputs:
    """A right that the administrator gave payroll."""
    given = await world.by("admin", grants.grant, a_right(), "For a time", clock.today())
    if state == "ended":
        await world.by("admin", grants.revoke, given.id, "Over", clock.today())
    return {"revokeRight": {"id": f"AccessGrant_{given.id}", **WHY}}


async def request(world: World, state: str) -> Inputs:
    """A right for payroll that the administrator asks for."""
    asked = await world.by("admin", grants.request, a_right(), "For a time", clock.today())
    if state == "given":
        await world.by("granter", grants.confirm, asked.id, "Seen", clock.today())
    return {"confirmRight": {"id": f"AccessRequest_{asked.id}", **WHY}}


async def delegated(world: World, state: str) -> Inputs:
    """What finance lets payroll do for a month."""
    until = clock.today() + timedelta(30)
    lent = await world.by(
        "finance", delegation.delegate, a_right("pay_run.close", until), "On leave", clock.today()
    )
    if state == "ended":
        await world.by("finance", delegation.end, lent.id, "Back", clock.today())
    return {"endDelegation": {"id": f"AccessGrant_{lent.id}", **WHY}}


WORLDS = {
    "run": run,
    "bonus": bonus,
    "month": month,
    "grade": grade,
    "fund": fund,
    "regulation": regulation,
    "account": account,
    "right": right,
    "request": request,
    "delegation": delegated,
}


def row_of(sent: Input) -> UUID:
    """The id of the row that an input names."""
    return UUID(str(sent["id"]).partition("_")[2])
