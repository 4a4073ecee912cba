"""Rights given, asked for, confirmed and ended: by who grants them, and by a second giver once there is one."""

from typing import Any

from tests.api.lives.hand import Arguments, Hand

# The second is given `access.grant` by the first, and may lose it again.
GIVERS = ("admin", "legislator")
GRANTING = "ACCESS_GRANT"
READING = ("RESULTS_READ", "PEOPLE_READ", "FUND_READ", "PAY_RUN_READ")
SOMEBODY = "select id from account where subject in ('demo|legislator', 'demo|employee') order by id"
REQUESTS = """
    select * from access_request r where not exists (select from access_grant g where g.request_id = r.id) order by id
"""
THEIRS = """
    select g.id from access_grant g join account a on a.id = g.account_id
    where a.subject in ('demo|legislator', 'demo|employee') and g.verb <> 'scenario.simulate' order by g.id
"""


def right(hand: Hand, account: Any, unit: str, verb: str) -> Arguments:
    """A right from today on; who may grant passes on the reading."""
    return {
        "accountId": f"Account_{account}",
        "verb": verb,
        "unitId": unit,
        "effectiveFrom": "2026-12-31",
        "passesOn": [GRANTING, *READING] if verb == GRANTING else [],
        "reason": hand.reason(),
    }


async def grant_right(hand: Hand) -> Arguments:
    """A right for somebody who has none to lose; seldom that of granting."""
    account = await hand.row(SOMEBODY)
    verb = hand.random.choice(READING) if hand.sure() else GRANTING
    return right(hand, account["id"], await hand.unit(), verb)


async def request_right(hand: Hand) -> Arguments:
    """The same, asked for; often that of granting."""
    account = await hand.row(SOMEBODY)
    verb = hand.random.choice((GRANTING, *READING))
    return right(hand, account["id"], await hand.unit(), verb)


async def confirm_right(hand: Hand) -> Arguments | None:
    """What was asked for and not yet given, if anything; by a slip what was given already."""
    row = (
        await hand.row(REQUESTS)
        if hand.sure()
        else await hand.row("select * from access_request order by id")
    )
    return row and {"id": f"AccessRequest_{row['id']}", "reason": hand.reason()}


async def revoke_right(hand: Hand) -> Arguments | None:
    """A right of theirs."""
    row = await hand.row(THEIRS)
    return row and {"id": f"AccessGrant_{row['id']}", "reason": hand.reason()}
