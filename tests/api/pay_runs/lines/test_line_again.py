"""A person has their own line computed again: two answers, and nothing of anybody else."""

import json

import pytest

from domain.database.sessions import raw
from domain.pay_runs.proof import line_reproduction
from tests.given import known, people, regulations
from tests.given.pay_runs import approved, computed, of_quarter

AGAIN = """query ($id: ID!) { lineReproduction(payLineId: $id) {
  sameValues sameRules people storedLeaf recomputedLeaf firstDifference otherRules otherVersions { modelId }
} }"""
LINE = "select 'PayLine_' || id as id, encode(leaf, 'hex') as leaf from pay_line where employee_id = $1"


@pytest.fixture
async def hr(actor_named):
    return await actor_named("hr")


@pytest.fixture
async def finance(actor_named):
    return await actor_named("finance")


@pytest.fixture
async def paid(small, database, hr, finance):
    """The bonus of the whole province, approved."""
    return await approved(database, hr, finance, await computed(database, hr, known("unit", "T")))


async def line_of(owner, code):
    return await owner.fetchrow(LINE, known("employee", code))


async def again(client, line, who="employee"):
    client.sign_in(who)
    return (await client.ask(AGAIN, id=line["id"]))["lineReproduction"]


async def test_the_line_comes_out_the_same_from_its_own_unit_alone(client, paid, owner):
    line = await line_of(owner, "A2")

    assert await again(client, line) == {
        "sameValues": True,
        "sameRules": True,
        "people": 3,
        "storedLeaf": line["leaf"],
        "recomputedLeaf": line["leaf"],
        "firstDifference": None,
        "otherRules": [],
        "otherVersions": [],
    }


async def test_every_line_of_a_quarter_in_which_somebody_moved_comes_out_the_same(
    client, small, given, database, hr, finance, owner
):
    async with given() as session:
        await regulations.on_extra_income(session, hr, finance, known("unit", "T"))
        await people.moved(session, "A2", known("unit", "B"), known("position", "B-C"), regulations.AUGUST)
    await approved(
        database, hr, finance, await of_quarter(database, hr, known("unit", "T"), regulations.JULY)
    )
    lines = await owner.fetch("select 'PayLine_' || id as id from pay_line")

    answers = [await again(client, line, "hr") for line in lines]

    assert len(answers) == 7
    assert {(one["sameValues"], one["sameRules"]) for one in answers} == {(True, True)}


async def test_another_value_is_told_with_its_step_after_the_whole_run_was_computed(
    client, paid, owner, monkeypatch
):
    line = await line_of(owner, "A2")
    real = line_reproduction.calculate

    def other(kind, taken, start, **given):
        found = real(kind, taken, start, **given)
        return type(found)(
            found.kind, found.start, found.rules, found.people.with_columns(weight=found.people["weight"] + 1),
            found.passes, found.columns, found.monthly,
        )  # fmt: skip

    monkeypatch.setattr(line_reproduction, "calculate", other)

    found = await again(client, line)

    assert (found["sameValues"], found["sameRules"], found["people"]) == (False, True, 6)
    assert found["firstDifference"].startswith("weight: kept ")
    assert found["storedLeaf"] == line["leaf"] != found["recomputedLeaf"]


async def test_a_number_that_is_another_one_now_is_told_as_another_rule(client, paid, owner):
    line = await line_of(owner, "A2")
    stated = json.loads(await owner.fetchval("select parameters from pay_run_rules"))
    stated["vn.bonus_fund_2026"]["fund_rate_bp"] = 900
    await owner.execute("set session_replication_role = replica")
    await owner.execute("update pay_run_rules set parameters = $1", json.dumps(stated))

    found = await again(client, line)

    assert (found["sameValues"], found["sameRules"]) == (True, False)
    assert found["otherRules"] == ["vn.bonus_fund_2026: fund_rate_bp was 900, and is 1000"]


async def test_a_line_of_somebody_else_is_not_there_and_is_not_computed(client, paid, owner, monkeypatch):
    computed_for = []
    monkeypatch.setattr(line_reproduction, "calculate", lambda *given, **_: computed_for.append(given))
    line = await line_of(owner, "A1")
    client.sign_in("employee")

    (refused,) = await client.errors(AGAIN, id=line["id"])

    assert refused["extensions"]["code"] == "pay_line_not_found"
    assert computed_for == []


async def test_nobody_but_the_system_is_lent_the_inputs_of_a_run(paid, database, actor_named):
    for name in ("employee", "hr", "auditor", "finance", "legislator", "admin"):
        with pytest.raises(Exception, match="not the system"):
            async with database.reading(await actor_named(name)) as session:
                await (await raw(session)).fetch("select frames_to_reproduce($1)", paid.snapshot_hash)


@pytest.mark.parametrize("name", ["line_before", "line_pays", "run_of_line", "salt_of_line"])
async def test_whoever_may_not_read_a_line_is_told_nothing_of_it_by_its_functions(
    paid, owner, database, actor_named, name
):
    line = await owner.fetchval("select id from pay_line where employee_id = $1", known("employee", "A1"))
    told = {}
    for actor in ("employee", "hr"):
        async with database.reading(await actor_named(actor)) as session:
            rows = await (await raw(session)).fetch(f"select * from {name}($1)", line)
        told[actor] = [value for row in rows for value in row if value is not None]

    assert told["employee"] == []
    assert (name == "line_before") is (told["hr"] == [])
