"""The story of docs/how-to/first-run.md, replayed with exactly its documents."""

from typing import Any

import pytest

from tests.fixtures.client import Client
from tests.fixtures.stories.documents import FOLDER, documents

# Whoever moved within the year stands on the list of more than one fund: so many lines more than people.
MOVED = """
    with post as (
        select distinct on (o.employee_id, n) o.employee_id, o.position_id
        from occupancy o join generate_series(1, 12) n on o.effective_from <= make_date(2026, n, 1)
        order by o.employee_id, n, o.effective_from desc
    ), listed as (
        select distinct p.employee_id, (
            select c.ancestor_id from unit_closure c join unit_state s on s.unit_id = c.ancestor_id
            where c.unit_id = q.unit_id and s.holds_fund order by c.depth limit 1) as fund
        from post p join position q on q.id = p.position_id
    )
    select count(*) - count(distinct employee_id) from listed
"""
HR, FINANCE = "Phòng Tổ chức cán bộ", "Phòng Tài chính"


@pytest.fixture
async def told(client: Client) -> dict[str, Any]:
    """The answer of every document by its number, each sent by the one it names."""
    known: dict[str, str] = {}
    answers: dict[str, Any] = {}
    for document in documents():
        if document.signed_in:
            client.sign_in(document.signed_in)
        client.read_in(document.language)
        answers[document.name[:2]] = await client.ask(document.text, **document.given(known))
        known |= document.keeps(answers[document.name[:2]])
    return answers


async def test_the_first_run_goes_as_the_how_to_tells_it(told, owner):
    made, reviewed = told["03"]["createPayRun"], told["04"]["reviewPayRun"]
    approved, closed = told["07"]["approvePayRun"], told["12"]["closePayRun"]
    lines = 300 + await owner.fetchval(MOVED)

    assert [act["problems"] for act in (made, reviewed, approved, closed)] == [[]] * 4
    run = made["payRun"]
    assert told["01"]["about"]["mode"] == "development"
    assert (run["state"], run["version"], run["people"]) == ("COMPUTED", 1, 300)
    assert reviewed["payRun"]["state"] == "REVIEWED"
    assert reviewed["payRun"]["lines"]["totalCount"] == lines
    assert (approved["payRun"]["state"], approved["payRun"]["version"]) == ("APPROVED", 3)
    assert (closed["payRun"]["state"], closed["payRun"]["version"]) == ("CLOSED", 4)
    assert await owner.fetchval("select state from pay_run") == "closed"

    own, again = told["05"]["approvePayRun"], told["13"]["createPayRun"]
    assert (own["payRun"], again["payRun"]) == (None, None)
    assert [(one["code"], one["path"]) for one in own["problems"]] == [("OWN_PAY_RUN", ["input", "id"])]
    assert [(one["code"], one["path"]) for one in again["problems"]] == [
        ("YEAR_ALREADY_CLOSED", ["input", "unitId"])
    ]


async def test_finance_compares_sums_of_funds_units_and_classes_with_the_run(told, owner):
    total = told["03"]["createPayRun"]["payRun"]["total"]
    funds, run = told["06"]["bonusFunds"], told["06"]["node"]

    assert await owner.fetchval("select sum(amount_vnd) from bonus_fund") == int(total["amount"])
    assert funds["sums"]["amount"] == run["total"] == total
    assert funds["sums"]["funds"] == funds["totalCount"]
    assert int(funds["sums"]["spent"]["amount"]) == 0
    amounts = [int(fund["amount"]["amount"]) for fund in funds["nodes"]]
    assert amounts == sorted(amounts, reverse=True)
    sums, classes = run["lines"]["sums"], run["lines"]["byClass"]["nodes"]
    assert (sums["people"], sums["amount"]["amount"]) == (300, total["amount"])
    assert sum(int(each["amount"]["amount"]) for each in classes) == int(total["amount"])
    by_unit = {each["unit"]["code"]: each["amount"] for each in run["lines"]["byUnit"]["nodes"]}
    assert by_unit == {fund["unit"]["code"]: fund["amount"] for fund in funds["nodes"]}


