"""Scenarios side by side over GraphQL: one answer in the order of the request, in pages and orders, or a refusal."""

import pytest

from domain.scenarios.disclosure import SMALLEST_GROUP

SIMULATE = """query ($run: ID!, $scenarios: [ScenarioInput!]!) {
  simulate(baseline: $run, scenarios: $scenarios) {
    root baseline { amount currency formatted } smallestGroup
    scenarios { reproduces root hidden scenario { amount } difference { amount formatted }
      byClass { class { code label rank } hidden } byUnit { totalCount nodes { unitCode hidden } } }
  }
}"""
PAGES = """query ($run: ID!, $scenarios: [ScenarioInput!]!, $first: Int, $after: String, $orderBy: UnitEffectOrder) {
  simulate(baseline: $run, scenarios: $scenarios) { scenarios {
    byUnit(first: $first, after: $after, orderBy: $orderBy) {
      totalCount nodes { unitCode scenario { amount } difference { amount } hidden }
      edges { cursor } pageInfo { hasNextPage hasPreviousPage endCursor } } } }
}"""
EXCELLENT = [{"model": "vn.bonus_fund_2026", "parameter": "excellent_coefficient_hundredths", "value": "120"}]
SALARY = [{"model": "vn.grade_pay", "parameter": "base_salary_vnd", "value": "2600000"}]
FAULT = [*EXCELLENT, {"model": "vn.classes_2026", "parameter": "quota_bp", "value": "9000"}]
QUESTIONS = "select count(*) from asked_scenario"


@pytest.fixture
def ask(client, computed_run):
    """Sends a document as a legislator over a computed run."""
    client.sign_in("legislator")

    async def sent(document, *scenarios, **given):
        wanted = [{"changes": changes} for changes in scenarios]
        answer = await client.ask(document, run=f"PayRun_{computed_run}", scenarios=wanted, **given)
        return answer["simulate"]

    return sent


async def test_what_is_of_the_run_stands_once_and_scenarios_in_the_order_of_the_request(
    ask, owner, computed_run
):
    run = await owner.fetchrow("select total_vnd, lines_root from pay_run where id = $1", computed_run)

    told = await ask(SIMULATE, SALARY, [], SALARY)

    assert (told["root"], told["baseline"]["amount"]) == (run["lines_root"], str(run["total_vnd"]))
    assert told["baseline"]["currency"] == "VND"
    assert told["baseline"]["formatted"] == f"₫{run['total_vnd']:,}"
    assert told["smallestGroup"] == SMALLEST_GROUP
    changed, same, again = told["scenarios"]
    assert (same["reproduces"], same["root"], same["difference"]) == (
        True, run["lines_root"], {"amount": "0", "formatted": "₫0"},
    )  # fmt: skip
    assert (changed["reproduces"], changed["root"]) == (False, None)
    assert int(changed["difference"]["amount"]) == int(changed["scenario"]["amount"]) - run["total_vnd"] > 0
    assert again == changed
    assert await owner.fetchval(QUESTIONS) == 1
    assert [row["class"] for row in same["byClass"]][:2] == [
        {"code": "excellent", "label": "Work completed excellently", "rank": 1},
        {"code": "good", "label": "Work completed well", "rank": 2},
    ]


async def test_a_fault_of_the_second_is_told_with_its_place_and_nothing_is_answered(
    client, computed_run, owner, trail
):
    client.sign_in("legislator")
    scenarios = [{"changes": changes} for changes in (EXCELLENT, FAULT, SALARY)]
    before = await trail()

    (error,) = await client.errors(SIMULATE, run=f"PayRun_{computed_run}", scenarios=scenarios)

    assert error["extensions"]["code"] == "outside_legal_range"
    assert error["extensions"]["path"] == "scenarios.1.changes.1.value"
    assert await owner.fetchval(QUESTIONS) == 0
    assert await trail() == before


async def test_four_scenarios_are_refused(client, computed_run, owner):
    client.sign_in("legislator")
    scenarios = [{"changes": EXCELLENT}] * 4

    (error,) = await client.errors(SIMULATE, run=f"PayRun_{computed_run}", scenarios=scenarios)

    assert error["extensions"] == {"code": "scenarios_number", "path": "scenarios"}
    assert "one to 3 scenarios" in error["message"]
    assert await owner.fetchval(QUESTIONS) == 0


@pytest.mark.parametrize("field", ["CODE", "COST", "DIFFERENCE"])
@pytest.mark.parametrize("direction", ["ASC", "DESC"])
async def test_pages_of_units_give_each_once_in_their_order(ask, owner, field, direction):
    order = {"field": field, "direction": direction}
    (whole,) = (await ask(PAGES, SALARY, first=100, orderBy=order))["scenarios"]
    nodes = whole["byUnit"]["nodes"]
    assert whole["byUnit"]["totalCount"] == len(nodes) > 3

    paged, after = [], None
    while True:
        (told,) = (await ask(PAGES, SALARY, first=3, after=after, orderBy=order))["scenarios"]
        page = told["byUnit"]
        assert page["pageInfo"]["hasPreviousPage"] == (after is not None)
        paged += page["nodes"]
        after = page["pageInfo"]["endCursor"]
        if not page["pageInfo"]["hasNextPage"]:
            break

    assert paged == nodes
    shown = [node for node in nodes if node["hidden"] is None]
    assert shown
    if field != "CODE":
        name = {"COST": "scenario", "DIFFERENCE": "difference"}[field]
        amounts = [int(node[name]["amount"]) for node in shown]
        assert amounts == sorted(amounts, reverse=direction == "DESC")
        # whatever is hidden has no place among the others
        assert [node["hidden"] is None for node in nodes] == [True] * len(shown) + [False] * (
            len(nodes) - len(shown)
        )
    # pages of one question are one question
    assert await owner.fetchval(QUESTIONS) == 1


async def test_a_cursor_of_another_order_is_refused_at_the_list(client, computed_run, ask):
    (first,) = (await ask(PAGES, SALARY, first=1, orderBy={"field": "COST", "direction": "ASC"}))["scenarios"]
    cursor = first["byUnit"]["pageInfo"]["endCursor"]

    (error,) = await client.errors(
        PAGES,
        run=f"PayRun_{computed_run}",
        scenarios=[{"changes": SALARY}],
        after=cursor,
        orderBy={"field": "COST", "direction": "DESC"},
    )

    assert error["extensions"]["code"] == "not_a_cursor"
    assert error["path"] == ["simulate", "scenarios", 0, "byUnit"]


async def test_amounts_are_written_as_the_reader_writes_them(client, ask):
    client.http.headers["accept-language"] = "vi"

    told = await ask(SIMULATE, SALARY)

    in_digits = f"{int(told['baseline']['amount']):,}".replace(",", ".")
    assert told["baseline"]["formatted"] == f"{in_digits}\N{NO-BREAK SPACE}₫"
    (scenario,) = told["scenarios"]
    assert scenario["difference"]["formatted"].endswith("\N{NO-BREAK SPACE}₫")
