"""What decides over the amounts of a run is told with its text: what a class counts, and what a unit may pay."""

DECIDES = """query ($run: ID!, $rules: [Int!]) { node(id: $run) { ... on PayRun {
  lines(filter: {rulesNumbers: $rules}) {
    sums { lines unpaid }
    byClass(first: 9) { nodes { class { code } lines unpaid countedBy { name law values { formatted } } } }
    byUnit(first: 9) { nodes {
      limit { parameters { name value { formatted } } values { formatted } } claims { values { formatted } }
    } }
  } } } }"""
CREATE = """mutation ($unit: ID!) {
  createPayRun(input: {unitId: $unit, period: {kind: EXTRA_INCOME, start: "2026-07-01"}, title: "Q3",
    idempotencyKey: "c"}) { payRun { id } problems { code } }
}"""


async def test_what_a_class_counts_and_what_a_unit_may_pay_is_told_with_its_text_and_how_many_get_nothing(
    client, commune
):
    client.sign_in("hr")
    run = await client.done(CREATE, unit=commune)

    lines = (await client.ask(DECIDES, run=run["id"]))["node"]["lines"]

    share = {"name": "class_share_bp", "law": "HCMC Decision 20/2024 art. 12"}
    assert lines["byClass"]["nodes"] == [
        {
            "class": {"code": "good"}, "lines": 3, "unpaid": 0,
            "countedBy": {**share, "values": [{"formatted": "80%"}] * 3},
        }
    ]  # fmt: skip
    (unit,) = lines["byUnit"]["nodes"]
    assert unit["limit"]["values"] == [{"formatted": "₫54,648,000"}] * 3
    assert unit["limit"]["parameters"] == [{"name": "fund_limit_bp", "value": {"formatted": "80%"}}]
    assert unit["claims"]["values"] == [{"formatted": "₫87,436,800"}] * 3
    assert lines["sums"] == {"lines": 3, "unpaid": 0}
    assert (await client.ask(DECIDES, run=run["id"], rules=[1]))["node"]["lines"]["sums"]["lines"] == 0
