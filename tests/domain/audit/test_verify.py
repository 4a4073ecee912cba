"""Verification counts what it recomputed, and names the first thing that differs."""

from datetime import UTC, datetime
from typing import Any

import asyncpg
import pytest

from domain.audit.hashing import events
from domain.database.sessions import APPLICATION_ROLE
from domain.errors import Forbidden
from domain.pay_runs.proof import line_hash
from domain.verification.report import Report
from domain.verification.verify import Kept, verify
from tests.domain.audit.conftest import differing, salt
from tests.domain.audit.forging import forge, forged_leaf, reseal

APPROVED = "happened = 'pay_run.approved'"
RUN = "(select id from pay_run where state = 'closed')"
LINE = f"pay_run_id = {RUN} and amount_vnd > 0"
EVENT = "(select event_id from audit_seal_event where (seal_number, place) = (2, 0))"


async def test_untouched_books_are_counted_and_right(superuser):
    seen: list[int] = []

    report = await verify(superuser, lambda report: seen.append(report.lines))

    assert report.difference is None
    assert (report.seals, report.events, report.unsealed) == (2, 6, 2)
    # four tables of the snapshot, and the columns of two runs
    assert (report.runs, report.lines, report.files) == (2, 120, 4 + 2)
    assert report.link == (await superuser.fetchval("select link from audit_seal where number = 2")).hex()
    assert seen[-1] == 120


async def test_an_empty_trail_is_right(owner):
    report = await verify(owner)

    assert report == Report(guards=report.guards)
    assert report.guards > 300


async def test_a_changed_line_is_named(superuser):
    changed = await superuser.fetchval(
        "update pay_line set amount_vnd = amount_vnd + 1"
        f" where id = (select id from pay_line where {LINE} limit 1) returning id"
    )

    assert await differing(superuser) == (f"PayLine_{changed}", "the hash of what it says")


async def test_a_line_forged_with_its_leaf_and_id_misses_the_root_of_its_run(superuser):
    row = dict(
        await superuser.fetchrow(f"select * from pay_line where {LINE} order by employee_id desc limit 1")
    )
    leaf = await forged_leaf(superuser, {**row, "amount_vnd": row["amount_vnd"] + 1})
    statement = "update pay_line set amount_vnd = amount_vnd + 1, leaf = $2 where id = $1"
    await superuser.execute(statement, row["id"], leaf)
    assert await differing(superuser) == (f"PayLine_{row['id']}", "its id")

    place = await superuser.fetchval(
        "select count(*) from pay_line where pay_run_id = $1 and employee_id < $2",
        row["pay_run_id"],
        row["employee_id"],
    )
    (name,) = line_hash.ids(str(row["pay_run_id"]), [leaf], place)
    await superuser.execute("update pay_line set id = $2 where id = $1", row["id"], name)

    assert await differing(superuser) == (f"PayRun_{row['pay_run_id']}", "the root of its lines")


async def test_a_run_that_states_another_total_contradicts_its_event(superuser):
    run = await superuser.fetchval(
        f"update pay_run set total_vnd = total_vnd + 1 where id = {RUN} returning id"
    )

    assert await differing(superuser) == (f"PayRun_{run}", "its total_vnd")


async def test_a_run_that_names_fewer_stand_ins_contradicts_its_event(superuser):
    run = await superuser.fetchval(f"update pay_run set stand_ins = '[]' where id = {RUN} returning id")

    assert await differing(superuser) == (f"PayRun_{run}", "its stand_ins")


async def test_a_run_and_its_last_event_cannot_agree_on_another_total(superuser):
    """Only the first event says what was computed: a later one, however well forged, changes nothing."""
    event = await superuser.fetchrow("select * from audit_event where happened = 'pay_run.closed'")
    after = event["after"].replace('"total_vnd":', '"total_vnd":1')
    await superuser.execute("delete from audit_seal_event where event_id = $1", event["id"])
    forged = {**event, "after": after}
    await superuser.execute(
        "update audit_event set after = $2, leaf = $3 where id = $1",
        event["id"],
        after,
        events.leaf(forged, await salt(superuser, forged)),
    )
    await superuser.execute("insert into audit_unsealed values ($1)", event["id"])
    await superuser.execute("update audit_seal set events = events - 1 where number = 2")
    await reseal(superuser, 2)
    run = await superuser.fetchval(
        f"update pay_run set total_vnd = ('1' || total_vnd)::bigint where id = {RUN} returning id"
    )

    assert await differing(superuser) == (f"PayRun_{run}", "its total_vnd when computed")


async def test_a_run_without_an_event_is_named(superuser):
    run = await superuser.fetchval(
        "insert into pay_run"
        " select (jsonb_populate_record(r, jsonb_build_object('id', gen_random_uuid()))).*"
        f" from pay_run r where id = {RUN} returning id"
    )

    assert await differing(superuser) == (f"PayRun_{run}", "the event that tells of it")


async def test_a_run_taken_away_with_all_that_is_its_own_is_missed(superuser):
    run = await superuser.fetchval(f"select {RUN}")
    for table in (
        "pay_line",
        "pay_line_values",
        "pay_run_step",
        "pay_run_rules",
        "pay_run_trace",
        "pay_run_columns",
    ):
        await superuser.execute(f"delete from {table} where pay_run_id = $1", run)
    await superuser.execute("delete from pay_run where id = $1", run)

    assert await differing(superuser) == (f"PayRun_{run}", "it")


