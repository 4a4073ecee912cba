"""From a line of pay back to the work, the KPI, the position and the goal, in one request."""

import orjson

WAY_BACK = """
query ($run: ID!, $employee: ID!) {
  payLines(first: 1, filter: {payRunIds: [$run], employeeIds: [$employee]}) {
    nodes {
      class { code }
      amount { amount }
      employee { code payLines { totalCount } }
      payRun { total { amount } people state madeById rules { nodes { number regulation { title } } } }
      assessment {
        score { hundredths }
        monthsScored { nodes { periodStart period } }
        results(first: 1) {
          totalCount
          nodes {
            assessment { periodStart }
            month
            product { code kpi { code } }
            kpi { code policyGoal { code document } positions { totalCount } }
            position { code kpis { nodes { code } } }
          }
        }
      }
      steps(first: 100) { nodes { ordinal name says law agreement choice value { number option money { amount } } } }
    }
  }
}
"""


async def test_a_line_leads_back_to_the_goal_it_served(client, owner, make_run):
    run = await make_run()
    line = await owner.fetchrow(
        "select * from pay_line where pay_run_id = $1 and assessment_id is not null and amount_vnd > 0"
        " order by employee_id limit 1",
        run.id,
    )
    client.sign_in("hr")

    answer = await client.ask(WAY_BACK, run=f"PayRun_{run.id}", employee=f"Employee_{line['employee_id']}")

    (read,) = answer["payLines"]["nodes"]
    (result,) = read["assessment"]["results"]["nodes"]
    assert read["amount"]["amount"] == str(line["amount_vnd"])
    assert read["payRun"]["total"]["amount"] == str(run.total_vnd)
    assert read["payRun"]["people"] == run.people
    assert read["employee"]["payLines"] == {"totalCount": 1}
    assert 1 <= len(read["assessment"]["monthsScored"]["nodes"]) <= 12
    assert {month["period"] for month in read["assessment"]["monthsScored"]["nodes"]} == {"MONTH"}
    assert result["assessment"]["periodStart"] == result["month"]
    assert result["product"]["kpi"]["code"] == result["kpi"]["code"]
    assert result["kpi"]["code"] in [kpi["code"] for kpi in result["position"]["kpis"]["nodes"]]
    assert result["kpi"]["policyGoal"]["document"] != ""
    assert result["kpi"]["positions"]["totalCount"] > 0


def as_read(name, value):
    """A kept value as the schema shows it: digits are a number, of dong also money; other words are options."""
    if value is None:
        return None
    text = str(value).lower() if isinstance(value, bool) else str(value)
    digits = not isinstance(value, bool) and text.removeprefix("-").isdigit()
    money = {"amount": text} if digits and name.endswith("_vnd") else None
    return {"number": text if digits else None, "option": None if digits else text, "money": money}


async def test_every_step_of_a_line_has_its_sentence_its_source_and_its_value(client, owner, make_run):
    run = await make_run()
    line = await owner.fetchrow(
        "select * from pay_line where pay_run_id = $1 and amount_vnd > 0 order by employee_id limit 1", run.id
    )
    sheet = await owner.fetch(
        "select name, place from pay_run_step where pay_run_id = $1 and rules_number = $2 and place is not null"
        " order by ordinal",
        run.id,
        line["rules_number"],
    )
    values = orjson.loads(await owner.fetchval("select values_of_line($1)", line["id"]))
    client.sign_in("hr")

    answer = await client.ask(WAY_BACK, run=f"PayRun_{run.id}", employee=f"Employee_{line['employee_id']}")

    steps = answer["payLines"]["nodes"][0]["steps"]["nodes"]
    assert [step["name"] for step in steps] == [step["name"] for step in sheet]
    assert [step["value"] for step in steps] == [
        as_read(step["name"], values[step["place"]]) for step in sheet
    ]
    assert all(step["says"] and (step["law"] or step["agreement"] or step["choice"]) for step in steps)


async def test_the_lines_of_a_run_are_paged_in_the_order_they_are_kept(client, owner, make_run):
    run = await make_run()
    kept = await owner.fetch(
        "select employee_id from pay_line where pay_run_id = $1 order by employee_id", run.id
    )
    client.sign_in("hr")
    document = """query ($id: ID!, $after: String) { node(id: $id) { ... on PayRun {
        lines(first: 100, after: $after) { totalCount nodes { employeeId } pageInfo { endCursor hasNextPage } } } } }"""

    read, cursor, more = [], None, True
    while more:
        page = (await client.ask(document, id=f"PayRun_{run.id}", after=cursor))["node"]["lines"]
        read += [node["employeeId"] for node in page["nodes"]]
        cursor, more = page["pageInfo"]["endCursor"], page["pageInfo"]["hasNextPage"]

    assert read == [f"Employee_{line['employee_id']}" for line in kept]
    assert page["totalCount"] == len(read)
    assert len({*read}) == run.people


async def test_a_run_that_nobody_approved_is_hidden_from_the_people_it_pays(client, make_run):
    run = await make_run()
    client.sign_in("employee")

    answer = await client.ask(
        "query ($id: ID!) { node(id: $id) { id } payRuns { totalCount } payLines { totalCount } }",
        id=f"PayRun_{run.id}",
    )

    assert answer == {"node": None, "payRuns": {"totalCount": 0}, "payLines": {"totalCount": 0}}
