"""The extra income of a quarter in Ho Chi Minh City, from its regulation to the article, over GraphQL.

In commune A of the small administration one leads and two settle files, all at step 3 of grade A1; the third completes
eight of ten. Worked by hand, at the base salary of 2,530,000 dong from 1 July 2026:

- Pay of a month: 3.00 x 2530000 = 7590000, and (3.00 + 0.60) x 2530000 = 9108000 for whoever leads.
- Scores: 100.00, 100.00 and 30 + 70 x (80 + 80 + 80) / 300 = 86.00. Nobody is excellent, since a fifth of three is no
  place, so that all are good: 80 % of the factor 1.5, claims of 9108000 and 10929600 a month.
- The claims of the quarter, 3 x (10929600 + 2 x 9108000) = 87436800, are more than 0.8 x the basic salary fund,
  0.8 x 9 x 7590000 = 54648000: all are cut alike, by 54648000 / 87436800 = 0.625, to 6831000 and 5692500 a month.
"""

import hashlib
from datetime import date

import orjson

from tests.given import known, people

PROBLEMS = "problems { code message path }"
RUN = f"payRun {{ id version state kind period periodStart year people total {{ amount }} }} {PROBLEMS}"
CREATE = f"""mutation ($unit: ID!, $period: PayPeriodInput, $year: Int, $key: String!) {{
  createPayRun(input: {{unitId: $unit, year: $year, period: $period, title: "Q3", idempotencyKey: $key}}) {{
    {RUN}
  }}
}}"""
DECIDE = """mutation ($id: ID!, $version: Int!, $key: String!) {
  %sPayRun(input: {id: $id, version: $version, %s idempotencyKey: $key}) { %s }
}"""
LINES = """query ($run: ID!) {
  payLines(first: 10, filter: {payRunIds: [$run]}) {
    nodes { class { code } amount { amount } unit { code } employee { code } }
  }
}"""
AGAIN = "query ($run: ID!) { reproduction(payRunId: $run) { sameValues sameRules lines same } }"
EXPLAIN = """query ($run: ID!, $employee: ID!) {
  payLines(first: 1, filter: {payRunIds: [$run], employeeIds: [$employee]}) {
    nodes { amount { amount } steps(first: 100) {
      nodes { modelId name says law value { number option money { amount } } values { number option } } } }
  }
}"""
QUARTER = {"kind": "EXTRA_INCOME", "start": "2026-07-01"}


async def made(client, unit, key="c", **what):
    """A computed run, by HR."""
    client.sign_in("hr")
    return await client.done(CREATE, unit=unit, key=key, **what)


async def not_made(client, unit, key="c", **what):
    """Why HR makes no run."""
    client.sign_in("hr")
    return await client.problem(CREATE, unit=unit, key=key, **what)


def decision(client, run, step):
    """The document of a decision and its variables: HR reviews, finance approves and closes."""
    client.sign_in("hr" if step == "review" else "finance")
    reason = 'reason: "As resolved",' if step in {"approve", "close"} else ""
    given = {"id": run["id"], "version": run["version"], "key": step + run["id"]}
    return DECIDE % (step, reason, RUN), given


async def decided(client, run, *steps):
    """The run after some decisions."""
    for step in steps:
        document, given = decision(client, run, step)
        run = await client.done(document, **given)
    return run


async def test_a_quarter_is_made_reviewed_approved_and_closed_and_pays_what_is_worked_out_by_hand(
    client, commune, trail
):
    run = await made(client, commune, period=QUARTER)

    closed = await decided(client, run, "review", "approve", "close")

    assert closed == {
        "id": run["id"], "version": 4, "state": "CLOSED", "kind": "EXTRA_INCOME", "period": "QUARTER",
        "periodStart": "2026-07-01", "year": 2026, "people": 3, "total": {"amount": "54648000"},
    }  # fmt: skip
    lines = (await client.ask(LINES, run=run["id"]))["payLines"]["nodes"]
    assert sorted(
        (line["employee"]["code"], line["class"]["code"], line["amount"]["amount"]) for line in lines
    ) == [("A1", "good", "20493000"), ("A2", "good", "17077500"), ("A3", "good", "17077500")]
    again = (await client.ask(AGAIN, run=run["id"]))["reproduction"]
    assert again == {"sameValues": True, "sameRules": True, "lines": 3, "same": 3}
    decided_on = ["pay_run.computed", "pay_run.reviewed", "pay_run.approved", "pay_run.closed"]
    assert (await trail())[-4:] == decided_on


