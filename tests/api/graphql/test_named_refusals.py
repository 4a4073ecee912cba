"""What a rule of the database would refuse is refused by name before: nobody reads the generic `rule_broken`."""

import pytest

PROBLEM = "problems { code }"
PROPOSE = f"""mutation ($i: ProposeAssessmentInput!) {{
  done: proposeAssessment(input: $i) {{ assessment {{ id }} {PROBLEM} }}
}}"""
RECORD = f"""mutation ($i: RecordResultsInput!) {{
  done: recordResults(input: $i) {{ ids {PROBLEM} }}
}}"""
GRANT = f"""mutation ($i: GrantRightInput!) {{
  done: grantRight(input: $i) {{ __typename {PROBLEM} }}
}}"""
REQUEST = GRANT.replace("grantRight", "requestRight").replace("GrantRight", "RequestRight")
MOST = 2**31 - 1
# What tells a client nothing, or is a fault of the document of this test.
NAMELESS = {"", "rule_broken", "not_possible_now", "internal", "invalid_document"}


@pytest.fixture
async def answer(client, owner):
    """The code of what a mutation answers with, and whether the trail stayed as it was."""

    async def ask(document, given):
        events = await owner.fetchval("select count(*) from audit_event")
        sent = await client.send(document, i=given | {"idempotencyKey": "n"})
        assert await owner.fetchval("select count(*) from audit_event") == events
        if "errors" in sent:
            return sent["errors"][0]["extensions"]["code"]
        return next((problem["code"] for problem in sent["data"]["done"]["problems"]), "")

    return ask


@pytest.fixture
async def result(owner):
    """A recorded result of a month that nobody confirmed, as its input."""
    row = await owner.fetchrow(
        "select * from kpi_result r where kind = 'assigned' and not exists (select from assessment a"
        " where a.employee_id = r.employee_id and a.period_start = r.month and a.state = 'confirmed') limit 1"
    ) or await owner.fetchrow("select * from kpi_result where kind = 'assigned' limit 1")
    return {
        "employeeId": f"Employee_{row['employee_id']}",
        "productId": f"Product_{row['product_id']}",
        "month": str(row["month"]),
        "assigned": 2,
        "completed": 2,
        "sourceSystem": "test",
        "expectedVersion": row["version"],
    }


@pytest.mark.parametrize(
    "edge",
    [
        {"assigned": -1}, {"completed": -1}, {"qualityFailures": -1}, {"delays": -1}, {"completed": 3},
        {"assigned": MOST, "completed": MOST}, {"qualityFailures": MOST}, {"delays": MOST},
        {"kind": "AD_HOC"}, {"kind": "TAKEN_OVER", "assigned": 1}, {"kind": "HANDED_OVER", "completed": 9},
        {"month": "2026-02-02"}, {"expectedVersion": MOST}, {"expectedVersion": -1},
    ],
)  # fmt: skip
async def test_a_result_at_an_edge_is_refused_by_name(client, answer, result, edge):
    client.sign_in("hr")

    assert await answer(RECORD, {"results": [result | edge]}) not in NAMELESS


@pytest.mark.parametrize(
    "edge",
    [
        {"generalPointsHundredths": 3_001}, {"generalPointsHundredths": -1}, {"generalPointsHundredths": MOST},
        {"generalPointsHundredths": None}, {"executionCapability": "POOR"}, {"unitPerformance": "FULL"},
        {"period": "YEAR"},
        {"periodStart": "2026-03-02"}, {"expectedVersion": -1}, {"expectedVersion": MOST},
    ],
)  # fmt: skip
async def test_an_assessment_at_an_edge_is_refused_by_name(client, answer, result, edge):
    client.sign_in("hr")
    given = {"employeeId": result["employeeId"], "period": "MONTH", "periodStart": result["month"]}

    code = await answer(PROPOSE, given | {"generalPointsHundredths": 2_500} | edge)

    assert code not in NAMELESS


@pytest.mark.parametrize("document", [GRANT, REQUEST])
@pytest.mark.parametrize(
    "edge",
    [
        {"effectiveUntil": "2026-12-31"}, {"effectiveUntil": "2026-12-30"}, {"passesOn": ["PAY_RUN_READ"]},
        {"verb": "ACCESS_GRANT", "passesOn": ["NO_VERB"]}, {"verb": ""},
        {"effectiveFrom": "2020-01-01"},
    ],
)  # fmt: skip
async def test_a_right_at_an_edge_is_refused_by_name(client, owner, answer, province, document, edge):
    client.sign_in("admin")
    account = await owner.fetchval("select id from account where subject = 'demo|auditor'")
    right = {
        "accountId": f"Account_{account}", "verb": "PAY_RUN_READ", "unitId": f"Unit_{province}",
        "effectiveFrom": "2026-12-31", "reason": "x",
    }  # fmt: skip

    assert await answer(document, right | edge) not in NAMELESS