async def test_a_changed_rule_is_found(superuser):
    run = await superuser.fetchval(
        "update pay_run_rules set parameters = replace(parameters::text, '2000', '2001')::json"
        f" where pay_run_id = {RUN} and number = 0 returning pay_run_id"
    )

    assert await differing(superuser) == (
        f"PayRun_{run}",
        "the root over its inputs, rules, steps and traces",
    )


async def test_a_changed_file_is_named(superuser):
    snapshot = await superuser.fetchval(
        "update snapshot_frame set content = content || '\\x00' where name = 'months' returning snapshot_hash"
    )

    assert await differing(superuser) == (f"The table months of snapshot {snapshot}", "its sha256")


async def test_a_changed_event_is_named(superuser):
    event = await superuser.fetchval(f"update audit_event set reason = 'Khác' where {APPROVED} returning id")

    assert await differing(superuser) == (f"AuditEvent_{event}", "the hash of what it says")


async def test_the_first_of_two_changed_events_is_named(superuser):
    changed = await superuser.fetch("update audit_event set reason = 'Khác' returning id")

    assert await differing(superuser) == (
        f"AuditEvent_{min(event for (event,) in changed)}",
        "the hash of what it says",
    )


async def test_an_event_forged_with_its_leaf_breaks_its_seal_and_every_later_one(superuser):
    first = await superuser.fetchval(
        "select event_id from audit_seal_event where (seal_number, place) = (1, 0)"
    )
    await forge(superuser, first)
    assert await differing(superuser) == ("AuditSeal 1", "the root of its events")

    await reseal(superuser, 1)

    assert await differing(superuser) == ("AuditSeal 2", "the link over what it states")


async def test_a_trail_written_anew_has_another_last_link(superuser):
    """Nothing inside the database shows it; whoever kept the link knows."""
    kept = (await verify(superuser)).link
    await forge(superuser, await superuser.fetchval(f"select {EVENT}"))
    await reseal(superuser, 2)

    report = await verify(superuser)

    assert report.difference is None
    assert report.link != kept
    assert (await verify(superuser, kept=Kept(2, report.link.upper()))).difference is None
    found = (await verify(superuser, kept=Kept(2, kept))).difference
    assert (found.what, found.part, found.expected) == ("AuditSeal 2", "the link that was kept", kept)


async def test_an_event_taken_away_is_missed(superuser):
    event = await superuser.fetchval(f"delete from audit_event where {APPROVED} returning id")

    assert await differing(superuser) == (f"AuditEvent_{event}", "it")


async def test_events_that_changed_places_are_named(superuser):
    one, other = [
        await superuser.fetchval(
            "select event_id from audit_seal_event where (seal_number, place) = (2, $1)", place
        )
        for place in (0, 1)
    ]
    await superuser.execute("update audit_seal_event set place = place + 10 where seal_number = 2")
    await superuser.execute("update audit_seal_event set place = 1 where event_id = $1", one)
    await superuser.execute("update audit_seal_event set place = 0 where event_id = $1", other)

    assert await differing(superuser) == ("AuditSeal 2", "the root of its events")


async def test_an_event_added_to_a_seal_is_named(superuser):
    event = await superuser.fetchval(
        "delete from audit_unsealed where ctid = '(0,1)' or true returning event_id"
    )
    await superuser.execute("insert into audit_seal_event values ($1, 2, 2)", event)

    assert await differing(superuser) == (f"AuditEvent_{event}", "it")


async def test_a_seal_taken_away_is_missed(superuser):
    await superuser.execute("delete from audit_seal where number = 1")

    assert await differing(superuser) == ("AuditSeal 2", "its number")


async def test_an_event_kept_from_its_seal_is_named(superuser):
    event = await superuser.fetchval(
        "delete from audit_unsealed where event_id = (select min(event_id::text)::uuid from audit_unsealed)"
        " returning event_id"
    )

    assert await differing(superuser) == (f"AuditEvent_{event}", "it")


async def test_a_difference_reads_as_a_sentence(superuser):
    await superuser.execute(
        "update audit_seal set sealed_at = $1 where number = 2", datetime(2026, 1, 1, tzinfo=UTC)
    )

    report = await verify(superuser)

    assert str(report.difference).startswith("AuditSeal 2: the link over what it states should be ")
    assert report.seals == 1


async def as_account(server: Any, books: str, name: str) -> Any:
    """A connection of the application for one account of the demo."""
    connection = await asyncpg.connect(server.url(books))
    account = await connection.fetchval("select id from account where subject = $1", f"demo|{name}")
    await connection.execute(f"set role {APPLICATION_ROLE}")
    await connection.execute(f"set meritgrid.actor = '{account}'; set meritgrid.day = '2026-12-31'")
    return connection


async def test_an_auditor_verifies_without_owning_anything(server, books):
    auditor = await as_account(server, books, "auditor")

    report = await verify(auditor)

    await auditor.close()
    assert (report.difference, report.lines, report.events) == (None, 120, 6)


async def test_whoever_cannot_see_everything_is_told_so_before_anything_looks_missing(server, books):
    finance = await as_account(server, books, "finance")

    with pytest.raises(Forbidden) as refused:
        await verify(finance)

    await finance.close()
    assert refused.value.code == "audit_needs_everything"


async def test_a_trail_that_was_cut_off_before_a_kept_link_lacks_its_seal(superuser):
    link = (await verify(superuser)).link
    for statement in (
        "delete from audit_event where id in (select event_id from audit_seal_event where seal_number = 2)",
        "delete from audit_seal_event where seal_number = 2",
        "delete from audit_seal where number = 2",
    ):
        await superuser.execute(statement)

    found = (await verify(superuser, kept=Kept(2, link))).difference

    assert (found.what, found.found) == ("AuditSeal 2", "missing")