async def test_whoever_is_paid_reads_their_quarter_down_to_the_article(client, commune):
    run = await decided(client, await made(client, commune, period=QUARTER), "review", "approve", "close")
    client.sign_in("employee")

    answer = await client.ask(EXPLAIN, run=run["id"], employee=f"Employee_{known('employee', 'A2')}")

    (told,) = answer["payLines"]["nodes"]
    last = told["steps"]["nodes"][-1]
    assert told["amount"]["amount"] == "17077500"
    assert last == {
        "modelId": "vn.extra_income_hcmc",
        "name": "extra_income_vnd",
        "says": "Extra income paid for the quarter",
        "law": "HCMC Resolution 08/2023 art. 3; from 1 July 2025 Resolution 27/2025 art. 3",
        "value": {"number": "17077500", "option": None, "money": {"amount": "17077500"}},
        "values": [],
    }
    steps = {(step["modelId"], step["name"]): step["value"] for step in told["steps"]["nodes"]}
    assert steps["vn.kpi_score_2026", "score_hundredths"] == {
        "number": "10000",
        "option": None,
        "money": None,
    }
    assert steps["vn.classes_2026", "class"] == {"number": None, "option": "good", "money": None}
    assert steps["vn.grade_pay", "salary_year_vnd"]["money"] == {"amount": "22770000"}
    assert steps["vn.extra_income_hcmc", "months"]["number"] == "3"


async def test_each_month_of_the_quarter_is_explained_beside_its_law_and_the_choice_in_it(client, commune):
    """A2, in the middle of nine months of three people: nothing is left of any share, so that numbers decide places."""
    run = await made(client, commune, period=QUARTER)

    document = EXPLAIN.replace("law value", "law choice stage value")
    answered = await client.ask(document, run=run["id"], employee=f"Employee_{known('employee', 'A2')}")

    steps = answered["payLines"]["nodes"][0]["steps"]["nodes"]
    months = {step["name"]: step for step in steps if step["stage"] == "month"}
    values = {name: [each["number"] for each in step["values"]] for name, step in months.items()}
    assert values == {
        "quarter": ["20263"] * 3,
        "base_salary_vnd": ["2530000"] * 3,
        "pay_vnd": ["7590000"] * 3,
        "class_share_bp": ["8000"] * 3,
        "claim_vnd": ["9108000"] * 3,
        "claims_vnd": ["87436800"] * 3,
        "limit_vnd": ["54648000"] * 3,
        "paid_by_fund_vnd": ["54648000"] * 3,
        "share_vnd": ["5692500"] * 3,
        "remainder": ["0"] * 3,
        "remainder_place": ["4", "5", "6"],
        "left_vnd": ["0"] * 3,
        "extra_income_vnd": ["5692500"] * 3,
    }
    assert {step["value"] for step in months.values()} == {None}
    assert {key: months["class_share_bp"][key] for key in ("modelId", "says", "law")} == {
        "modelId": "vn.extra_income_hcmc",
        "says": "Share for the class; only good and excellent are paid",
        "law": "HCMC Decision 20/2024 art. 12",
    }
    assert months["share_vnd"]["choice"] == "a fund over its limit cuts all claims alike"
    assert (steps[-1]["stage"], steps[-1]["value"]["number"], steps[-1]["values"]) == (
        "quarter",
        "17077500",
        [],
    )


async def test_a_quarter_bars_no_year_and_a_year_no_quarter(client, commune, owner):
    quarter = await decided(client, await made(client, commune, "q", period=QUARTER), "review", "approve")
    year = await decided(client, await made(client, commune, "y", year=2026), "review", "approve", "close")
    quarter = await decided(client, quarter, "close")

    assert (quarter["state"], year["state"], year["kind"]) == ("CLOSED", "CLOSED", "BONUS")
    paid = "select kind, period, period_start::text, count(*) from paid_period group by 1, 2, 3 order by 1"
    assert [tuple(row) for row in await owner.fetch(paid)] == [
        ("bonus", "year", "2026-01-01", 3),
        ("extra_income", "quarter", "2026-07-01", 3),
    ]
    spent = await owner.fetchval("select sum(spent_vnd) from bonus_fund")
    assert str(spent) == year["total"]["amount"]


async def test_nobody_is_paid_twice_for_a_quarter(client, commune, owner):
    first, second = [await made(client, commune, key, period=QUARTER) for key in "ab"]
    second = await decided(client, second, "review")
    await decided(client, first, "review", "approve")

    document, given = decision(client, second, "approve")
    refused = await client.problem(document, **given)

    assert (refused["code"], refused["path"]) == ("already_paid", ["input", "id"])
    assert "are paid for 2026-Q3 by" in refused["message"]
    assert await owner.fetchval("select count(*) from paid_period") == 3


