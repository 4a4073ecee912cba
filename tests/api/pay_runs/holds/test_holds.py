"""One person with a fault is put on hold with a reason, the others are paid; released, the next run pays the person."""

import pytest

from tests.given import YEAR, known

HOLD = """mutation ($input: HoldPaymentInput!) {
  holdPayment(input: $input) { hold { id version reason periodStart kind unit { code } }
    problems { code message path } } }"""
RELEASE = """mutation ($input: ReleaseHoldInput!) {
  releaseHold(input: $input) { hold { id version releaseReason } problems { code message path } } }"""
MAKE = """mutation ($input: CreatePayRunInput!) {
  createPayRun(input: $input) { payRun { id version people total { amount } } problems { code message path } } }"""
REVIEW = """mutation ($input: ReviewPayRunInput!) {
  reviewPayRun(input: $input) { payRun { id version } problems { code message path } } }"""
APPROVE = """mutation ($input: ApprovePayRunInput!) {
  approvePayRun(input: $input) { payRun { id version } problems { code message path } } }"""
CLOSE = """mutation ($input: ClosePayRunInput!) {
  closePayRun(input: $input) { payRun { id version state } problems { code message path } } }"""
LINES = """query ($id: ID!) { node(id: $id) { ... on PayRun {
  lines(first: 20) { nodes { employee { code } amount { amount } } }
  exclusions(first: 20) { totalCount nodes {
    employee { code } why hold { reason } paidBy { id } unit { code } } } } } }"""
HOLDS = """query ($filter: PaymentHoldFilter) { paymentHolds(first: 20, filter: $filter) {
  nodes { employee { code } reason releaseReason heldBy { name } } } }"""
FUND = """query { bonusFunds(first: 5) { nodes {
  unit { code } amount { amount } spent { amount } left { amount } state } } }"""
PROOF = """query ($id: ID!) { reproduction(payRunId: $id) { reproduced lines same sameRules } }"""
WHAT_IF = """query ($id: ID!) { simulate(baseline: $id, scenarios: [{changes: []}]) {
  scenarios { reproduces scenario { amount } } } }"""
UNCONFIRMED = """
    set session_replication_role = replica;
    update assessment set state = 'proposed', confirmed_by = null, confirmed_at = null
    where period = 'year' and employee_id = (select id from employee where code = '{}');
    set session_replication_role = origin
"""
CONFIRMED = """
    set session_replication_role = replica;
    update assessment a set state = 'confirmed', confirmed_by = b.confirmed_by, confirmed_at = b.confirmed_at
    from assessment b where a.state = 'proposed' and b.state = 'confirmed' and b.id <> a.id;
    set session_replication_role = origin
"""
A, A2, A3 = f"Unit_{known('unit', 'A')}", *(f"Employee_{known('employee', code)}" for code in ("A2", "A3"))
NOBODY = f"PaymentHold_{known('hold', 'of nobody')}"
WHY = "Điểm năm chưa được xác nhận"


@pytest.fixture
def sent():
    """What goes in, under a key of its own."""
    keys = iter(range(100))
    return lambda **more: {"idempotencyKey": f"k{next(keys)}", **more}


@pytest.fixture
def hr(client, small):
    """HR, who makes runs and says who is on hold."""
    client.sign_in("hr")
    return client


@pytest.fixture
def paid(hr, sent):
    """Takes a run of a unit from its making to its closing."""

    async def pay(unit=A, **more):
        run = await hr.done(MAKE, input=sent(unitId=unit, year=YEAR, title="Bonus", **more))
        hr.sign_in("hr")
        for document, name in ((REVIEW, "hr"), (APPROVE, "finance"), (CLOSE, "finance")):
            hr.sign_in(name)
            why = {"reason": "Checked"} if document is not REVIEW else {}
            run |= await hr.done(document, input=sent(id=run["id"], version=run["version"], **why))
        hr.sign_in("hr")
        return run

    return pay


async def lines(client, run):
    """The amount of each line by the person's code."""
    node = (await client.ask(LINES, id=run["id"]))["node"]
    return {each["employee"]["code"]: int(each["amount"]["amount"]) for each in node["lines"]["nodes"]}


async def exclusions(client, run):
    """Why each person has no line, by code."""
    node = (await client.ask(LINES, id=run["id"]))["node"]
    return {each["employee"]["code"]: each["why"] for each in node["exclusions"]["nodes"]}


async def fund(client):
    """What commune A has, has spent and has left, and the state of its fund."""
    funds = (await client.ask(FUND))["bonusFunds"]["nodes"]
    (ours,) = [each for each in funds if each["unit"]["code"] == "A"]
    return *(int(ours[name]["amount"]) for name in ("amount", "spent", "left")), ours["state"]


