"""What somebody changed in the database by hand is named, and made anew by the next migration."""

import pytest

from domain import areas
from domain.database import migrate

CHANGES = {
    "policy unit.unit_select": "drop policy unit_select on unit",
    "policy pay_line.planted": "create policy planted on pay_line using (true)",
    "trigger pay_run.pay_run_stays": "drop trigger pay_run_stays on pay_run",
    "trigger pay_run.pay_run_guarded": "alter table pay_run disable trigger pay_run_guarded",
    "function refuse_change()": "create or replace function refuse_change() returns trigger language plpgsql as"
    " $$ begin return null; end $$",
    "function planted()": "create function planted() returns int language sql as 'select 1'",
    "right to execute note_changes() of everybody": "grant execute on function note_changes() to public",
    "grant on pay_line to meritgrid_app": "grant delete on pay_line to meritgrid_app",
    "grant on pay_line.amount_vnd to meritgrid_app": "grant update (amount_vnd) on pay_line to meritgrid_app",
    "grant on employee to everybody": "grant select on employee to public",
    "row security of employee": "alter table employee disable row level security",
    "view unit_now": "alter view unit_now set (security_invoker = false)",
    "text of view unit_closure": "create or replace view unit_closure with (security_invoker = true) as"
    " select ancestor_id, unit_id, depth from unit_ancestor",
    "text of view planted": "create materialized view planted as select * from employee",
    "rule pay_line.planted": "create rule planted as on delete to pay_line do instead nothing",
}


async def names(url: str) -> list[str]:
    return [one.what for one in await migrate.check(url, areas.guards(), areas.METADATA)]


@pytest.mark.parametrize("what", CHANGES)
async def test_a_guard_that_was_changed_by_hand_is_named_and_restored(owner, owner_url, what):
    await owner.execute(CHANGES[what])
    assert what in await names(owner_url)

    await migrate.migrate(owner_url)

    assert await names(owner_url) == []


async def test_a_difference_says_what_is_expected_what_is_found_and_the_way_out(owner, owner_url):
    await owner.execute("grant delete on pay_line to meritgrid_app")

    (found,) = await migrate.check(owner_url, areas.guards(), areas.METADATA)

    assert str(found) == (
        "grant on pay_line to meritgrid_app: expected INSERT, SELECT, found DELETE, INSERT, SELECT."
        " Run `meritgrid migrate`: it makes all guards anew."
    )


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            "alter table pay_run drop constraint ck_pay_run_approved_by_another",
            "constraint pay_run.ck_pay_run_approved_by_another: expected CHECK ((approved_by <> made_by)) true, found"
            " nothing. Run `alter table pay_run add constraint ck_pay_run_approved_by_another CHECK ((approved_by <>"
            " made_by))` as the owner.",
        ),
        (
            "alter table unit add column planted int",
            "column unit.planted: expected nothing, found integer. Tables belong to revisions: put it back as the"
            " owner, or write a revision for it.",
        ),
        (
            "drop index ix_kpi_result_unit_id_month",
            "index ix_kpi_result_unit_id_month: expected CREATE INDEX ix_kpi_result_unit_id_month ON kpi_result USING"
            " btree (unit_id, month) true, found nothing. Tables belong to revisions: put it back as the owner, or"
            " write a revision for it.",
        ),
        (
            "grant select on employee to pg_monitor",
            "grant on employee to pg_monitor: expected nothing, found SELECT. Run `revoke all on employee from"
            " pg_monitor` as the owner.",
        ),
    ],
)
async def test_what_a_migration_cannot_restore_is_named_with_the_way_out(owner, owner_url, change, said):
    await owner.execute(change)
    await migrate.migrate(owner_url)

    assert [str(one) for one in await migrate.check(owner_url, areas.guards(), areas.METADATA)] == [said]


async def test_looking_leaves_nothing_behind_and_locks_no_table(owner, owner_url):
    schemas = "select array_agg(nspname order by nspname) from pg_namespace"
    before = await owner.fetchval(schemas)
    async with owner.transaction():
        # Whoever wanted to write, or to make a policy or a trigger, would wait for this.
        await owner.execute("lock table pay_line in share row exclusive mode nowait")
        await owner.execute("lock table unit in share row exclusive mode nowait")
        assert await names(owner_url) == []

    assert await owner.fetchval(schemas) == before


async def test_a_database_of_an_earlier_release_is_named_as_such(owner_url):
    await migrate.downgrade(owner_url, "0004")

    (found,) = await migrate.check(owner_url, areas.guards(), areas.METADATA)

    assert (found.what, found.found, found.way_out) == ("the revision", "0004", "Run `meritgrid migrate`.")


async def test_what_an_extension_holds_bars_no_migration_and_is_named(owner, owner_url):
    await owner.execute("create function planted() returns int language sql as 'select 1'")
    await owner.execute("alter extension plpgsql add function planted()")
    await owner.execute("drop policy unit_select on unit")

    await migrate.migrate(owner_url)

    assert await names(owner_url) == ["function planted()", "right to execute planted() of everybody"]
