"""The owner opens the first account and gives it the first right to grant, as the how-to says."""

import re
from uuid import UUID

import pytest

from domain.access import grants
from domain.access.grants import Right
from domain.access.service import account_of
from domain.actor import SYSTEM
from domain.clock import today
from domain.errors import Forbidden
from tests.house.rules.tree import ROOT

BLOCKS = re.findall(r"```sql\n(.*?)```", (ROOT / "docs/how-to/production.md").read_text(), re.DOTALL)


async def test_the_first_right_to_grant_is_given_as_the_how_to_says(
    database, demo, owner, actor_named, trail
):
    unit = await owner.fetchval("select id from unit where code = 'LG'")
    for block in BLOCKS:
        await owner.execute(block)
    first = await account_of(database, "https://id.example.gov.vn|8f1c")
    finance = await actor_named("finance")

    async with database.writing(first) as session:
        await grants.grant(
            session, first, Right(finance.id, "people.read", unit, today(), None), "QD 1", today()
        )
    with pytest.raises(Forbidden):
        async with database.writing(first) as session:
            await grants.grant(
                session, first, Right(finance.id, "pay_run.read", unit, today(), None), "QD 1", today()
            )

    assert first.id == UUID("0192a7c4-0000-7000-8000-000000000001")
    told = await owner.fetch(
        "select happened from audit_event where actor_id = $1 order by at, id", SYSTEM.id
    )
    assert [event["happened"] for event in told][-2:] == ["account.created", "access_grant.created"]
    assert await trail() == ["right.granted"]