async def test_a_fault_of_one_person_names_the_hold_as_the_way_out(hr, sent, owner):
    await owner.execute(UNCONFIRMED.format("A2"))

    refused = await hr.problem(MAKE, input=sent(unitId=A, year=YEAR, title="Bonus"))

    assert refused["code"] == "assessment_not_confirmed"
    assert "A2" in refused["message"]
    assert "(holdPayment)" in refused["message"]
    assert await owner.fetchval("select count(*) from pay_run") == 0


async def test_one_is_on_hold_the_others_are_paid_and_then_that_one_from_the_same_fund(hr, sent, paid, owner):
    whole = await lines(hr, await hr.done(MAKE, input=sent(unitId=A, year=YEAR, title="Everybody")))
    await owner.execute(UNCONFIRMED.format("A3"))
    held = await hr.done(HOLD, input=sent(employeeId=A3, year=YEAR, reason=WHY))
    first = await paid()
    after_first = await fund(hr)
    await owner.execute(CONFIRMED)
    await hr.done(RELEASE, input=sent(id=held["id"], version=held["version"], reason="Đã xác nhận"))
    second = await paid(onlyUnpaid=True)

    one, other = await lines(hr, first), await lines(hr, second)
    total, spent, left, state = await fund(hr)
    assert held | {"id": ""} == {
        "id": "",
        "version": 1,
        "reason": WHY,
        "periodStart": "2026-01-01",
        "kind": "BONUS",
        "unit": {"code": "A"},
    }
    assert (sorted(one), sorted(other)) == (["A1", "A2"], ["A3"])
    assert await exclusions(hr, first) == {"A3": "ON_HOLD"}
    assert await exclusions(hr, second) == {"A1": "PAID_ALREADY", "A2": "PAID_ALREADY"}
    # A3 gets what a run over all three gives; the two who were paid before got what was sure to be left for them.
    assert other["A3"] == whole["A3"]
    assert all(one[code] <= whole[code] for code in one)
    assert after_first[1] == sum(one.values())
    assert after_first[2] >= other["A3"]
    assert after_first[3] == "OPEN"
    assert (spent, left, state) == (sum(one.values()) + other["A3"], total - spent, "CLOSED")
    assert left >= 0


async def test_whoever_is_on_hold_is_listed_with_the_reason_and_the_run_names_it(hr, sent):
    held = await hr.done(HOLD, input=sent(employeeId=A2, year=YEAR, reason=WHY))
    run = await hr.done(MAKE, input=sent(unitId=A, year=YEAR, title="Bonus"))
    node = (await hr.ask(LINES, id=run["id"]))["node"]["exclusions"]
    standing = (await hr.ask(HOLDS, filter={"released": False}))["paymentHolds"]["nodes"]
    await hr.done(RELEASE, input=sent(id=held["id"], version=1, reason="Đủ hồ sơ"))
    released = (await hr.ask(HOLDS, filter={"released": True, "subtreeOf": A}))["paymentHolds"]["nodes"]

    assert node == {
        "totalCount": 1,
        "nodes": [
            {
                "employee": {"code": "A2"},
                "why": "ON_HOLD",
                "hold": {"reason": WHY},
                "paidBy": None,
                "unit": {"code": "A"},
            }
        ],
    }
    assert [(each["employee"]["code"], each["reason"]) for each in standing] == [("A2", WHY)]
    assert [each["releaseReason"] for each in released] == ["Đủ hồ sơ"]
    assert (await hr.ask(HOLDS, filter={"released": False}))["paymentHolds"]["nodes"] == []


async def test_a_hold_put_on_after_the_run_was_computed_keeps_it_from_being_reviewed_and_approved(
    hr, sent, owner
):
    run = await hr.done(MAKE, input=sent(unitId=A, year=YEAR, title="Bonus"))
    held = await hr.done(HOLD, input=sent(employeeId=A2, year=YEAR, reason=WHY))
    unreviewed = await hr.problem(REVIEW, input=sent(id=run["id"], version=run["version"]))
    await hr.done(RELEASE, input=sent(id=held["id"], version=1, reason="Đủ hồ sơ"))
    run |= await hr.done(REVIEW, input=sent(id=run["id"], version=run["version"]))
    await hr.done(HOLD, input=sent(employeeId=A2, year=YEAR, reason=WHY))
    hr.sign_in("finance")
    unapproved = await hr.problem(APPROVE, input=sent(id=run["id"], version=run["version"], reason="Checked"))

    assert (unreviewed["code"], unapproved["code"]) == ("person_held", "person_held")
    assert "(discardPayRun)" in unapproved["message"]
    assert await owner.fetchval("select count(*) from paid_period") == 0


