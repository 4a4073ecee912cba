"""People who are hired for the next year, moved, taken back and leave."""

from collections.abc import AsyncIterator

from tests.api.lives.hand import Arguments, Hand
from tests.api.lives.offices.organisation import by_act

POST = "select code from position where code not like 'LIFE%' order by code"
OURS = "select code from employee where code like 'LIFE%' order by code"
LATEST = """
    select distinct on (o.employee_id) o.id from occupancy o join employee e on e.id = o.employee_id
    where e.code like 'LIFE%' order by o.employee_id, o.effective_from desc
"""
GIVEN = """
    select a.id from allowance a join employee e on e.id = a.employee_id where e.code like 'LIFE%' order by a.id
"""
AWAY = (
    "select l.id from leave l join employee e on e.id = l.employee_id where e.code like 'LIFE%' order by l.id"
)
HIRED, MOVED, LEFT = "2027-01-01", "2027-02-01", "2027-03-01"
Step = tuple[str, str, Arguments]


async def somebody(hand: Hand, code: str) -> Arguments:
    """A civil servant of a post."""
    row = await hand.row(POST)
    person = {"code": code, "fullName": f"Person {code}", "bornOn": "1999-09-09", "positionCode": row["code"]}
    return {**person, "nationalGradeCode": "01.003", "step": 1, "aboveStaffing": True}


async def employed(hand: Hand, _: str) -> AsyncIterator[Step]:
    """Each mutation of people once."""
    yield "hr", "hirePeople", by_act(HIRED, people=[await somebody(hand, "LIFE")])
    post = await hand.owner.fetchval(
        "select p.code from position p where p.code not like 'LIFE%' and p.id not in (select o.position_id from"
        " occupancy o join employee e on e.id = o.employee_id where e.code = 'LIFE') order by p.code limit 1"
    )
    move = {"employeeCode": "LIFE", "positionCode": post, "aboveStaffing": True}
    region = {"employeeCode": "LIFE", "kind": "REGIONAL_COEFFICIENT_HUNDREDTHS", "value": 30}
    yield "hr", "setAllowances", by_act(HIRED, allowances=[region])
    given = await hand.row(GIVEN)
    yield "hr", "withdrawAllowance", {"id": f"Allowance_{given['id']}", "reason": hand.reason()}
    away = {"employeeCode": "LIFE", "kind": "UNPAID_LEAVE"}
    yield "hr", "recordLeaves", by_act("2027-01-10", leaves=[away])
    yield "hr", "endLeaves", by_act("2027-01-20", people=[{"employeeCode": "LIFE"}])
    leave = await hand.row(AWAY)
    yield "hr", "withdrawLeave", {"id": f"Leave_{leave['id']}", "reason": hand.reason()}
    yield "hr", "movePeople", by_act(MOVED, people=[move])
    newest = await hand.row(LATEST)
    yield "hr", "withdrawOccupancy", {"id": f"Occupancy_{newest['id']}", "reason": hand.reason()}
    yield "hr", "endService", by_act(LEFT, people=[{"employeeCode": "LIFE"}])


async def hire_people(hand: Hand) -> Arguments:
    """Somebody, seldom with a code that is taken."""
    code = f"LIFE-{hand.random.randrange(1_000)}" if hand.sure() else "LIFE"
    return by_act(HIRED, people=[await somebody(hand, code)])


async def one_of_ours(hand: Hand) -> str:
    """The code of one of them; once all were taken back, one that nobody has."""
    row = await hand.row(OURS)
    return row["code"] if row else "LIFE-GONE"


async def move_people(hand: Hand) -> Arguments:
    """Somebody to another post."""
    one, post = await one_of_ours(hand), await hand.row(POST)
    move = {"employeeCode": one, "positionCode": post["code"], "seconded": not hand.sure()}
    return by_act(hand.random.choice((MOVED, LEFT)), people=[move])


async def end_service(hand: Hand) -> Arguments:
    """Somebody leaves."""
    return by_act(LEFT, people=[{"employeeCode": await one_of_ours(hand)}])


async def withdraw_occupancy(hand: Hand) -> Arguments | None:
    """Somebody's latest post is taken back."""
    row = await hand.row(LATEST)
    return row and {"id": f"Occupancy_{row['id']}", "reason": hand.reason()}


async def set_allowances(hand: Hand) -> Arguments:
    """Somebody gets an allowance, seldom one that there is not."""
    given = {
        "employeeCode": await one_of_ours(hand),
        "kind": "HARD_AREA_YEARS",
        "value": 5 if hand.sure() else 99,
    }
    return by_act(hand.random.choice((MOVED, LEFT)), allowances=[given])


async def withdraw_allowance(hand: Hand) -> Arguments | None:
    """Somebody's allowance is taken back."""
    row = await hand.row(GIVEN)
    return row and {"id": f"Allowance_{row['id']}", "reason": hand.reason()}


async def record_leaves(hand: Hand) -> Arguments:
    """Somebody goes on leave, seldom one that ends before it begins."""
    until = "2027-02-15" if hand.sure() else "2027-01-01"
    away = {"employeeCode": await one_of_ours(hand), "kind": "SICK_LEAVE", "effectiveUntil": until}
    return by_act(MOVED, leaves=[away])


async def end_leaves(hand: Hand) -> Arguments:
    """Somebody is back."""
    return by_act("2027-02-10", people=[{"employeeCode": await one_of_ours(hand)}])


async def withdraw_leave(hand: Hand) -> Arguments | None:
    """Somebody's leave is taken back."""
    row = await hand.row(AWAY)
    return row and {"id": f"Leave_{row['id']}", "reason": hand.reason()}


EMPLOYING = {
    "recordLeaves": (record_leaves, ("hr",), 1),
    "endLeaves": (end_leaves, ("hr",), 1),
    "withdrawLeave": (withdraw_leave, ("hr",), 1),
    "setAllowances": (set_allowances, ("hr",), 1),
    "withdrawAllowance": (withdraw_allowance, ("hr",), 1),
    "hirePeople": (hire_people, ("hr",), 1),
    "movePeople": (move_people, ("hr",), 1),
    "endService": (end_service, ("hr",), 1),
    "withdrawOccupancy": (withdraw_occupancy, ("hr",), 1),
}
