"""Leaves are recorded from a day until another by an act; months that begin on leave are none that were worked."""

import pytest

from domain.actor import Actor
from domain.computing import snapshot
from domain.computing.chain.frames import named
from domain.facts.period import Period
from domain.facts.stand_ins import PERSON
from domain.pay_runs.kinds.bonus import BONUS
from tests.api.people.employment.documents import ACT
from tests.given import YEAR, access, known

RECORD, BACK = [
    f"""mutation ($input: {name[0].upper()}{name[1:]}Input!) {{
      {name}(input: $input) {{ ids problems {{ code message path row field }} }} }}"""
    for name in ("recordLeaves", "endLeaves")
]
WITHDRAW = """mutation ($input: WithdrawLeaveInput!) {
  withdrawLeave(input: $input) { employee { code leaves(first: 9) { totalCount } } problems { code path } } }"""
LEAVES = """{ employees(first: 1, filter: {codes: ["A3"]}) { nodes { leaves(first: 9) { nodes {
  id kind effectiveFrom effectiveUntil actNumber } } } } }"""
ROWS = "select count(*) from leave"
SICK = {"employeeCode": "A3", "kind": "SICK_LEAVE", "effectiveUntil": "2026-09-15"}


@pytest.fixture
async def hr(client, small):
    """HR, who may write everybody."""
    client.sign_in("hr")
    return client


@pytest.fixture
def rows():
    """People and leaves that go in: by the act, from a day on, under a key of its own."""
    keys = iter(range(100))

    def made(*given, day="2026-06-01", of="leaves"):
        return {"act": ACT, "effectiveFrom": day, of: list(given), "idempotencyKey": f"l{next(keys)}"}

    return made


async def leaves(client):
    """The leaves of A3, the newest first."""
    (person,) = (await client.ask(LEAVES))["employees"]["nodes"]
    return person["leaves"]["nodes"]


async def test_a_leave_lasts_until_the_first_day_back_or_until_somebody_is_back(hr, rows, trail):
    await hr.done(RECORD, input=rows({**SICK, "effectiveUntil": None}))
    (running,) = await leaves(hr)
    assert (running["kind"], running["effectiveUntil"], running["actNumber"]) == (
        "SICK_LEAVE",
        None,
        "12/QĐ-SNV",
    )

    ended = await hr.done(BACK, input=rows({"employeeCode": "A3"}, day="2026-09-01", of="people"))
    assert ended == [running["id"]]
    assert (await leaves(hr))[0]["effectiveUntil"] == "2026-09-01"
    assert await trail() == ["leave.recorded", "leave.ended"]


async def test_every_fault_of_every_row_is_told_and_nobody_goes_on_leave(hr, rows, owner, trail):
    await hr.done(RECORD, input=rows(SICK))
    before = await trail()
    given = [
        {**SICK, "effectiveUntil": "2026-12-01"},
        {**SICK, "employeeCode": "A2", "effectiveUntil": "2026-08-01"},
        {**SICK, "employeeCode": "NOBODY", "effectiveUntil": None},
        {"kind": "UNPAID_LEAVE"},
        {"employeeCode": "A2", "kind": "UNPAID_LEAVE"},
    ]

    told = await hr.problems(RECORD, input=rows(*given, day="2026-08-01"))

    assert [(each["code"], each["row"], each["field"]) for each in told] == [
        ("leaves_overlap", 0, "employeeCode"),
        ("reversed_range", 1, "effectiveUntil"),
        ("employee_not_found", 2, "employeeCode"),
        ("employee_missing", 3, "employeeCode"),
        ("given_twice", 4, "employeeCode"),
    ]
    for day in ("2026-06-01", "2026-10-01"):
        told = await hr.problem(BACK, input=rows({"employeeCode": "A3"}, day=day, of="people"))
        assert (told["code"], told["field"]) == ("not_on_leave", "employeeCode")
    told = await hr.problem(RECORD, input=rows({**SICK, "effectiveUntil": "2018-02-01"}, day="2018-01-01"))
    assert (told["code"], told["field"]) == ("no_post_on_leave", "employeeCode")
    assert (await owner.fetchval(ROWS), await trail()) == (1, before)


async def test_a_leave_by_slip_is_taken_back(hr, rows, trail):
    (id_,) = await hr.done(RECORD, input=rows(SICK))

    person = await hr.done(WITHDRAW, input={"id": id_, "reason": "A slip", "idempotencyKey": "w"})
    assert person == {"code": "A3", "leaves": {"totalCount": 0}}
    again = await hr.problem(WITHDRAW, input={"id": id_, "reason": "A slip", "idempotencyKey": "x"})
    assert again["code"] == "leave_not_found"
    assert await trail() == ["leave.recorded", "leave.withdrawn"]


async def test_whoever_writes_one_commune_records_no_leave_of_another(hr, rows, given, owner):
    async with given() as session:
        admin = Actor(known("account", "admin"), "admin")
        who = await access.account(session, "hr-of-b", known("unit", "B"))
        await access.may(session, admin, who, ["people.write"], known("unit", "B"))
        await access.may(session, admin, who, ["people.read"], known("unit", "T"))
    hr.sign_in("hr-of-b")

    told = await hr.problem(RECORD, input=rows(SICK))

    assert (told["code"], told["field"]) == ("forbidden", "employeeCode")
    assert await owner.fetchval(ROWS) == 0


async def test_sql_writes_no_two_leaves_that_share_a_day(hr, rows, owner):
    await hr.done(RECORD, input=rows(SICK))

    with pytest.raises(Exception, match="has a day in common with it"):
        await owner.execute(
            "insert into leave (id, effective_from, employee_id, unit_id, kind)"
            " select gen_random_uuid(), '2026-09-14', employee_id, unit_id, kind from leave"
        )
    assert await owner.fetchval(ROWS) == 1


async def test_months_that_begin_on_leave_are_not_worked_and_the_reason_is_a_fact(
    hr, rows, database, actor_named
):
    async def taken():
        async with database.reading(await actor_named("hr")) as session:
            found = await snapshot.take_pay(session, known("unit", "T"), Period.year(YEAR), BONUS)
        person = named(found, [PERSON])[PERSON].filter(found.people["employee_code"] == "A3")
        months = found.months.filter(found.months["employee"] == person["employee"][0])
        return found, person.row(0, named=True), months["month"].dt.month().to_list()

    before, person, months = await taken()
    assert (person["months_worked"], person["absence"], months) == (12, "none", list(range(1, 13)))
    assert "absence" not in before.people.columns

    await hr.done(RECORD, input=rows(SICK))
    await hr.done(
        RECORD, input=rows({**SICK, "kind": "MATERNITY_LEAVE", "effectiveUntil": None}, day="2026-12-01")
    )

    after, person, months = await taken()
    assert (person["months_worked"], person["absence"]) == (7, "maternity_leave")
    assert months == [1, 2, 3, 4, 5, 10, 11]
    others = after.people.filter(after.people["employee_code"] != "A3")
    assert (set(others["months_worked"]), set(others["absence"])) == ({12}, {"none"})