async def test_what_is_paid_is_not_held_back(hr, sent, paid, owner):
    await paid()

    refused = await hr.problem(HOLD, input=sent(employeeId=A2, year=YEAR, reason=WHY))

    assert refused["code"] == "already_paid"
    assert refused["path"] == ["input", "employeeId"]
    assert await owner.fetchval("select count(*) from payment_hold") == 0


@pytest.mark.parametrize("language", ["en", "vi"])
async def test_each_refusal_of_a_hold_says_what_to_do(hr, sent, owner, language):
    hr.read_in(language)
    held = await hr.done(HOLD, input=sent(employeeId=A2, year=YEAR, reason=WHY))
    codes = [
        (await hr.problem(HOLD, input=sent(employeeId=A2, year=YEAR, reason=WHY)))["code"],
        (await hr.problem(HOLD, input=sent(employeeId=A3, year=2017, reason=WHY)))["code"],
        (await hr.problem(HOLD, input=sent(employeeId=A3, year=2027, reason=WHY)))["code"],
        (await hr.problem(HOLD, input=sent(employeeId=A3, reason=WHY)))["code"],
        (await hr.problem(RELEASE, input=sent(id=held["id"], version=2, reason=WHY)))["code"],
        (await hr.problem(RELEASE, input=sent(id=NOBODY, version=1, reason=WHY)))["code"],
    ]
    await hr.done(RELEASE, input=sent(id=held["id"], version=1, reason="Đủ hồ sơ"))
    codes.append((await hr.problem(RELEASE, input=sent(id=held["id"], version=2, reason=WHY)))["code"])

    assert codes == [
        "already_held",
        "no_post_in_period",
        "year_to_come",
        "period_start_missing",
        "stale_version",
        "hold_not_found",
        "hold_released",
    ]
    assert await owner.fetchval("select count(*) from payment_hold") == 1


async def test_who_may_not_make_runs_puts_nobody_on_hold(hr, sent, owner):
    hr.sign_in("finance")

    refused = await hr.problem(HOLD, input=sent(employeeId=A2, year=YEAR, reason=WHY))

    assert refused["code"] == "forbidden"
    assert await owner.fetchval("select count(*) from payment_hold") == 0


async def test_a_run_in_which_nobody_is_left_to_pay_is_refused(hr, sent, paid, owner):
    await paid()

    refused = await hr.problem(MAKE, input=sent(unitId=A, year=YEAR, title="Again", onlyUnpaid=True))
    again = await hr.problem(MAKE, input=sent(unitId=A, year=YEAR, title="Again"))

    assert (refused["code"], again["code"]) == ("nobody_left_to_pay", "year_already_closed")
    assert "`onlyUnpaid`" in again["message"]
    assert await owner.fetchval("select count(*) from pay_run") == 1


async def test_runs_with_holds_are_reproduced_and_a_what_if_without_changes_gives_them(hr, sent, paid, owner):
    await owner.execute(UNCONFIRMED.format("A3"))
    held = await hr.done(HOLD, input=sent(employeeId=A3, year=YEAR, reason=WHY))
    first = await paid()
    await owner.execute(CONFIRMED)
    await hr.done(RELEASE, input=sent(id=held["id"], version=1, reason="Đã xác nhận"))
    second = await paid(onlyUnpaid=True)

    for run, people in ((first, 2), (second, 1)):
        hr.sign_in("auditor")
        proof = (await hr.ask(PROOF, id=run["id"]))["reproduction"]
        hr.sign_in("finance")
        what_if = (await hr.ask(WHAT_IF, id=run["id"]))["simulate"]
        assert proof == {"reproduced": True, "lines": people, "same": people, "sameRules": True}
        assert [each["reproduces"] for each in what_if["scenarios"]] == [True]


async def test_a_run_over_the_others_takes_no_more_than_is_left(hr, sent, paid, owner):
    held = await hr.done(HOLD, input=sent(employeeId=A3, year=YEAR, reason=WHY))
    await paid()
    await hr.done(RELEASE, input=sent(id=held["id"], version=1, reason="Đủ hồ sơ"))
    await owner.execute(
        "set session_replication_role = replica; update bonus_fund set spent_vnd = amount_vnd - 1;"
        "set session_replication_role = origin"
    )

    refused = await hr.problem(MAKE, input=sent(unitId=A, year=YEAR, title="A3", onlyUnpaid=True))

    assert refused["code"] == "fund_short"
    assert "leave 1 dong" in refused["message"]
    assert await owner.fetchval("select count(*) from pay_run") == 1
