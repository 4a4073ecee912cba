"""A state of a unit that was dated by slip is taken back, and a unit that was set up by mistake."""

from tests.api.organisation.documents import CHANGE, CREATE, DAY, JUSTICE, LEGAL, UNIT, WITHDRAW, states
from tests.given import organisation


async def test_a_state_with_a_slip_in_its_day_is_withdrawn_and_dated_rightly(hr, given_by, trail):
    await hr.done(CHANGE, input=given_by({"unitCode": "A", "name": "Xã An Hoà"}, day="2027-12-01"))
    (slip, _) = await states(hr, "A")

    unit = await hr.done(
        WITHDRAW, input={"id": slip["id"], "reason": "February was meant", "idempotencyKey": "w"}
    )

    assert unit == {"code": "A", "name": "Commune A"}
    await hr.done(CHANGE, input=given_by({"unitCode": "A", "name": "Xã An Hoà"}))
    assert [each["effectiveFrom"] for each in await states(hr, "A")] == [DAY, "2018-03-01"]
    assert await trail() == ["unit.renamed", "unit.withdrawn", "unit.renamed"]


async def test_only_the_latest_state_is_withdrawn(hr, given_by, trail):
    await hr.done(CHANGE, input=given_by({"unitCode": "A", "name": "Xã An Hoà"}))
    (_, first) = await states(hr, "A")

    told = await hr.problem(WITHDRAW, input={"id": first["id"], "reason": "slip", "idempotencyKey": "w"})

    assert told["code"] == "not_the_latest"
    assert await trail() == ["unit.renamed"]


async def test_a_unit_that_was_set_up_by_mistake_is_nowhere_and_its_code_free_again(hr, given_by, trail):
    await hr.done(CREATE, input=given_by(JUSTICE))
    (only,) = await states(hr, "STP")

    above = await hr.done(WITHDRAW, input={"id": only["id"], "reason": "slip", "idempotencyKey": "w"})

    assert above["code"] == "T"
    assert (await hr.ask(UNIT, code="STP"))["unit"] is None
    await hr.done(CREATE, input=given_by(JUSTICE | {"name": "Sở Tư pháp tỉnh"}))
    assert (await hr.ask(UNIT, code="STP"))["unit"]["name"] == "Sở Tư pháp tỉnh"
    assert await trail() == ["unit.created", "unit.withdrawn", "unit.created"]


async def test_a_unit_in_which_something_was_set_up_is_not_withdrawn(hr, given_by, given, owner):
    await hr.done(CREATE, input=given_by(JUSTICE, LEGAL))
    (only,) = await states(hr, "STP")

    told = await hr.problem(WITHDRAW, input={"id": only["id"], "reason": "slip", "idempotencyKey": "w"})
    assert told["code"] == "unit_in_use"

    async with given() as session:
        legal = await owner.fetchval("select id from unit where code = 'PC'")
        await organisation.peer_group(session, "legal", legal)
    (only,) = await states(hr, "PC")
    told = await hr.problem(WITHDRAW, input={"id": only["id"], "reason": "slip", "idempotencyKey": "v"})
    assert told["code"] == "unit_in_use"
    assert await owner.fetchval("select count(*) from unit_state where unit_id = $1", legal) == 1


async def test_a_state_that_is_not_there_is_not_withdrawn(hr, trail):
    nowhere = "UnitState_0192a7c4-0000-7000-8000-00000000abcd"

    told = await hr.problem(WITHDRAW, input={"id": nowhere, "reason": "slip", "idempotencyKey": "w"})

    assert (told["code"], told["path"]) == ("unit_state_not_found", ["input", "id"])
    assert await trail() == []
