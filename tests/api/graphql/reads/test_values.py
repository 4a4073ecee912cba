"""Values arrive as they are kept: exact money, any text, days and moments in ISO 8601."""

import re
from datetime import datetime, timedelta

from domain import clock

AWKWARD = 'Sở "Kế hoạch" \\ </script> \u2028 😀 \t\n\x7f {0} %s $1 :name \'--'


async def test_money_is_exact_beyond_what_a_float_can_hold(client, owner):
    client.sign_in("hr")
    fund = await owner.fetchval(
        "update bonus_fund set salary_fund_vnd = 9007199254740993, amount_vnd = 900719925474099"
        " where id = (select id from bonus_fund limit 1) returning id"
    )

    answer = await client.ask(
        "query ($id: ID!) { node(id: $id) { ... on BonusFund { salaryFund { amount } amount { amount } } } }",
        id=f"BonusFund_{fund}",
    )

    assert answer == {
        "node": {"salaryFund": {"amount": "9007199254740993"}, "amount": {"amount": "900719925474099"}}
    }


async def test_any_text_arrives_as_it_is(client, owner):
    client.sign_in("hr")
    await owner.execute(
        "update kpi_state set title = $1 where kpi_id = (select id from kpi order by code limit 1)", AWKWARD
    )

    answer = await client.ask("{ kpis(first: 1) { nodes { title } edges { node { title } } } }")

    assert answer == {"kpis": {"nodes": [{"title": AWKWARD}], "edges": [{"node": {"title": AWKWARD}}]}}


async def test_days_and_moments_are_iso_8601_whatever_the_server_prefers(client, owner, clone):
    await owner.execute(f"alter database {clone} set datestyle = 'German'")
    await owner.execute(f"alter database {clone} set timezone = 'Asia/Ho_Chi_Minh'")
    client.sign_in("auditor")
    born = await owner.fetchval("select born_on from employee order by name_sort_key limit 1")
    at = await owner.fetchval("select at from audit_event order by id desc limit 1")

    answer = await client.ask(
        "{ employees(first: 1) { nodes { bornOn } } auditEvents(first: 1) { nodes { at } } }"
    )

    assert answer["employees"]["nodes"] == [{"bornOn": born.isoformat()}]
    (event,) = answer["auditEvents"]["nodes"]
    assert datetime.fromisoformat(event["at"]) == at
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?\+00:00", event["at"])


async def test_words_of_the_database_are_the_values_of_the_enums(client):
    client.sign_in("hr")

    answer = await client.ask("""{
        assessments(first: 1, filter: {periods: [YEAR], states: [CONFIRMED]}) { nodes { period state } }
        units(first: 1, filter: {kinds: [PROVINCE]}) { nodes { kind } } }""")

    assert answer["assessments"]["nodes"] == [{"period": "YEAR", "state": "CONFIRMED"}]
    assert answer["units"]["nodes"] == [{"kind": "PROVINCE"}]


async def test_what_is_not_there_is_null(client, owner):
    client.sign_in("hr")
    employee = await owner.fetchval(
        "select employee_id from occupancy where position_id is not null order by employee_id limit 1"
    )
    await owner.execute(
        "insert into occupancy (id, effective_from, employee_id, unit_id, position_id, share_bp, acting)"
        " select gen_random_uuid(), $2, id, unit_id, null, 10000, false from employee where id = $1"
        " on conflict (employee_id, effective_from) do update set position_id = null",
        employee,
        clock.today(),
    )

    answer = await client.ask(
        "query ($id: ID!) { node(id: $id) { ... on Employee { position { title } occupancy { position { id } } } } }",
        id=f"Employee_{employee}",
    )

    assert answer == {"node": {"position": None, "occupancy": {"position": None}}}


async def test_a_unit_is_what_it_is_on_the_day(client, owner):
    client.sign_in("hr")
    unit, name = await owner.fetchrow(
        "select u.id, s.name from unit u join unit_state s on s.unit_id = u.id where s.kind = 'commune' limit 1"
    )
    await owner.execute(
        "insert into unit_state (id, effective_from, unit_id, name, kind, parent_id, holds_fund, closed)"
        " select gen_random_uuid(), $2::date + 1, unit_id, 'Tomorrow', kind, parent_id, holds_fund, true"
        " from unit_state where unit_id = $1",
        unit,
        clock.today(),
    )
    document = "query ($id: ID!) { node(id: $id) { ... on Unit { name closed } } }"

    today = await client.ask(document, id=f"Unit_{unit}")
    await owner.execute("update unit_state set effective_from = effective_from - 1 where name = 'Tomorrow'")
    tomorrow = await client.ask(document, id=f"Unit_{unit}")

    assert today == {"node": {"name": name, "closed": False}}
    assert tomorrow == {"node": {"name": "Tomorrow", "closed": True}}


async def test_a_coefficient_is_the_one_in_force_with_all_others_beside_it(client, owner):
    client.sign_in("hr")
    product, coefficient = await owner.fetchrow(
        "select product_id, coefficient_hundredths from product_coefficient limit 1"
    )
    for days, value in ((0, 777), (1, 888)):
        await owner.execute(
            "insert into product_coefficient (id, product_id, effective_from, coefficient_hundredths, source)"
            " values (gen_random_uuid(), $1, $2, $3, 'A decision')",
            product,
            clock.today() + timedelta(days),
            value,
        )

    answer = await client.ask(
        """query ($id: ID!) { node(id: $id) { ... on Product { coefficient { hundredths }
            coefficients { nodes { coefficient { hundredths } source } } } } }""",
        id=f"Product_{product}",
    )

    assert answer["node"]["coefficient"]["hundredths"] == 777
    assert [each["coefficient"]["hundredths"] for each in answer["node"]["coefficients"]["nodes"]] == [
        888,
        777,
        coefficient,
    ]
