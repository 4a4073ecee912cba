"""Accounts that tests open, and who opens them."""

import pytest

from demo import DEMO_DAY
from domain.access import grants
from domain.access.accounts import service
from domain.access.accounts.service import NewAccount
from domain.access.rights import Right
from tests.given import known

TODAY = DEMO_DAY
ISSUER = "https://id.example.gov.vn"
A = known("unit", "A")


@pytest.fixture
async def admin(small, actor_named):
    return await actor_named("admin")


def new(**changed):
    said = {"issuer": ISSUER, "sub": "hoa", "name": "Lê Thị Hoa", "unit_id": A, "employee_id": None}
    return NewAccount(**{**said, **changed})


async def opened(database, actor, trusted=ISSUER, **changed):
    async with database.writing(actor) as session:
        return await service.open_account(session, actor, new(**changed), trusted, "Người mới")


async def changed(database, actor, what, account, *given):
    async with database.writing(actor) as session:
        return await what(session, actor, account.id, account.version, *given)


async def granted(database, actor, account, verb="results.read", unit=A):
    async with database.writing(actor) as session:
        right = Right(account.id, verb, unit, TODAY, None)
        return await grants.grant(session, actor, right, "Theo phân công", TODAY)


@pytest.fixture
async def local(database, admin, actor_named, owner):
    """Somebody who grants rights on commune A only, and reads people there."""
    finance = await actor_named("finance")
    await owner.execute(
        "insert into access_grant (id, account_id, verb, unit_id, effective_from, passes_on)"
        " values (gen_random_uuid(), $1, 'access.grant', $2, '2026-01-01', array['results.read'])",
        finance.id,
        A,
    )
    return finance
