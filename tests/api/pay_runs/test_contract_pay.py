"""Whoever is paid by a labour contract stands in the way of nobody's run, and in none."""

from datetime import date

from tests.given import YEAR, known
from tests.given.pay_runs import computed, funded

CONTRACT = """
    insert into contract_pay (id, effective_from, employee_id, unit_id, monthly_vnd)
    values (gen_random_uuid(), $1, $2, $3, 8000000)
"""


async def test_a_run_passes_over_who_is_paid_by_contract_alone(small, database, actor_named, owner):
    await owner.execute("set session_replication_role = replica")
    whose = known("employee", "A3")
    await owner.execute("delete from grade_holding where employee_id = $1", whose)
    await owner.execute(CONTRACT, date(2018, 3, 1), whose, known("unit", "A"))

    await funded(database, await actor_named("hr"), known("unit", "T"), YEAR)
    run = await computed(database, await actor_named("hr"), known("unit", "T"))

    paid = await owner.fetch("select employee_id from pay_line where pay_run_id = $1", run.id)
    assert {row["employee_id"] for row in paid} == {
        known("employee", code) for code in ("A1", "A2", "B1", "B2", "B3")
    }
