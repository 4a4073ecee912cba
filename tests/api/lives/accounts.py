"""Accounts opened, renamed, closed and opened again by who grants rights; a right that another uses for a time."""

from collections.abc import AsyncIterator
from typing import Any

from tests.api.lives.hand import Arguments, Hand
from tests.api.lives.rights import GIVERS, right

# Only those that were opened here: of the others each is somebody whose life goes on.
OPENED = "select * from account where unit_id is not null and (closed_on is null) = $1 order by id"
ROOT = "select unit_id as id from unit_closure group by unit_id having max(depth) = 0"
DELEGATED = "select id from access_grant where delegates_id is not null order by id"


async def root(hand: Hand) -> str:
    """The unit above all others."""
    return f"Unit_{(await hand.row(ROOT))['id']}"


async def open_account(hand: Hand) -> Arguments:
    """Somebody new; by a slip somebody who is there already."""
    number = hand.random.random() if hand.sure() else "hr"
    return {
        "issuer": "https://id.example.gov.vn" if hand.sure() else "demo",
        "subject": str(number),
        "name": "Lê Thị Hoa",
        "unitId": await hand.unit(),
        "isProgram": not hand.sure(),
        "reason": hand.reason(),
    }


async def close_account(hand: Hand) -> Arguments | None:
    """One that was opened."""
    return _changed(hand, await hand.row(OPENED, hand.sure()))


async def reopen_account(hand: Hand) -> Arguments | None:
    """One that was closed."""
    return _changed(hand, await hand.row(OPENED, not hand.sure()))


async def rename_account(hand: Hand) -> Arguments | None:
    """One that was opened; by a slip one that was closed again."""
    found = _changed(hand, await hand.row(OPENED, hand.sure()))
    return found and {**found, "name": "Lê Thị Hoà"}


def _changed(hand: Hand, row: Any) -> Arguments | None:
    return row and {
        "id": f"Account_{row['id']}",
        "version": hand.version(row["version"]),
        "reason": hand.reason(),
    }


async def delegate_right(hand: Hand) -> Arguments:
    """Finance, away for a while, has another approve."""
    whom = await hand.row("select id from account where subject = 'demo|auditor'")
    return {
        "accountId": f"Account_{whom['id']}",
        "verb": "PAY_RUN_APPROVE" if hand.sure() else "PAY_RUN_CREATE",
        "unitId": await hand.unit(),
        "effectiveFrom": "2026-12-31",
        "effectiveUntil": "2027-01-14",
        "reason": hand.reason(),
    }


async def end_delegation(hand: Hand) -> Arguments | None:
    """What was delegated, if anything."""
    row = await hand.row(DELEGATED)
    return row and {"id": f"AccessGrant_{row['id']}", "reason": hand.reason()}


async def kept(hand: Hand, _: str) -> AsyncIterator[tuple[str, str, Arguments]]:
    """An account comes, goes and comes back; who is away has another act, and is back."""
    first, _second = GIVERS
    yield first, "openAccount", await open_account(hand)
    for name, move in (("renameAccount", rename_account), ("closeAccount", close_account)):
        yield first, name, await move(hand) or {}
    yield first, "reopenAccount", await reopen_account(hand) or {}
    finance = await hand.row("select id from account where subject = 'demo|finance'")
    yield first, "grantRight", right(hand, finance["id"], await root(hand), "ACCESS_DELEGATE")
    yield "finance", "delegateRight", await delegate_right(hand)
    yield "finance", "endDelegation", await end_delegation(hand) or {}
