"""The story of docs/how-to/first-run.md, replayed with exactly its documents."""

from typing import Any

import pytest

from tests.fixtures.client import Client
from tests.fixtures.story import FOLDER, documents

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


@pytest.fixture
async def told(client: Client) -> dict[str, Any]:
    """The answer of every document by its number, each sent by the one it names."""
    known: dict[str, str] = {}
    answers: dict[str, Any] = {}
    for document in documents():
        if document.signed_in:
            client.sign_in(document.signed_in)
        answers[document.name[:2]] = await client.ask(document.text, **document.given(known))
        known |= document.keeps(answers[document.name[:2]])
    return answers


async def test_the_first_run_goes_as_the_how_to_tells_it(told, owner):
    run, approved, closed = told["03"]["createPayRun"], told["07"]["approvePayRun"], told["12"]["closePayRun"]

    assert told["01"]["about"]["mode"] == "development"
    assert (run["state"], run["version"], run["people"]) == ("COMPUTED", 1, 300)
    assert told["04"]["reviewPayRun"]["state"] == "REVIEWED"
    assert told["04"]["reviewPayRun"]["lines"]["totalCount"] == 300 + await owner.fetchval(MOVED)
    assert (approved["state"], approved["version"]) == ("APPROVED", 3)
    assert (closed["state"], closed["version"]) == ("CLOSED", 4)
    assert await owner.fetchval("select state from pay_run") == "closed"

    assert told["05"]["approvePayRun"]["code"] == "own_pay_run"
    assert told["13"]["createPayRun"]["code"] == "year_already_closed"

    funds = told["06"]["bonusFunds"]
    assert funds["totalCount"] == len(funds["nodes"])
    assert sum(int(fund["amount"]["amount"]) for fund in funds["nodes"]) == int(run["total"]["amount"])


async def test_an_employee_reads_from_the_amount_down_to_the_policy_goal(told):
    line = told["08"]["me"]["employee"]["payLines"]["nodes"][0]

    steps = {step["name"]: step for step in line["steps"]}
    assert steps["award_vnd"]["value"] == line["amount"]["amount"]
    assert "Decree 161/2026 art. 4" in steps["award_vnd"]["law"]
    assert any(parameter["name"] == "fund_rate_bp" for parameter in steps["fund_vnd"]["parameters"])
    assert steps["class"]["value"] == line["class"]["code"]

    months = line["assessment"]["monthsScored"]
    assert len(months) == 12
    assert steps["score_hundredths"]["value"] == line["assessment"]["score"]["hundredths"]
    results = [result for month in months for result in month["results"]["nodes"]]
    assert results
    assert all(result["kpi"]["policyGoal"]["document"] for result in results)


async def test_legislative_staff_read_the_effect_and_no_person(told):
    nothing, changed = told["09"]["simulate"], told["10"]["simulate"]

    (same,) = nothing["scenarios"]
    assert same["reproduces"]
    assert nothing["root"] == same["root"] == told["03"]["createPayRun"]["linesRoot"]
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
    happened = [event["happened"] for event in told["11"]["auditEvents"]["nodes"]]
    decided = ["pay_run.approved", "pay_run.computed", "pay_run.reviewed"]
    # Who asked what of the run stands there too.
    assert sorted(happened) == [*decided, *["scenario.simulated"] * 3]


def test_the_how_to_names_every_document_in_order():
    page = (FOLDER.parent / "first-run.md").read_text()

    places = [page.find(f"first-run/{document.name}.graphql") for document in documents()]
    assert -1 not in places
    assert places == sorted(places)
