"""What stood before changes were noted is taken as it is, by an event for each table."""

from domain.database import migrate
from domain.verification.verify import verify


async def test_an_upgrade_tells_of_the_rows_that_it_met(owner, owner_url, demo):
    await owner.execute("set session_replication_role = replica")
    await owner.execute("delete from audit_event; delete from audit_unsealed")
    await migrate.downgrade(owner_url, "0004")

    await migrate.migrate(owner_url)

    assert (await verify(owner)).difference is None
    told = dict(await owner.fetch("select happened, rows from audit_event"))
    assert told["kpi_result.adopted"] == await owner.fetchval("select count(*) from kpi_result")
    assert told["account.adopted"] == await owner.fetchval("select count(*) from account")
    await owner.execute(
        "update kpi_result set evidence = 'x' where ctid = (select ctid from kpi_result limit 1)"
    )
    difference = (await verify(owner)).difference
    assert difference is not None
    assert difference.what.startswith("KpiResult_")
