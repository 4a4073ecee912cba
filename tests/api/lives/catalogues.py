"""Catalogues of a unit: goals that are drafted, published, changed, ended and taken back."""

from collections.abc import AsyncIterator
from typing import Any

from tests.api.lives.hand import Arguments, Hand
from tests.api.lives.offices.organisation import CHANGED, ENDED, ROOT, SET_UP, Step, by_act

GOALS = "select code from policy_goal where code like 'LIFE%' order by code"
LATEST = """
    select distinct on ({thing}_id) s.id from {thing}_state s join {thing} t on t.id = s.{thing}_id
    where t.code like 'LIFE%' order by {thing}_id, s.effective_from desc
"""
WITHDRAWN = (("withdrawPolicyGoalState", "PolicyGoalState", "policy_goal"),)


def new_goal(code: str, unit: str, **more: Any) -> Arguments:
    """A goal of a unit."""
    return {"unitCode": unit, "code": code, "title": f"Goal {code}", "document": "Plan 1/2026", **more}


async def catalogued(hand: Hand, _: str) -> AsyncIterator[Step]:
    """Each mutation of catalogues once."""
    root = await hand.owner.fetchval(ROOT)
    goals = [new_goal("LIFE-1", root), new_goal("LIFE-2", root, parentCode="LIFE-1")]
    yield "hr", "createPolicyGoals", by_act(SET_UP, goals=goals)
    published = {"goalCode": "LIFE-1", "becomes": "PUBLISHED"}
    yield "hr", "changePolicyGoals", by_act(CHANGED, goals=[published])
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


def withdraw(kind: str, thing: str) -> Any:
    """The latest state of an item is taken back."""

    async def draw(hand: Hand) -> Arguments | None:
        row = await hand.row(LATEST.format(thing=thing))
        return row and {"id": f"{kind}_{row['id']}", "reason": hand.reason()}

    return draw


CATALOGUING: dict[str, tuple[Any, tuple[str, ...], int]] = {
    "createPolicyGoals": (create_goals, ("hr",), 1),
    "changePolicyGoals": (change_goals, ("hr",), 1),
    **{name: (withdraw(kind, thing), ("hr",), 1) for name, kind, thing in WITHDRAWN},
}
