"""Catalogues of a unit: goals that are drafted, published, changed, ended and taken back."""

from collections.abc import AsyncIterator
from typing import Any

from tests.api.lives.hand import Arguments, Hand
from tests.api.lives.offices.organisation import CHANGED, ENDED, ROOT, SET_UP, Step, by_act, new_post

GOALS = "select code from policy_goal where code like 'LIFE%' order by code"
LATEST = """
    select distinct on ({thing}_id) s.id from {thing}_state s join {thing} t on t.id = s.{thing}_id
    where t.code like 'LIFE%' order by {thing}_id, s.effective_from desc
"""
WITHDRAWN = (
    ("withdrawKpiState", "KpiState", "kpi"),
    ("withdrawPolicyGoalState", "PolicyGoalState", "policy_goal"),
)
KPIS = "select code from kpi where code like 'LIFE%' order by code"
POSTS = "select code from position where code like 'LIFE%' order by code"
SETS = "select s.id from kpi_set s join position p on p.id = s.position_id where p.code like 'LIFE%' order by s.id"
# A result of a month that has a target afterwards, of the month after.
WORK = "select * from kpi_result where month = '2026-12-01' and kind = 'assigned' order by id limit 1"
TARGETS = "select id from target order by id"
FINAL = "2027-04-01"


def new_goal(code: str, unit: str, **more: Any) -> Arguments:
    """A goal of a unit."""
    return {"unitCode": unit, "code": code, "title": f"Goal {code}", "document": "Plan 1/2026", **more}


def new_kpi(code: str, unit: str) -> Arguments:
    """A KPI of a unit that can be measured."""
    said = {"title": code, "measure": code, "formula": "a / b", "denominator": "b", "dataSource": "ONE-STOP"}
    return {"unitCode": unit, "code": code, "goalCode": "LIFE-1", "closesOnDay": 5, **said}


async def catalogued(hand: Hand, _: str) -> AsyncIterator[Step]:
    """Each mutation of catalogues once."""
    root = await hand.owner.fetchval(ROOT)
    goals = [new_goal("LIFE-1", root), new_goal("LIFE-2", root, parentCode="LIFE-1")]
    yield "hr", "createPolicyGoals", by_act(SET_UP, goals=goals)
    published = {"goalCode": "LIFE-1", "becomes": "PUBLISHED"}
    yield "hr", "changePolicyGoals", by_act(CHANGED, goals=[published])
    yield "hr", "createKpis", by_act(CHANGED, kpis=[new_kpi("LIFE-1", root), new_kpi("LIFE-2", root)])
    yield "hr", "changeKpis", by_act(ENDED, kpis=[{"kpiCode": "LIFE-1", "title": "Another"}])
    post = new_post("LIFE-K", "LIFE-B")
    yield "hr", "createPositions", by_act(SET_UP, positions=[post | {"peerGroupCode": "LIFE"}])
    yield "hr", "bindKpis", by_act(ENDED, bindings=[{"positionCode": "LIFE-K", "kpiCode": "LIFE-1"}])
    yield "hr", "activateKpiSet", by_act(FINAL, positionCode="LIFE-K")
    work = await hand.owner.fetchrow(WORK)
    yield "hr", "assignTargets", {"targets": [target_of(work)]}
    target = await hand.owner.fetchval("select id from target order by id limit 1")
    yield "hr", "withdrawTarget", {"id": f"Target_{target}", "reason": hand.reason()}
    yield "hr", "withdrawKpiSet", {"id": f"KpiSet_{await hand.owner.fetchval(SETS)}", "reason": hand.reason()}
    for name, kind, thing in WITHDRAWN:
        latest = await hand.owner.fetchval(LATEST.format(thing=thing))
        yield "hr", name, {"id": f"{kind}_{latest}", "reason": hand.reason()}


async def create_goals(hand: Hand) -> Arguments:
    """A goal of the unit above all others, seldom with a code that is taken."""
    code = f"LIFE-{hand.random.randrange(100)}" if hand.sure() else "LIFE-1"
    return by_act(SET_UP, goals=[new_goal(code, await hand.owner.fetchval(ROOT))])


