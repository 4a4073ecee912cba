"""A run of before keeps its wide lines and its leaves without salts: it verifies, explains and reproduces."""

import json
from typing import Any
from uuid import UUID

import asyncpg
import polars as pl
import pytest

from domain.access.service import account_of
from domain.audit.hashing import events, merkle
from domain.database.sessions import Database
from domain.pay_runs.proof import line_hash, reproduction, run_root
from domain.verification import verify as verifying
from domain.verification.verify import verify
from tests.domain.audit.forging import reseal
from tests.fixtures.server import Server

LINES = """
    select l.*, values_of_line(l.id) as said, r.models ->> 'bonus' as model,
           r.versions ->> 'vn.bonus_fund_2026' as version, r.parameters_hash as hashed
    from pay_line l join pay_run_rules r on r.pay_run_id = l.pay_run_id and r.number = l.rules_number
    where l.pay_run_id = $1 order by l.employee_id
"""
WIDE = """
    update pay_line set id = $2, leaf = $3, steps = $4, model_id = $5, model_version = $6, parameters_hash = $7,
           place = null
    where id = $1
"""
BEFORE = (
    "update pay_run_step s set sentence = null, says = w.says, certainty = w.certainty, law = w.law,"
    " agreement = w.agreement, choice = w.choice, parameters = w.parameters from step_sentence w"
    " where w.hash = s.sentence and s.pay_run_id = $1",
    "update pay_run_rules set model_id = null, model_version = null where pay_run_id = $1",
    "update pay_run_trace set content = '', sha256 = encode(sha256(''), 'hex') where pay_run_id = $1",
    "delete from pay_run_columns where pay_run_id = $1",
    "delete from pay_line_values where pay_run_id = $1",
    "update pay_run set release = null, stand_ins = null where id = $1",
)

# What runs have since: their release, what stood in for facts, and that they are of a kind.
UNTOLD = {"release", "stand_ins", "kind", "period", "period_start", "corrects_run_id"}


@pytest.fixture
async def of_before(superuser: Any, monkeypatch: pytest.MonkeyPatch) -> UUID:
    """The closed run as the release before wrote it, with its events; nobody noted the rows of it."""
    run: UUID = await superuser.fetchval("select id from pay_run where state = 'closed'")
    lines = await superuser.fetch(LINES, run)
    frame = pl.DataFrame([_wide(line) for line in lines])
    leaves = line_hash.earlier_leaves(frame)
    named = line_hash.ids(str(run), leaves)
    for line, wide, name, leaf in zip(lines, frame.iter_rows(named=True), named, leaves, strict=True):
        labels = (wide["steps"], wide["model_id"], wide["model_version"], wide["parameters_hash"])
        await superuser.execute(WIDE, line["id"], UUID(name), leaf, *labels)
    for statement in BEFORE:
        await superuser.execute(statement, run)
    await superuser.execute(
        "update pay_run set lines_root = $2 where id = $1", run, merkle.root(leaves).hex()
    )
    await _tell_again(superuser, run)
    monkeypatch.setattr(verifying, "_OWNERS_CHECKS", ())
    return run


def _wide(line: Any) -> dict[str, Any]:
    said = {**line, "steps": line["said"], "model_id": line["model"], "model_version": line["version"]}
    said["parameters_hash"] = line["hashed"]
    text = {name: said[name] and str(said[name]) for name in line_hash.EARLIER_FIELDS}
    return text | {"rules_number": str(line["rules_number"]), "amount_vnd": line["amount_vnd"]}


async def _tell_again(superuser: Any, run: UUID) -> None:
    """The events of the run, unsalted, say what it is now; their seals follow."""
    root = await run_root.root(superuser, run)
    lines_root = await superuser.fetchval("select lines_root from pay_run where id = $1", run)
    for event in await superuser.fetch("select * from audit_event where subject = $1", f"PayRun_{run}"):
        said = {**json.loads(event["after"]), "lines_root": lines_root}
        after = {name: value for name, value in said.items() if name not in UNTOLD}
        if "pinned_root" in after:
            after["pinned_root"] = root
        told = {**event, "after": events.state(after), "secret_of": None}
        await superuser.execute(
            "update audit_event set after = $2, secret_of = null, leaf = $3 where id = $1",
            *(event["id"], told["after"], events.leaf(told)),
        )
    for number in (1, 2):
        await reseal(superuser, number)


async def test_a_run_of_before_verifies_and_one_other_dong_is_found(superuser, of_before):
    report = await verify(superuser)
    assert (report.difference, report.lines, report.erased) == (None, 120, 0)

    line = await superuser.fetchval("select id from pay_line where pay_run_id = $1 limit 1", of_before)
    await superuser.execute("update pay_line set amount_vnd = amount_vnd + 1 where id = $1", line)

    found = (await verify(superuser)).difference
    assert found is not None
    assert (found.what, found.part) == (f"PayLine_{line}", "the hash of what it says")


@pytest.mark.parametrize(
    ("change", "part"),
    [
        ("kind = 'extra_income'", "its kind"),
        ("period = 'quarter'", "its period"),
        ("period = 'quarter', period_start = '2026-07-01'", "its period"),
        ("year = 2025, period_start = '2025-01-01'", "its year"),
        ("corrects_run_id = id", "its corrects_run_id"),
        ("stand_ins = '[]'", "its stand_ins"),
    ],
)
async def test_a_run_of_before_is_the_bonus_of_its_year_and_nothing_else(superuser, of_before, change, part):
    await superuser.execute(f"update pay_run set {change} where id = $1", of_before)

    found = (await verify(superuser)).difference

    assert found is not None
    assert (found.what, found.part) == (f"PayRun_{of_before}", part)


async def test_not_even_by_hand_does_a_year_begin_in_its_midst(superuser, of_before):
    with pytest.raises(asyncpg.CheckViolationError, match="period_by_its_first_day"):
        await superuser.execute("update pay_run set period_start = '2026-07-01' where id = $1", of_before)

    assert (await verify(superuser)).difference is None


async def test_a_run_of_before_reproduces_and_explains_itself(server: Server, books: str, of_before):
    database = await Database.connect(server.application_url(books), readers=1)
    hr = await account_of(database, "demo|hr")
    assert hr is not None
    async with database.reading(hr) as session:
        found = await reproduction.reproduce(session, of_before)
        steps = await reproduction.bulk_copy.read(
            session,
            "select name, says, value::text from pay_line_step where pay_line_id = (select id from pay_line"
            " where pay_run_id = $1 limit 1) order by ordinal",
            tuple(reproduction.CopyColumn(name, str) for name in ("name", "says", "value")),
            of_before,
        )
    await database.close()

    assert (found.same_values, found.same_rules, found.lines) == (True, True, 60)
    assert found.run.release is None
    assert steps.height > 30
    assert steps.null_count().row(0) == (0, 0, 0)
