"""What an operator made that stands on ours: a migration says so, takes nothing of it along and changes nothing."""

import pytest

from domain.areas import METADATA, guards
from domain.database import migrate
from domain.database.errors import refusal_from
from domain.database.state.dependents import depended_on
from domain.errors import Conflict

TAKEN = "What is made anew would take along what is not Meritgrid's"
WAY_OUT = ". Nothing was changed: keep how it was made, drop it, run `meritgrid migrate`, and make it again."
STANDING = {
    "view v as select * from public.unit_now": "view bao_cao.v on view unit_now",
    "view v as select meritgrid_netstring(code) from public.unit": "view bao_cao.v on {netstring}",
    "materialized view m as select * from public.unit_now": "materialized view bao_cao.m on view unit_now",
    "function f() returns bigint language sql begin atomic select count(*) from public.unit_now; end": (
        "function bao_cao.f() on view unit_now"
    ),
    "function f(public.unit_now) returns int language sql as 'select 1'": (
        "function bao_cao.f(unit_now) on view unit_now"
    ),
    "table t (u public.unit_now[])": "table bao_cao.t on view unit_now",
    "table t (a text check (meritgrid_netstring(a) <> ''))": (
        "constraint t_a_check on table bao_cao.t on {netstring}"
    ),
    "table t (a text default meritgrid_netstring(''))": (
        "default value for column a of table bao_cao.t on {netstring}"
    ),
    "index planted on public.unit (meritgrid_netstring(code))": "index planted on {netstring}",
    "view a as select * from public.unit_now; create view b as select * from a": (
        "view bao_cao.a on view unit_now; view bao_cao.b on view bao_cao.a"
    ),
    "table t (); create trigger s before update on t for each row execute function refuse_change()": (
        "trigger s on table bao_cao.t on function refuse_change()"
    ),
}


@pytest.fixture
async def reports(owner):
    """A schema of the operator's, and ours changed by hand, so that a migration makes everything anew."""
    await owner.execute("create schema bao_cao; drop policy unit_select on unit")
    return owner


async def left(owner) -> tuple[list[str], int]:
    """What the operator made, and how many policies there are."""
    made = await owner.fetch(
        "select relname from pg_class where relnamespace = 'bao_cao'::regnamespace and relkind <> 'i'"
        " union all select proname from pg_proc where pronamespace = 'bao_cao'::regnamespace order by 1"
    )
    return [row[0] for row in made], await owner.fetchval("select count(*) from pg_policies")


@pytest.mark.parametrize("made", STANDING)
async def test_what_stands_on_ours_is_named_and_nothing_is_changed(reports, owner_url, made):
    named = STANDING[made].format(netstring="function meritgrid_netstring(text)")
    await reports.execute(f"set search_path = bao_cao, public; create {made}")
    before = await left(reports)

    with pytest.raises(Conflict) as refused:
        await migrate.migrate(owner_url)

    assert refused.value.code == "depended_on"
    assert str(refused.value) == f"{TAKEN}: {named}{WAY_OUT}"
    assert await left(reports) == before


async def test_what_stands_on_our_tables_alone_bars_no_migration(reports, owner_url):
    await reports.execute("create view bao_cao.units as select code from public.unit")
    before, policies = await left(reports)

    await migrate.migrate(owner_url)

    assert await left(reports) == (before, policies + 1)


async def test_what_stands_on_ours_bars_no_migration_that_has_nothing_to_do(owner, owner_url):
    await owner.execute("create schema bao_cao; create view bao_cao.v as select * from public.unit_now")
    before = await left(owner)

    await migrate.migrate(owner_url)

    assert await left(owner) == before


async def test_a_revision_that_replaces_a_table_takes_nothing_of_the_operators_along(owner, owner_url):
    await migrate.downgrade(owner_url, "0005")
    await owner.execute(
        "create schema bao_cao; create view bao_cao.v as select unit_id from public.unit_closure"
    )

    with pytest.raises(Conflict, match=r"view bao_cao\.v on table unit_closure"):
        await migrate.migrate(owner_url)

    assert await left(owner) == (["v"], 0)
    assert await owner.fetchval("select version_num from alembic_version") == "0005"


async def test_what_was_planted_in_our_own_schema_goes_whatever_it_stands_on(reports, owner_url):
    await reports.execute(
        "create view planted as select * from unit_now; create materialized view of_it as select * from planted;"
        " create function reads() returns bigint language sql begin atomic select count(*) from of_it; end"
    )

    await migrate.migrate(owner_url)

    assert await reports.fetchval("select to_regclass('planted')") is None
    assert await reports.fetchval("select to_regprocedure('reads()')") is None
    assert await migrate.check(owner_url, guards(), METADATA) == []


async def test_what_the_database_itself_refuses_to_drop_is_named_as_well(reports):
    await reports.execute("create view bao_cao.v as select * from public.unit_now")

    with pytest.raises(Exception, match="depend") as refused:
        await reports.execute("drop view unit_now")

    assert refusal_from(refused.value) == depended_on(["view bao_cao.v depends on view unit_now"])
