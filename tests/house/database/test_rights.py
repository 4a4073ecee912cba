"""The database denies by default, and nothing in it goes round that."""

import pytest

from domain.areas import declared
from domain.audit.policies import READ_BY
from domain.database.state.event import Event
from tests.house.rules.database import rights


async def test_every_table_has_row_level_security(owner):
    assert await rights.unprotected_tables(owner) == []


async def test_a_table_without_row_level_security_is_found(owner):
    await owner.execute("create table planted (id int)")

    assert await rights.unprotected_tables(owner) == ["planted has no row-level security"]


async def test_the_application_owns_nothing_and_deletes_nothing(owner):
    assert await rights.powers_of_the_application(owner) == []


async def test_a_power_of_the_application_is_found(owner):
    await owner.execute("create table planted (id int)")
    await owner.execute("alter table planted owner to meritgrid_app")
    await owner.execute("grant delete on employee to meritgrid_app")
    await owner.execute("grant create on schema public to meritgrid_app")

    found = await rights.powers_of_the_application(owner)

    assert "meritgrid_app owns planted" in found
    assert "meritgrid_app may delete employee" in found
    assert "meritgrid_app may create in public" in found


async def test_every_view_asks_for_the_rights_of_its_reader(owner):
    assert await rights.open_views(owner) == []


async def test_a_view_with_the_rights_of_its_owner_is_found(owner):
    await owner.execute("create view planted as select * from employee")

    assert await rights.open_views(owner) == [
        "planted shows what its owner may see; make it security_invoker"
    ]


async def test_every_function_with_its_owners_rights_says_where_it_looks(owner):
    assert await rights.hijacked_functions(owner) == []


async def test_a_function_that_can_be_led_astray_is_found(owner):
    for name, path in (("planted", ""), ("temporary", "set search_path = public")):
        await owner.execute(
            f"create function {name}() returns int language sql security definer {path} as 'select 1'"
        )

    assert await rights.hijacked_functions(owner) == [
        "planted() runs with its owner's rights and has no search_path that ends in pg_temp",
        "temporary() runs with its owner's rights and has no search_path that ends in pg_temp",
    ]


async def test_every_policy_asks_who_acts_once_and_not_for_each_row(owner):
    assert await rights.slow_policies(owner) == []
    assert await owner.fetchval("select count(*) from pg_policies") > 40


async def test_a_policy_that_asks_for_every_row_is_found(owner):
    await owner.execute("create policy planted on unit using (id = current_setting('meritgrid.actor')::uuid)")

    assert await rights.slow_policies(owner) == [
        "planted calls current_setting for every row; write (select current_setting(...))"
    ]


@pytest.mark.parametrize(
    ("condition", "found"),
    [
        ("(id = ( SELECT (current_setting('a'::text))::uuid AS current_setting))", []),
        ("(id = (current_setting('a'::text))::uuid)", ["current_setting"]),
        (
            "(id IN ( SELECT r.id FROM pay_run r WHERE (r.made_by = current_setting('a'))))",
            ["current_setting"],
        ),
        ("(id IN ( SELECT r.id FROM pay_run r WHERE (r.made_by = ( SELECT current_setting('a')))))", []),
        ("(id IN ( SELECT meritgrid_units(( SELECT current_setting('a')), 'x'::text) AS u))", []),
        ("meritgrid_may(( SELECT current_setting('a')), unit_id)", ["meritgrid_may"]),
    ],
)
def test_a_call_runs_once_only_in_a_select_of_its_own(condition, found):
    assert rights.calls_per_row(condition) == found


def test_whoever_does_something_may_read_what_they_did():
    events = {name: event for area in declared() for name, event in area.events.items()}

    assert rights.unread_subjects(events, READ_BY) == []


def test_an_event_that_nobody_reads_is_found():
    planted = {
        "permit.granted": Event(("permit",), "permit.grant"),
        "grade.set": Event(("grade_holding",), "people.write"),
        "day.set": Event((), None),
    }

    assert rights.unread_subjects(planted, READ_BY) == [
        "nobody reads what was done to a permit: give it a verb in READ_BY of domain/audit/policies.py"
    ]