async def test_who_may_approve_is_told_before_and_why_not(told):
    maker, finance = told["04"]["reviewPayRun"]["payRun"], told["06"]["node"]

    assert (maker["viewerCanApprove"]["allowed"], maker["viewerCanApprove"]["code"]) == (False, "OWN_PAY_RUN")
    refused = told["05"]["approvePayRun"]["problems"][0]
    assert maker["viewerCanApprove"]["reason"] == refused["message"]
    assert finance["viewerCanApprove"] == {"allowed": True, "code": None, "reason": None}
    assert (finance["viewerCanClose"]["allowed"], finance["viewerCanClose"]["code"]) == (
        False,
        "PAY_RUN_REVIEWED",
    )
    assert (finance["madeByOffice"], finance["reviewedByOffice"]) == (HR, HR)


async def test_an_employee_reads_from_the_amount_down_to_the_policy_goal_in_their_language(told):
    line = told["08"]["me"]["employee"]["payLines"]["nodes"][0]

    steps = {step["name"]: step for step in line["steps"]["nodes"]}
    assert steps["award_vnd"]["value"]["number"] == line["amount"]["amount"]
    assert steps["award_vnd"]["value"]["formatted"] == line["amount"]["formatted"]
    assert (
        steps["award_vnd"]["says"]
        == "Tiền thưởng: số tiền theo số phần, cộng một đồng cho các số dư lớn nhất đến khi chi hết quỹ"
    )
    assert steps["award_vnd"]["law"] == "Điều 4 Nghị định 161/2026/NĐ-CP"
    assert line["amount"]["formatted"].endswith("\u00a0₫")
    assert any(parameter["name"] == "fund_rate_bp" for parameter in steps["fund_vnd"]["parameters"])
    assert steps["class"]["value"]["option"] == line["class"]["code"]

    months = line["assessment"]["monthsScored"]["nodes"]
    assert len(months) == 12
    assert steps["score_hundredths"]["value"]["number"] == str(line["assessment"]["score"]["hundredths"])
    results = [result for month in months for result in month["results"]["nodes"]]
    assert results
    assert all(result["kpi"]["policyGoal"]["document"] for result in results)
    assert line["payRun"] == {"madeByOffice": HR, "reviewedByOffice": HR, "approvedByOffice": FINANCE}


async def test_legislative_staff_read_the_effect_and_no_person(told):
    nothing, changed = told["09"]["simulate"], told["10"]["simulate"]

    (same,) = nothing["scenarios"]
    assert same["reproduces"]
    assert nothing["root"] == same["root"] == told["03"]["createPayRun"]["payRun"]["linesRoot"]
    assert same["difference"]["amount"] == "0"
    for scenario in changed["scenarios"]:
        assert not scenario["reproduces"]
        assert scenario["difference"]["amount"] == "0"
        tables = [scenario[table] for table in ("byClass", "outcomes", "moves")]
        counts = [
            row[name]
            for table in [*tables, scenario["byUnit"]["nodes"]]
            for row in table
            for name in row
            if name.startswith(("people", "winners", "losers"))
        ]
        assert counts
        assert all(count is None or count == 0 or count >= changed["smallestGroup"] for count in counts)


async def test_the_auditor_finds_every_line_the_same_and_every_decision_told(told, owner):
    proof = told["11"]["reproduction"]

    lines = 300 + await owner.fetchval(MOVED)
    assert (proof["reproduced"], proof["same"], proof["lines"]) == (True, lines, lines)
    assert proof["storedRoot"] == proof["recomputedRoot"]
    kinds = [event["kind"] for event in told["11"]["auditEvents"]["nodes"]]
    decided = ["PAY_RUN_APPROVED", "PAY_RUN_COMPUTED", "PAY_RUN_REVIEWED"]
    # Who asked what of the run stands there too.
    assert sorted(kinds) == [*decided, *["SCENARIO_SIMULATED"] * 3]


def test_the_how_to_names_every_document_in_order():
    page = (FOLDER.parent / "first-run.md").read_text()

    places = [page.find(f"first-run/{document.name}.graphql") for document in documents()]
    assert -1 not in places
    assert places == sorted(places)
