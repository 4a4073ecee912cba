"""Whoever may write a unit writes it and what is below it, in their own language, once."""

import pytest

from domain.actor import Actor
from tests.api.organisation.documents import CHANGE, CREATE, JUSTICE, LEGAL, UNIT, WITHDRAW, states
from tests.given import access, known


@pytest.fixture
async def local(hr, given):
    """Somebody who may write commune A and what is below it."""
    async with given() as session:
        admin = Actor(known("account", "admin"), "admin")
        who = await access.account(session, "local", known("unit", "A"))
        await access.may(session, admin, who, ["organisation.write"], known("unit", "A"))
    hr.sign_in("local")
    return hr


async def test_whoever_writes_a_unit_sets_up_others_below_it_and_nowhere_else(local, given_by, trail):
    told = await local.problems(CREATE, input=given_by(JUSTICE, LEGAL | {"parentCode": "B"}))
    assert [(each["code"], each["row"]) for each in told] == [("forbidden", 0), ("forbidden", 1)]
    assert told[0]["message"] == (
        "You lack the right to change units, peer groups and positions on T today. Ask whoever grants rights there."
    )
    assert await trail() == []

    await local.done(CREATE, input=given_by(LEGAL | {"parentCode": "A"}))
    told = await local.problem(
        CHANGE, input=given_by({"unitCode": "PC", "parentCode": "B"}, day="2027-03-01")
    )
    assert (told["code"], told["field"]) == ("forbidden", "parentCode")
    assert await trail() == ["unit.created"]


async def test_whoever_may_only_read_changes_nothing(hr, given_by, trail):
    hr.sign_in("commune_hr")

    told = await hr.problem(CREATE, input=given_by(JUSTICE))

    assert told["code"] == "forbidden"
    assert await trail() == []


async def test_a_key_that_comes_again_does_nothing_again(hr, given_by, trail):
    sent = given_by(JUSTICE)

    first, again = [await hr.done(CREATE, input=sent) for _ in range(2)]

    assert first == again
    assert await trail() == ["unit.created"]


async def test_a_refusal_is_read_in_vietnamese(hr, given_by):
    hr.read_in("vi")

    told = await hr.problem(CREATE, input=given_by(JUSTICE | {"code": "A"}))

    assert told["message"] == (
        "A là mã của Commune A. Mỗi mã chỉ dùng mãi mãi cho một đơn vị: hãy chọn mã khác."
    )


@pytest.fixture
async def reader_of_a(hr, given):
    """Somebody who may write every unit, and read the pay of commune A."""
    async with given() as session:
        admin = Actor(known("account", "admin"), "admin")
        who = await access.account(session, "reader", known("unit", "A"))
        await access.may(session, admin, who, ["organisation.write"], known("unit", "T"))
        await access.may(session, admin, who, ["pay_run.read"], known("unit", "A"))
    hr.sign_in("reader")
    return hr


async def test_nobody_reads_more_by_a_move_of_their_own(reader_of_a, given_by, trail):
    below_a = given_by({"unitCode": "B", "parentCode": "A"})

    told = await reader_of_a.problem(CHANGE, input=below_a)

    assert told["code"] == "own_gain"
    assert (await reader_of_a.ask(UNIT, code="B", day="2028-01-01"))["unit"]["parent"]["code"] == "T"
    assert await trail() == []

    reader_of_a.sign_in("hr")
    await reader_of_a.done(CHANGE, input=below_a)
    assert await trail() == ["unit.moved"]


async def test_nobody_reads_more_by_taking_a_move_back(reader_of_a, given_by, owner, trail):
    reader_of_a.sign_in("hr")
    await reader_of_a.done(CHANGE, input=given_by({"unitCode": "B", "parentCode": "A"}, day="2027-02-01"))
    await reader_of_a.done(CHANGE, input=given_by({"unitCode": "B", "parentCode": "T"}, day="2027-03-01"))
    latest = (await states(reader_of_a, "B"))[0]["id"]
    before = await trail()

    reader_of_a.sign_in("reader")
    told = await reader_of_a.problem(
        WITHDRAW, input={"id": latest, "reason": "Slip", "idempotencyKey": "back"}
    )

    assert told["code"] == "own_gain"
    assert await trail() == before


async def test_a_program_renames_a_unit_and_moves_none(hr, given_by, owner, trail):
    await owner.execute("update account set is_program = true where subject = 'demo|hr'")
    moved = {"unitCode": "B", "parentCode": "A"}

    told = await hr.problem(CHANGE, input=given_by(moved))
    assert told["code"] == "service_account"

    await hr.done(CHANGE, input=given_by({"unitCode": "B", "name": "Xã B"}))
    assert await trail() == ["unit.renamed"]
