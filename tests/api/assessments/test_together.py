"""proposeAssessments and confirmAssessments over GraphQL: a commune by two people, the exceptions by name."""

import pytest

from tests.given import known

pytestmark = pytest.mark.usefixtures("small")

BATCH = """
    batch {
      assessed unchanged reasons { code message law people }
      exceptions { totalCount nodes { employeeId employeeCode fullName assessmentId reason { code } } }
    }
    problems { code message path row law }
"""
PROPOSE = (
    f"mutation ($input: ProposeAssessmentsInput!) {{ done: proposeAssessments(input: $input) {{ {BATCH} }} }}"
)
CONFIRM = (
    f"mutation ($input: ConfirmAssessmentsInput!) {{ done: confirmAssessments(input: $input) {{ {BATCH} }} }}"
)
FOUND = {
    "unitPerformance": "ALL_COMPLETED",
    "executionCapability": "WITH_INITIATIVES",
    "teamCohesion": "UNITED",
}
STATES = """
    select e.code, a.state, a.score_hundredths from assessment a join employee e on e.id = a.employee_id
    where a.period = 'month' and a.period_start = '2026-03-01' order by e.code
"""


@pytest.fixture
def march():
    """March of the commune A: everybody gets 28 points, who leads what was found as well."""
    unit, leader = known("unit", "A"), known("employee", "A1")
    given = {"unitId": f"Unit_{unit}", "period": "MONTH", "periodStart": "2026-03-01"}
    marks = [{"employeeId": f"Employee_{leader}", "generalPointsHundredths": 3_000, **FOUND}]
    return given, {**given, "generalPointsHundredths": 2_800, "marks": marks, "idempotencyKey": "k1"}


@pytest.fixture
async def unassessed(owner):
    """Nobody is assessed for March."""
    await owner.execute(
        "set session_replication_role = replica;"
        "delete from assessment where period = 'month' and period_start = '2026-03-01';"
        "set session_replication_role = origin"
    )


async def test_a_commune_is_proposed_by_one_and_confirmed_by_another(client, owner, march, unassessed, trail):
    of, given = march
    client.sign_in("hr")
    proposed = await client.done(PROPOSE, input=given)
    client.sign_in("assessor")
    confirmed = await client.done(CONFIRM, input={**of, "idempotencyKey": "k2"})

    assert (proposed["assessed"], proposed["unchanged"], proposed["reasons"]) == (3, 0, [])
    assert (confirmed["assessed"], confirmed["exceptions"]["totalCount"]) == (3, 0)
    scores = [("A1", "confirmed", 10_000), ("A2", "confirmed", 9_800), ("A3", "confirmed", 8_400)]
    assert [tuple(row) for row in await owner.fetch(STATES)] == scores
    assert await trail() == [
        "assessments.proposed",
        "assessment_batch.proposed",
        "assessments.confirmed",
        "assessment_batch.confirmed",
    ]


async def test_who_is_left_out_is_named_in_the_readers_language(client, march, unassessed):
    _, given = march
    client.sign_in("hr")
    client.read_in("vi")

    proposed = await client.done(PROPOSE, input={**given, "marks": []})

    (reason,) = proposed["reasons"]
    assert (proposed["assessed"], reason["code"], reason["people"]) == (2, "LEADING", 1)
    assert reason["message"].startswith("Đây là vị trí lãnh đạo, quản lý")
    (left,) = proposed["exceptions"]["nodes"]
    assert (left["employeeCode"], left["fullName"], left["assessmentId"]) == ("A1", "Người A1", None)


async def test_the_same_key_answers_the_same_and_does_nothing_more(client, march, unassessed, trail):
    _, given = march
    client.sign_in("hr")
    first = await client.done(PROPOSE, input=given)

    assert await client.done(PROPOSE, input=given) == first
    assert await trail() == ["assessments.proposed", "assessment_batch.proposed"]


async def test_proposed_again_with_the_same_figures_everybody_stays_as_they_are(
    client, march, unassessed, owner
):
    _, given = march
    client.sign_in("hr")
    await client.done(PROPOSE, input=given)
    before = await owner.fetch("select * from assessment order by id")

    again = await client.done(PROPOSE, input={**given, "idempotencyKey": "k2"})

    assert (again["assessed"], again["unchanged"]) == (0, 3)
    assert await owner.fetch("select * from assessment order by id") == before


async def test_what_is_excepted_waits_with_the_reason(client, march, unassessed, owner):
    of, given = march
    client.sign_in("hr")
    await client.done(PROPOSE, input=given)
    waits = await owner.fetchval(
        "select id from assessment where employee_id = $1 and state = 'proposed'", known("employee", "A3")
    )
    withheld = [{"assessmentId": f"Assessment_{waits}", "reason": "Khiếu nại chưa giải quyết"}]
    client.sign_in("assessor")

    confirmed = await client.done(CONFIRM, input={**of, "exceptions": withheld, "idempotencyKey": "k2"})

    (reason,) = confirmed["reasons"]
    assert (confirmed["assessed"], reason["code"]) == (2, "WITHHELD")
    assert reason["message"].endswith("Khiếu nại chưa giải quyết")
    assert confirmed["exceptions"]["nodes"][0]["assessmentId"] == f"Assessment_{waits}"
    assert await owner.fetchval("select state from assessment where id = $1", waits) == "proposed"
    act = await owner.fetchval(
        "select after::json from audit_event where happened = 'assessment_batch.confirmed'"
    )
    assert f'"Assessment_{waits}":"Khiếu nại chưa giải quyết"' in act


async def test_every_mark_at_fault_is_told_by_its_place(client, march, unassessed, trail):
    _, given = march
    marks = [
        {"employeeId": f"Employee_{known('employee', 'A2')}", "generalPointsHundredths": 3_001},
        {"employeeId": f"Employee_{known('employee', 'A2')}", "generalPointsHundredths": 2_000},
        {"employeeId": f"Employee_{known('employee', 'A3')}", **FOUND},
        {"employeeId": f"Employee_{known('employee', 'B2')}", "generalPointsHundredths": 2_000},
    ]
    client.sign_in("hr")

    problems = await client.problems(PROPOSE, input={**given, "marks": marks})

    codes = ["general_points", "mark_twice", "leading", "employee_not_found"]
    assert [(each["code"], each["row"]) for each in problems] == list(zip(codes, range(4), strict=True))
    assert await trail() == []


async def test_an_exception_that_does_not_wait_is_told_by_its_place(client, march, unassessed, trail):
    of, given = march
    client.sign_in("hr")
    await client.done(PROPOSE, input=given)
    client.sign_in("assessor")
    stray = [{"assessmentId": f"Assessment_{known('unit', 'A')}", "reason": "Nhầm"}]

    problem = await client.problem(CONFIRM, input={**of, "exceptions": stray, "idempotencyKey": "k2"})

    assert (problem["code"], problem["row"]) == ("not_among_them", 0)
    assert await trail() == ["assessments.proposed", "assessment_batch.proposed"]


async def test_who_may_not_in_the_unit_changes_nothing(client, march, unassessed, trail):
    of, given = march
    client.sign_in("assessor")
    problem = await client.problem(PROPOSE, input=given)
    assert problem["code"] == "forbidden"
    client.sign_in("hr")
    problem = await client.problem(CONFIRM, input={**of, "idempotencyKey": "k2"})

    assert problem["code"] == "forbidden"
    assert await trail() == []
