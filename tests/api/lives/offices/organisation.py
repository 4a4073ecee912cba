"""Units, posts and peer groups of an office that nobody works in: set up, changed, taken back, closed and merged."""

from collections.abc import AsyncIterator
from typing import Any

from tests.api.lives.hand import Arguments, Hand

ROOT = "select u.code from unit_state s join unit u on u.id = s.unit_id where s.parent_id is null"
OURS = "select u.code from unit u where u.code like 'LIFE%' order by u.code"
POSTS = "select code from position where code like 'LIFE%' order by code"
GROUPS = "select id from peer_group where code like 'LIFE%' order by id"
LATEST = """
    select distinct on ({thing}_id) s.id from {thing}_state s join {thing} t on t.id = s.{thing}_id
    where t.code like 'LIFE%' order by {thing}_id, s.effective_from desc
"""
SET_UP, CHANGED, ENDED = "2027-01-01", "2027-02-01", "2027-03-01"
Step = tuple[str, str, Arguments]


def by_act(day: str, **rows: Any) -> Arguments:
    """What goes in, by an act of the assembly."""
    act = {"number": "1/NQ-HĐND", "datedOn": "2026-12-01", "issuer": "HĐND"}
    return {"act": act, "effectiveFrom": day, **rows}


def new_unit(code: str, parent: str) -> Arguments:
    """A division."""
    return {"code": code, "name": f"Unit {code}", "kind": "DIVISION", "parentCode": parent}


def new_post(code: str, unit: str) -> Arguments:
    """A clerk's post."""
    return {"code": code, "title": "Clerk", "unitCode": unit, "peerGroupCode": "LIFE"}


async def organised(hand: Hand, _: str) -> AsyncIterator[Step]:
    """Each mutation of the organisation once."""
    units = [
        new_unit("LIFE", await hand.owner.fetchval(ROOT)),
        *[new_unit(f"LIFE-{n}", "LIFE") for n in "ABC"],
    ]
    yield "hr", "createUnits", by_act(SET_UP, units=units)
    yield (
        "hr",
        "createPeerGroups",
        by_act(SET_UP, peerGroups=[{"unitCode": "LIFE", "code": "LIFE", "name": "All"}]),
    )
    yield "hr", "createPositions", by_act(SET_UP, positions=[new_post("LIFE-P", "LIFE-A")])
    yield "hr", "changeUnits", by_act(CHANGED, units=[{"unitCode": "LIFE-A", "name": "Another"}])
    yield "hr", "changePositions", by_act(CHANGED, positions=[{"positionCode": "LIFE-P", "title": "Another"}])
    group = {"peerGroupId": f"PeerGroup_{await hand.owner.fetchval(GROUPS)}", "name": "Another"}
    yield "hr", "changePeerGroups", by_act(CHANGED, peerGroups=[group])
    for name, kind, thing in WITHDRAWN:
        changed = (
            f"select id from {thing}_state where effective_from = '{CHANGED}' and {said(thing)} = 'Another'"
        )
        yield "hr", name, {"id": f"{kind}_{await hand.owner.fetchval(changed)}", "reason": hand.reason()}
    yield "hr", "closeUnits", by_act(ENDED, units=[{"unitCode": "LIFE-C"}])
    merged = by_act(ENDED, units=[{"unitCode": "LIFE-A"}], intoCode="LIFE-B", posts=[])
    yield "hr", "mergeUnits", merged


WITHDRAWN = (
    ("withdrawUnitState", "UnitState", "unit"),
    ("withdrawPositionState", "PositionState", "position"),
    ("withdrawPeerGroupState", "PeerGroupState", "peer_group"),
)


def said(thing: str) -> str:
    """What a state calls the thing."""
    return "title" if thing == "position" else "name"


async def create_units(hand: Hand) -> Arguments:
    """A unit of the office, seldom with a code that is taken."""
    code = f"LIFE-{hand.random.randrange(100)}" if hand.sure() else "LIFE"
    return by_act(SET_UP, units=[new_unit(code, "LIFE")])


async def create_groups(hand: Hand) -> Arguments:
    """A peer group of the office."""
    code = f"LIFE-{hand.random.randrange(100)}"
    return by_act(SET_UP, peerGroups=[{"unitCode": "LIFE", "code": code, "name": code}])


async def create_posts(hand: Hand) -> Arguments:
    """A post of one of its units."""
    unit = await hand.row(OURS)
    return by_act(SET_UP, positions=[new_post(f"LIFE-{hand.random.randrange(100)}", unit["code"])])


async def change_units(hand: Hand) -> Arguments:
    """A unit under another of the office, or with another name."""
    one, other = [(await hand.row(OURS))["code"] for _ in range(2)]
    change = {"parentCode": other} if hand.sure() else {"name": f"Unit {hand.random.random()}"}
    return by_act(hand.random.choice((CHANGED, ENDED)), units=[{"unitCode": one, **change}])


async def change_posts(hand: Hand) -> Arguments | None:
    """A post with another title, or its end."""
    row = await hand.row(POSTS)
    change: Arguments = {"title": f"Clerk {hand.random.random()}"} if hand.sure() else {"closes": True}
    return row and by_act(ENDED, positions=[{"positionCode": row["code"], **change}])


async def change_groups(hand: Hand) -> Arguments | None:
    """A peer group with another name, or its end."""
    row = await hand.row(GROUPS)
    change: Arguments = {"name": f"All {hand.random.random()}"} if hand.sure() else {"closes": True}
    return row and by_act(ENDED, peerGroups=[{"peerGroupId": f"PeerGroup_{row['id']}", **change}])


async def close_units(hand: Hand) -> Arguments:
    """A unit of the office."""
    return by_act(ENDED, units=[{"unitCode": (await hand.row(OURS))["code"]}])


async def merge_units(hand: Hand) -> Arguments:
    """A unit of the office into another, seldom into itself."""
    one, other = [(await hand.row(OURS))["code"] for _ in range(2)]
    return by_act(ENDED, units=[{"unitCode": one}], intoCode=other, posts=[])


def withdraw(kind: str, thing: str) -> Any:
    """The latest state of something of the office is taken back."""

    async def draw(hand: Hand) -> Arguments | None:
        row = await hand.row(LATEST.format(thing=thing))
        return row and {"id": f"{kind}_{row['id']}", "reason": hand.reason()}

    return draw


ORGANISING: dict[str, tuple[Any, tuple[str, ...], int]] = {
    "createUnits": (create_units, ("hr",), 1),
    "createPeerGroups": (create_groups, ("hr",), 1),
    "createPositions": (create_posts, ("hr",), 1),
    "changeUnits": (change_units, ("hr",), 1),
    "changePositions": (change_posts, ("hr",), 1),
    "changePeerGroups": (change_groups, ("hr",), 1),
    "closeUnits": (close_units, ("hr",), 1),
    "mergeUnits": (merge_units, ("hr",), 1),
    **{name: (withdraw(kind, thing), ("hr",), 1) for name, kind, thing in WITHDRAWN},
}
