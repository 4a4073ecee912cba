"""What is taken at once is of one state of the database: what is written meanwhile is wholly in it, or not at all."""

import asyncio

import pytest

from domain.computing import snapshot
from domain.database.sessions import owning
from domain.facts.period import Period
from domain.pay_runs.kinds.bonus import BONUS
from tests.given import YEAR, acting, known

pytestmark = pytest.mark.usefixtures("small")
# One decision that two tables tell of.
WRITTEN = (
    "set local session_replication_role = replica",
    "update kpi_result set delays = 1",
    "update assessment set general_points_hundredths = 2999 where period = 'month'",
)
WAITING = "select count(*) from pg_locks where not granted"


@pytest.fixture
async def hr(actor_named):
    return await actor_named("hr")


@pytest.fixture
def taken(database, hr):
    async def take():
        async with database.writing(hr) as session:
            inputs = await snapshot.take(session, known("unit", "T"), Period.year(YEAR), BONUS)
        return {*inputs.items["delays"]}, {*inputs.months["general_points_hundredths"]}

    return take


async def test_a_decision_that_commits_while_facts_are_read_is_wholly_in(taken, owner, owner_url):
    async with asyncio.timeout(20):
        writer = owner.transaction()
        await writer.start()
        # Whoever reads results waits from here on; assessments can be read.
        await owner.execute("lock table kpi_result in access exclusive mode")
        reading = asyncio.create_task(taken())
        while not await owner.fetchval(WAITING):
            assert not reading.done()
            await asyncio.sleep(0.01)
        for statement in WRITTEN:
            await owner.execute(statement)
        await writer.commit()

        assert await reading == ({1}, {2_999})


async def test_a_decision_that_is_not_yet_taken_is_wholly_out(taken, owner):
    async with owner.transaction():
        for statement in WRITTEN:
            await owner.execute(statement)

        assert await taken() == ({0}, {3_000})

    assert await taken() == ({1}, {2_999})


async def test_what_the_own_transaction_wrote_is_read(owner_url, hr):
    async with owning(owner_url, hr) as session:
        await acting(session, hr)
        connection = await session.connection()
        for statement in WRITTEN:
            await connection.exec_driver_sql(statement)

        inputs = await snapshot.take(session, known("unit", "T"), Period.year(YEAR), BONUS)

    assert {*inputs.items["delays"]} == {1}
