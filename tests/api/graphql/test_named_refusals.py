"""What a rule of the database would refuse is refused by name before: nobody reads the generic `rule_broken`."""

import pytest

PROBLEM = "... on Problem { code }"
PROPOSE = f"""mutation ($i: ProposeAssessmentInput!) {{
  done: proposeAssessment(input: $i, idempotencyKey: "n") {{ __typename {PROBLEM} }}
}}"""
RECORD = f"""mutation ($i: [ResultInput!]!) {{
  done: recordResults(input: $i, idempotencyKey: "n") {{ __typename {PROBLEM} }}
}}"""
GRANT = f"""mutation ($i: RightInput!) {{
  done: grantRight(input: $i, idempotencyKey: "n") {{ __typename {PROBLEM} }}
}}"""
REQUEST = GRANT.replace("grantRight", "requestRight")
MOST = 2**31 - 1


@pytest.fixture
async def answer(client, owner):
    """The code of what a mutation answers with, and whether the trail stayed as it was."""

    async def ask(document, given):
        events = await owner.fetchval("select count(*) from audit_event")
        sent = await client.send(document, i=given)
        assert await owner.fetchval("select count(*) from audit_event") == events
        if "errors" in sent:
            return sent["errors"][0]["extensions"]["code"]
        return sent["data"]["done"].get("code", "")

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

    assert await answer(RECORD, [result | edge]) not in ("", "rule_broken", "not_possible_now", "internal")


@pytest.mark.parametrize(
    "edge",
    [
        {"generalPoints": {"hundredths": 3_001}}, {"generalPointsHundredths": -1},
        {"generalPoints": {"hundredths": MOST}},
        {"generalPoints": {"hundredths": None}}, {"organising": "POOR"}, {"fieldResult": "FULL"}, {"period": "YEAR"},
        {"periodStart": "2026-03-02"}, {"expectedVersion": -1}, {"expectedVersion": MOST},
    ],
)  # fmt: skip
async def test_an_assessment_at_an_edge_is_refused_by_name(client, answer, result, edge):
    client.sign_in("hr")
    given = {"employeeId": result["employeeId"], "period": "MONTH", "periodStart": result["month"]}

    code = await answer(PROPOSE, given | {"generalPoints": {"hundredths": 2_500}} | edge)

    assert code not in ("", "rule_broken", "not_possible_now", "internal")


@pytest.mark.parametrize("document", [GRANT, REQUEST])
@pytest.mark.parametrize(
    "edge",
    [
        {"effectiveUntil": "2026-12-31"}, {"effectiveUntil": "2026-12-30"}, {"passesOn": ["pay_run.read"]},
        {"verb": "access.grant", "passesOn": ["no.verb"]}, {"verb": ""},
        {"effectiveFrom": "2020-01-01"},
    ],
)  # fmt: skip
async def test_a_right_at_an_edge_is_refused_by_name(client, owner, answer, province, document, edge):
    client.sign_in("admin")
    account = await owner.fetchval("select id from account where subject = 'demo|auditor'")
    right = {
        "accountId": f"Account_{account}", "verb": "pay_run.read", "unitId": f"Unit_{province}",
        "effectiveFrom": "2026-12-31", "reason": "x",
    }  # fmt: skip

    assert await answer(document, right | edge) not in ("", "rule_broken", "not_possible_now", "internal")
