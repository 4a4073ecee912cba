"""Allowances are given, changed and ended from a day on by an act; what was dated by slip is withdrawn."""

import pytest

from domain.facts.grains.people import KINDS
from domain.facts.stand_ins import MONTH, recorded
from domain.people.allowances.kinds import VALUES
from tests.api.people.employment.documents import ACT
from tests.given import access, known

SET = """mutation ($input: SetAllowancesInput!) {
  setAllowances(input: $input) { ids problems { code message path row field law } } }"""
WITHDRAW = """mutation ($input: WithdrawAllowanceInput!) {
  withdrawAllowance(input: $input) { employee { code allowances(first: 9) { totalCount } }
    problems { code message path } } }"""
HELD = """query ($day: Date) { employees(first: 1, filter: {codes: ["A1"]}, asOf: $day) { nodes {
  allowances(first: 9, filter: {inForce: true}) { nodes { kind value leadershipCode actNumber } } } } }"""
ROWS = "select count(*) from allowance"
REGION = {"employeeCode": "A1", "kind": "REGIONAL_COEFFICIENT_HUNDREDTHS", "value": 30}


@pytest.fixture
async def hr(client, small):
    """HR, who may write everybody."""
    client.sign_in("hr")
    return client


@pytest.fixture
def rows():
    """Allowances that go in: by the act, from a day on, under a key of its own."""
    keys = iter(range(100))

    def made(*allowances, day="2027-02-01"):
        key = f"a{next(keys)}"
        return {"act": ACT, "effectiveFrom": day, "allowances": list(allowances), "idempotencyKey": key}

    return made


async def held(client, day):
    """What A1 has on a day."""
    (person,) = (await client.ask(HELD, day=day))["employees"]["nodes"]
    return person["allowances"]["nodes"]


async def test_allowances_begin_change_and_end_on_their_days(hr, rows, trail):
    led = {"employeeCode": "A1", "kind": "LEADERSHIP_CODE", "leadershipCode": "commune.chair.other"}
    await hr.done(SET, input=rows(REGION, led))
    await hr.done(SET, input=rows({**REGION, "value": 50}, day="2027-03-01"))
    await hr.done(SET, input=rows({**REGION, "value": 0}, day="2027-04-01"))

    days = {day: await held(hr, day) for day in ("2027-01-31", "2027-02-01", "2027-03-01", "2027-04-01")}
    assert {day: [(each["kind"], each["value"]) for each in found] for day, found in days.items()} == {
        "2027-01-31": [],
        "2027-02-01": [("REGIONAL_COEFFICIENT_HUNDREDTHS", 30), ("LEADERSHIP_CODE", 1)],
        "2027-03-01": [("REGIONAL_COEFFICIENT_HUNDREDTHS", 50), ("LEADERSHIP_CODE", 1)],
        "2027-04-01": [("LEADERSHIP_CODE", 1)],
    }
    assert (days["2027-04-01"][0]["leadershipCode"], days["2027-04-01"][0]["actNumber"]) == (
        "commune.chair.other",
        "12/QĐ-SNV",
    )
    assert await trail() == ["allowance.set"] * 3


async def test_every_fault_of_every_row_is_told_and_nothing_is_given(hr, rows, owner, trail):
    before = await trail()
    given = [
        {**REGION, "value": 35},
        {**REGION, "employeeCode": "NOBODY"},
        {**REGION, "kind": "LEADERSHIP_CODE", "leadershipCode": "president"},
        {**REGION, "kind": "HARD_AREA_YEARS", "value": 61},
        {**REGION, "kind": "OTHER_PERCENTAGES_BP", "value": None},
        {**REGION, "kind": "RESERVED_COEFFICIENT_HUNDREDTHS", "value": 0},
        {**REGION, "employeeId": f"Employee_{known('employee', 'A1')}"},
        REGION,
    ]

    told = await hr.problems(SET, input=rows(*given))

    assert [(each["code"], each["row"], each["field"]) for each in told] == [
        ("allowance_out_of_range", 0, "value"),
        ("employee_not_found", 1, "employeeCode"),
        ("unknown_leadership_code", 2, "leadershipCode"),
        ("allowance_out_of_range", 3, "value"),
        ("allowance_out_of_range", 4, "value"),
        ("nothing_changes", 4, "employeeCode"),
        ("nothing_changes", 5, "employeeCode"),
        ("named_twice", 6, "employeeCode"),
        ("given_twice", 7, "employeeCode"),
    ]
    assert "0, 10, 20, 30, 40, 50, 70" in told[0]["message"]
    assert (await owner.fetchval(ROWS), await trail()) == (0, before)


async def test_an_allowance_before_the_hire_or_not_after_the_last_is_refused(hr, rows, owner):
    told = await hr.problem(SET, input=rows(REGION, day="2018-02-01"))
    assert (told["code"], told["path"]) == ("before_joining", ["input", "effectiveFrom"])

    await hr.done(SET, input=rows(REGION))
    for day, value, code in (("2027-02-01", 50, "not_after_the_last"), ("2027-03-01", 30, "nothing_changes")):
        told = await hr.problem(SET, input=rows({**REGION, "value": value}, day=day))
        assert told["code"] == code
    assert await owner.fetchval(ROWS) == 1


async def test_a_slip_is_taken_back_the_latest_first(hr, rows, trail):
    (first,) = await hr.done(SET, input=rows(REGION))
    (second,) = await hr.done(SET, input=rows({**REGION, "value": 50}, day="2027-03-01"))

    def slip(id_, key):
        return {"id": id_, "reason": "A slip", "idempotencyKey": key}

    told = await hr.problem(WITHDRAW, input=slip(first, "w1"))
    assert (told["code"], told["path"]) == ("not_the_latest", ["input", "id"])
    for left, id_ in ((1, second), (0, first)):
        person = await hr.done(WITHDRAW, input=slip(id_, f"{left}"))
        assert person == {"code": "A1", "allowances": {"totalCount": left}}
    gone = await hr.problem(WITHDRAW, input=slip(first, "w2"))
    assert gone["code"] == "allowance_not_found"
    assert await trail() == ["allowance.set", "allowance.set", "allowance.withdrawn", "allowance.withdrawn"]


async def test_whoever_writes_one_commune_gives_nobody_of_another_anything(hr, rows, given, owner):
    async with given() as session:
        from domain.actor import Actor

        admin = Actor(known("account", "admin"), "admin")
        who = await access.account(session, "hr-of-b", known("unit", "B"))
        await access.may(session, admin, who, ["people.write"], known("unit", "B"))
        await access.may(session, admin, who, ["people.read"], known("unit", "T"))
    hr.sign_in("hr-of-b")

    told = await hr.problem(SET, input=rows(REGION))

    assert (told["code"], told["field"]) == ("forbidden", "employeeCode")
    assert await owner.fetchval(ROWS) == 0


def test_what_may_be_recorded_is_what_models_take_and_facts_give():
    assert tuple(VALUES) == KINDS == tuple(one.column for one in recorded(MONTH))
