"""Work is assigned for a month before what came of it, changed with a reason, read beside results at once."""

from time import perf_counter

import pytest

from domain.database.sessions import Database
from tests.given import known

ASSIGN = """mutation ($input: AssignTargetsInput!) {
  assignTargets(input: $input) { ids problems { code message path row field law } } }"""
WITHDRAW = """mutation ($input: WithdrawTargetInput!) {
  withdrawTarget(input: $input) { employee { code } problems { code message path } } }"""
TARGETS = """{ targets(first: 10) { nodes {
  id month quantity dueOn lateReason version employee { code } product { code }
  results(first: 5) { nodes { assigned completed } } } } }"""
BOARD = """query ($unit: ID!) { employees(first: 60, filter: {subtreeOf: $unit}) { nodes {
  code fullName
  targets(first: 5, filter: {month: {from: "2026-12-01", to: "2026-12-01"}}) { nodes {
    quantity dueOn product { code } } }
  results(first: 5, filter: {month: {from: "2026-12-01", to: "2026-12-01"}}) { nodes { completed target { quantity } } }
  assessments(first: 1, filter: {periods: [MONTH]}) { nodes { score { hundredths } } } } } }"""
WORK = {
    "employeeId": f"Employee_{known('employee', 'A2')}",
    "productId": f"Product_{known('product', 'A')}",
    "month": "2027-01-01",
    "quantity": 8,
    "dueOn": "2027-01-25",
}
KEPT = "select count(*) from target"


@pytest.fixture
async def hr(client, small):
    """HR of the small administration, on the last day of the year."""
    client.sign_in("hr")
    return client


@pytest.fixture
def targets():
    """Rows that go in, under a key of their own."""
    keys = iter(range(100))
    return lambda *rows: {"targets": list(rows), "idempotencyKey": f"t{next(keys)}"}


async def test_work_is_assigned_before_its_month(hr, targets, trail):
    (made,) = await hr.done(ASSIGN, input=targets(WORK))

    (found,) = (await hr.ask(TARGETS))["targets"]["nodes"]
    assert found == {
        "id": made,
        "month": "2027-01-01",
        "quantity": 8,
        "dueOn": "2027-01-25",
        "lateReason": None,
        "version": 1,
        "employee": {"code": "A2"},
        "product": {"code": "A"},
        "results": {"nodes": []},
    }
    assert await trail() == ["target.assigned"]


async def test_it_is_changed_at_its_version_with_a_reason(hr, targets, trail):
    await hr.done(ASSIGN, input=targets(WORK))
    more = {**WORK, "quantity": 9, "expectedVersion": 1}

    silent = await hr.problem(ASSIGN, input=targets(more))
    again = await hr.problem(ASSIGN, input=targets({**WORK, "reason": "Thêm việc"}))
    await hr.done(ASSIGN, input=targets({**more, "reason": "Thêm việc"}))

    assert (silent["code"], silent["field"]) == ("target_without_reason", "reason")
    assert (again["code"], again["field"]) == ("already_assigned", "expectedVersion")
    (found,) = (await hr.ask(TARGETS))["targets"]["nodes"]
    assert (found["quantity"], found["version"]) == (9, 2)
    assert await trail() == ["target.assigned", "target.changed"]


async def test_every_fault_of_every_row_is_told_and_nothing_is_written(hr, targets, owner, trail):
    rows = [
        {**WORK, "employeeId": f"Employee_{known('employee', 'nobody')}"},
        {**WORK, "productId": f"Product_{known('product', 'nothing')}"},
        {**WORK, "quantity": 0},
        {**WORK, "month": "2027-02-01", "dueOn": "2027-01-31"},
        {**WORK, "month": "2027-03-15", "dueOn": "2027-03-31"},
        {**WORK, "month": "2026-11-01"},
        {**WORK, "month": "2027-04-01", "dueOn": "2027-04-02", "expectedVersion": 3},
    ]

    told = await hr.problems(ASSIGN, input=targets(*rows))

    assert [(each["code"], each["row"], each["field"]) for each in told] == [
        ("employee_not_found", 0, "employeeId"),
        ("unknown_product", 1, "productId"),
        ("quantity_out_of_range", 2, "quantity"),
        ("due_before_the_month", 3, "dueOn"),
        ("not_the_first_day", 4, "month"),
        ("target_without_reason", 5, "reason"),
        ("month_confirmed", 5, "month"),
        ("stale_version", 6, "expectedVersion"),
    ]
    assert await owner.fetchval(KEPT) == 0
    assert await trail() == []


async def test_a_row_that_is_given_twice_or_does_not_suit_is_refused(hr, targets, owner):
    other = {**WORK, "productId": f"Product_{known('product', 'B')}"}

    told = await hr.problems(ASSIGN, input=targets(WORK, WORK, other))

    assert [(each["code"], each["row"]) for each in told] == [("given_twice", 1), ("kpi_does_not_suit", 2)]
    assert await owner.fetchval(KEPT) == 0


async def test_a_target_is_taken_back_while_no_result_stands_on_it(hr, targets, owner, trail):
    (made,) = await hr.done(ASSIGN, input=targets(WORK))
    put_back = "update target set month = $1::text::date, due_on = $1::text::date"

    await owner.execute(put_back, "2026-12-01")
    stands = await hr.problem(WITHDRAW, input={"id": made, "reason": "Nhầm", "idempotencyKey": "w1"})
    await owner.execute(put_back, "2027-01-01")
    gone = await hr.done(WITHDRAW, input={"id": made, "reason": "Nhầm", "idempotencyKey": "w2"})

    assert (stands["code"], gone) == ("target_in_use", {"code": "A2"})
    assert await owner.fetchval(KEPT) == 0
    assert await trail() == ["target.assigned", "target.withdrawn"]


async def test_whoever_only_reads_assigns_nothing(hr, targets, owner):
    hr.sign_in("commune_hr")

    told = await hr.problem(ASSIGN, input=targets(WORK))

    assert told["code"] == "forbidden"
    assert await owner.fetchval(KEPT) == 0


async def test_a_board_of_sixty_people_with_targets_results_and_scores_is_one_statement(
    client, owner, demo, monkeypatch, record_property
):
    client.sign_in("hr")
    await owner.execute(
        "insert into target select gen_random_uuid(), 1, employee_id, unit_id, position_id, product_id, month,"
        " assigned, month from kpi_result where month = '2026-12-01' and kind = 'assigned' and assigned > 0"
    )
    root = await owner.fetchval("select unit_id from unit_state where parent_id is null")
    await client.ask(BOARD, unit=f"Unit_{root}")
    asked, read = [], Database.read_json

    async def counted(self, actor, sql, *more):
        asked.append(sql)
        return await read(self, actor, sql, *more)

    monkeypatch.setattr(Database, "read_json", counted)

    before = perf_counter()
    people = (await client.ask(BOARD, unit=f"Unit_{root}"))["employees"]["nodes"]
    record_property("milliseconds", round((perf_counter() - before) * 1_000, 1))

    worked = [one for one in people if one["targets"]["nodes"]]
    assert len(people) == 60
    assert len(worked) > 40
    assert all(
        one["results"]["nodes"][0]["target"]["quantity"] > 0 for one in worked if one["results"]["nodes"]
    )
    assert len(asked) == 1