async def test_a_closed_quarter_is_not_made_again_and_the_next_one_is(client, commune):
    await decided(client, await made(client, commune, period=QUARTER), "review", "approve", "close")

    again = await not_made(client, commune, "again", period=QUARTER)
    following = await made(client, commune, "next", period=QUARTER | {"start": "2026-10-01"})

    assert (again["code"], again["path"]) == ("year_already_closed", ["input", "unitId"])
    assert again["message"].startswith("The 2026-Q3 extra income of this unit was closed")
    assert (following["state"], following["periodStart"]) == ("COMPUTED", "2026-10-01")


async def test_a_month_that_is_not_confirmed_makes_no_quarter(client, commune, owner):
    await owner.execute(
        "update assessment set state = 'proposed', confirmed_by = null, confirmed_at = null"
        " where period = 'month' and period_start = '2026-08-01' and employee_id = $1",
        known("employee", "A3"),
    )

    refused = await not_made(client, commune, period=QUARTER)

    assert (refused["code"], refused["path"]) == ("months_not_confirmed", ["input", "unitId"])
    assert "A3 in 2026-08" in refused["message"]
    assert await owner.fetchval("select count(*) from pay_run") == 0


async def test_the_runs_of_a_unit_are_of_all_kinds_or_of_one(client, commune):
    await made(client, commune, "q", period=QUARTER)
    await made(client, commune, "y", year=2026)
    document = """query ($id: ID!, $kinds: [PayRunKind!]) {
      node(id: $id) { ... on Unit { payRuns(first: 5, filter: {kinds: $kinds}) { totalCount nodes { kind } } } }
    }"""

    asked = (None, ["EXTRA_INCOME"], ["BONUS", "EXTRA_INCOME"], [])
    found = [(await client.ask(document, id=commune, kinds=kinds))["node"]["payRuns"] for kinds in asked]

    assert [(each["totalCount"], [run["kind"] for run in each["nodes"]]) for each in found] == [
        (2, ["BONUS", "EXTRA_INCOME"]), (1, ["EXTRA_INCOME"]), (2, ["BONUS", "EXTRA_INCOME"]), (0, []),
    ]  # fmt: skip


async def test_a_key_of_a_run_of_before_there_were_kinds_answers_the_same_run(client, small, owner):
    unit = f"Unit_{known('unit', 'A')}"
    run = await made(client, unit, year=2026)
    of_before = orjson.dumps({"title": "Q3", "unit_id": unit, "year": 2026})

    assert await owner.fetchval("select input_hash from answered_request where key = 'c'") == (
        hashlib.sha256(of_before).hexdigest()
    )
    assert await made(client, unit, year=2026, period=None) == run


async def test_a_quarter_follows_no_regulation_that_names_the_bonus_alone(client, small, owner):
    refused = await not_made(client, f"Unit_{known('unit', 'A')}", period=QUARTER)

    assert (refused["code"], refused["path"]) == ("unit_without_regulation", ["input", "unitId"])
    assert await owner.fetchval("select count(*) from pay_run") == 0


async def test_who_moved_within_a_quarter_is_paid_by_each_unit_for_its_months_by_the_class_of_the_quarter(
    client, commune, given
):
    """A2 works in commune A in July and in commune B from August on; shares in twelfths of 9108000 a month.

    A: 7 months x 7590000 x 0.8 = 42504000 for claims of 3 x 1.2 + 3 + 1 = 7.6; B: 11 x 7590000 x 0.8 = 66792000 for
    3 x 1.2 + 3 + 3 + 2 = 11.6. Of the dong that no share holds, five in A and one in B, the largest remainders get one.
    """
    async with given() as session:
        await people.moved(session, "A2", known("unit", "B"), known("position", "B-C"), date(2026, 8, 1))

    run = await made(client, f"Unit_{known('unit', 'T')}", period=QUARTER)

    lines = (await client.ask(LINES, run=run["id"]))["payLines"]["nodes"]
    assert sorted(
        (line["unit"]["code"], line["employee"]["code"], line["class"]["code"], line["amount"]["amount"])
        for line in lines
    ) == [
        ("A", "A1", "good", "20133474"),
        ("A", "A2", "elsewhere", "5592632"),
        ("A", "A3", "good", "16777894"),
        ("B", "A2", "good", "11515862"),
        ("B", "B1", "good", "20728552"),
        ("B", "B2", "good", "17273793"),
        ("B", "B3", "good", "17273793"),
    ]
    assert (run["people"], run["total"]["amount"]) == (6, str(42_504_000 + 66_792_000))