async def change_goals(hand: Hand) -> Arguments:
    """A goal that is published, ends, or gets another title."""
    code = (await hand.row(GOALS))["code"]
    stage = hand.random.choice(("PUBLISHED", "CLOSED"))
    change: Arguments = {"becomes": stage} if hand.sure() else {"title": f"Goal {hand.random.random()}"}
    return by_act(hand.random.choice((CHANGED, ENDED)), goals=[{"goalCode": code, **change}])


def target_of(row: Any) -> Arguments:
    """The same work again, in the January after."""
    work = {"employeeId": f"Employee_{row['employee_id']}", "productId": f"Product_{row['product_id']}"}
    return work | {"month": "2027-01-01", "quantity": 3, "dueOn": "2027-01-31"}


async def assign_targets(hand: Hand) -> Arguments | None:
    """Work for a month to come."""
    row = await hand.row("select * from kpi_result where month = '2026-12-01' order by id limit 200")
    return row and {"targets": [target_of(row)]}


async def withdraw_target(hand: Hand) -> Arguments | None:
    """Work that was assigned is taken back."""
    row = await hand.row(TARGETS)
    return row and {"id": f"Target_{row['id']}", "reason": hand.reason()}


async def create_kpis(hand: Hand) -> Arguments:
    """A KPI of the unit above all others, seldom with a code that is taken."""
    code = f"LIFE-{hand.random.randrange(100)}" if hand.sure() else "LIFE-1"
    return by_act(CHANGED, kpis=[new_kpi(code, await hand.owner.fetchval(ROOT))])


async def change_kpis(hand: Hand) -> Arguments | None:
    """A KPI with another title, or its end."""
    row = await hand.row(KPIS)
    change: Arguments = {"title": f"KPI {hand.random.random()}"} if hand.sure() else {"closes": True}
    return row and by_act(hand.random.choice((ENDED, FINAL)), kpis=[{"kpiCode": row["code"], **change}])


async def bind_kpis(hand: Hand) -> Arguments | None:
    """A KPI bound to a post, or taken from it."""
    post, kpi = await hand.row(POSTS), await hand.row(KPIS)
    pair = post and kpi and {"positionCode": post["code"], "kpiCode": kpi["code"], "ends": not hand.sure()}
    return pair and by_act(hand.random.choice((ENDED, FINAL)), bindings=[pair])


async def activate_set(hand: Hand) -> Arguments | None:
    """The set of a post."""
    post = await hand.row(POSTS)
    return post and by_act(FINAL, positionCode=post["code"])


async def withdraw_set(hand: Hand) -> Arguments | None:
    """A set of a post is taken back."""
    row = await hand.row(SETS)
    return row and {"id": f"KpiSet_{row['id']}", "reason": hand.reason()}


def withdraw(kind: str, thing: str) -> Any:
    """The latest state of an item is taken back."""

    async def draw(hand: Hand) -> Arguments | None:
        row = await hand.row(LATEST.format(thing=thing))
        return row and {"id": f"{kind}_{row['id']}", "reason": hand.reason()}

    return draw


CATALOGUING: dict[str, tuple[Any, tuple[str, ...], int]] = {
    "createPolicyGoals": (create_goals, ("hr",), 1),
    "changePolicyGoals": (change_goals, ("hr",), 1),
    "assignTargets": (assign_targets, ("hr",), 1),
    "withdrawTarget": (withdraw_target, ("hr",), 1),
    "createKpis": (create_kpis, ("hr",), 1),
    "changeKpis": (change_kpis, ("hr",), 1),
    "bindKpis": (bind_kpis, ("hr",), 1),
    "activateKpiSet": (activate_set, ("hr",), 1),
    "withdrawKpiSet": (withdraw_set, ("hr",), 1),
    **{name: (withdraw(kind, thing), ("hr",), 1) for name, kind, thing in WITHDRAWN},
}
