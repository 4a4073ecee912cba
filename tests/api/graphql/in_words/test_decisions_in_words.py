"""What was decided wrongly is told in a sentence: of assessments, of ids, of runs in another state."""

from uuid import UUID

import pytest

from domain.clock import now
from domain.funds import service as funds
from domain.pay_runs import service

PROBLEM = "problems { code message path }"
PROPOSE = f"""mutation ($i: ProposeAssessmentInput!) {{
  proposeAssessment(input: $i) {{ assessment {{ id }} {PROBLEM} }}
}}"""
NOTHING = UUID(int=7)


def place(problem):
    """Code and path of a problem."""
    return problem["code"], ".".join(problem["path"])


@pytest.fixture
async def month(client, actor_named):
    """The employee's March, which is assessed already."""
    client.sign_in("hr")
    person = f"Employee_{(await actor_named('employee')).id}"
    given = {"employeeId": person, "period": "MONTH", "periodStart": "2026-03-01", "idempotencyKey": "p"}
    return {**given, "generalPointsHundredths": 2_500, "expectedVersion": 1}


@pytest.mark.parametrize(
    ("changed", "code", "path", "says"),
    [
        (
            {"expectedVersion": 7},
            "stale_version",
            "input.expectedVersion",
            "The assessment is at version 1, you sent 7: read it again.",
        ),
        (
            {"generalPointsHundredths": None},
            "general_points",
            "input.generalPointsHundredths",
            "A month takes 0 to 3000 hundredths of general points; none were sent.",
        ),
        (
            {"periodStart": "2026-03-15"},
            "not_the_first_day",
            "input.periodStart",
            "2026-03-15 does not begin a month: the one that it lies in begins on 2026-03-01.",
        ),
        (
            {"period": "QUARTER", "periodStart": "2026-03-01"},
            "not_the_first_day",
            "input.periodStart",
            "2026-03-01 does not begin a quarter: the one that it lies in begins on 2026-01-01.",
        ),
        (
            {"periodStart": "1990-03-01"},
            "not_in_post",
            "input.periodStart",
            "The person held no post on 1990-03-01, and a month is of the post held on its first day.",
        ),
        (
            {"period": "QUARTER", "periodStart": "1990-01-01"},
            "not_in_post",
            "input.periodStart",
            "The person held no post on the first day of any month of the quarter from 1990-01-01 on.",
        ),
    ],
)
async def test_what_is_wrong_with_an_assessment_is_told_in_a_sentence(
    client, month, trail, changed, code, path, says
):
    answer = await client.problem(PROPOSE, i=month | changed)

    assert answer == {"code": code, "path": path.split("."), "message": says}
    assert await trail() == []


@pytest.mark.parametrize("padded", [" {}", "{} ", "{}\t"])
async def test_an_id_with_blanks_around_it_is_none_for_reads_and_mutations(client, month, trail, padded):
    sent = padded.format(month["employeeId"])

    (read,) = await client.errors("query ($id: ID!) { node(id: $id) { id } }", id=sent)
    proposed = await client.problem(PROPOSE, i={**month, "employeeId": sent})

    assert read["extensions"] == {"code": "not_an_id", "path": "id"}
    assert place(proposed) == ("not_an_id", "input.employeeId")
    assert await trail() == []


async def test_an_id_of_a_grade_that_is_none_is_told_at_its_argument(client, month):
    document = f"""mutation {{
      withdrawGrade(input: {{id: "x", reason: "slip", idempotencyKey: "w"}}) {{ employee {{ id }} {PROBLEM} }}
    }}"""

    assert place(await client.problem(document)) == ("not_an_id", "input.id")


STEPS = (
    ("computed", "finance", "approvePayRun", "hr", "reviewPayRun"),
    ("reviewed", "finance", "closePayRun", "finance", "approvePayRun"),
    ("approved", "hr", "reviewPayRun", "finance", "closePayRun"),
    ("closed", "finance", "closePayRun", "", ""),
)
WAYS_OUT = {
    "computed": "The run is computed; this takes one that is reviewed. Review it first (reviewPayRun), or set it"
    " aside (discardPayRun).",
    "reviewed": "The run is reviewed; this takes one that is approved. Have somebody else approve it"
    " (approvePayRun), or set it aside (discardPayRun).",
    "approved": "The run is approved; this takes one that is computed. Close it (closePayRun), or ask for the"
    " withdrawal of its approval (askPayRunWithdrawal).",
    "closed": "The run is closed; this takes one that is approved. It changes no more: read it, or make a run for"
    " whoever is not paid yet (createPayRun).",
}


async def test_a_run_in_another_state_says_what_may_be_done_with_it(client, computed_run):
    version, said = 1, {}

    def step(who, field, state):
        reason = ', reason: "looked at"' if field in {"approvePayRun", "closePayRun"} else ""
        given = f'id: "PayRun_{computed_run}", version: {version}, idempotencyKey: "{field}{state}"{reason}'
        client.sign_in(who)
        return f"mutation {{ {field}(input: {{{given}}}) {{ payRun {{ version }} {PROBLEM} }} }}"

    for state, who, wrong, then, right in STEPS:
        refused = await client.problem(step(who, wrong, state))
        assert place(refused) == (f"pay_run_{state}", "input.id")
        said[state] = refused["message"]
        if right:
            version = (await client.done(step(then, right, state)))["version"]

    assert said == WAYS_OUT


async def test_a_run_over_a_unit_that_is_partly_closed_names_the_part(client, database, owner, hr, province):
    below = await owner.fetchrow(
        "select f.unit_id, u.code from bonus_fund f join unit u on u.id = f.unit_id order by u.code limit 1"
    )
    async with database.writing(hr) as session:
        made = await service.create(session, hr, below["unit_id"], 2026, "Of a part", now(), funds.check)
    await owner.execute("set session_replication_role = replica")
    await owner.execute(
        "update pay_run set state = 'closed', reviewed_by = $2, approved_by = $2, closed_by = $2"
        " where id = $1",
        made.id,
        NOTHING,
    )
    client.sign_in("hr")
    document = f"""mutation ($u: ID!) {{
      createPayRun(input: {{unitId: $u, year: 2026, title: "All", idempotencyKey: "c"}}) {{ payRun {{ id }} {PROBLEM} }}
    }}"""

    above = await client.problem(document, u=f"Unit_{province}")

    assert place(above) == ("year_already_closed", "input.unitId")
    assert above["message"] == (
        f"The 2026 bonus of {below['code']}, a unit below this one, was closed with PayRun_{made.id}."
        " Make a run over whoever is not paid yet (createPayRun with `onlyUnpaid`)."
    )
