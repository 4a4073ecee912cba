"""What is finer than a person is kept as a hash, computed again when somebody asks, and proven by that hash."""

import pytest

from domain.errors import Conflict, NotFound
from domain.pay_runs.proof import traces
from domain.pay_runs.proof.traces import Stage

MONTHS = Stage(0, "vn.grade_pay", "month")


async def test_a_run_keeps_a_hash_and_a_number_of_rows_and_no_file(owner, small, computed_run):
    kept = await owner.fetch("select model_id, stage, rows, content, length(sha256) from pay_run_trace")

    assert {(row["model_id"], row["stage"]): row["rows"] for row in kept} == {
        ("vn.kpi_score_2026", "item"): 72,
        ("vn.kpi_score_2026", "month"): 72,
        ("vn.kpi_score_2026", "quarter"): 24,
        ("vn.grade_pay", "month"): 72,
    }
    assert {(row["content"], row["length"]) for row in kept} == {(None, 64)}


async def test_the_months_of_pay_are_computed_again_when_somebody_asks(small, computed_run, database, hr):
    async with database.reading(hr) as session:
        table = await traces.load(session, computed_run, MONTHS)

    assert table.height == 72
    assert {"employee_id", "month", "base_salary_vnd"} <= {*table.columns}
    assert set(table["base_salary_vnd"]) == {2_340_000, 2_530_000}


async def test_a_trace_that_todays_models_do_not_give_is_refused(owner, small, computed_run, database, hr):
    await owner.execute("set session_replication_role = replica")
    await owner.execute("update pay_run_trace set sha256 = repeat('0', 64) where stage = 'month'")

    with pytest.raises(Conflict) as refused:
        async with database.reading(hr) as session:
            await traces.load(session, computed_run, MONTHS)

    assert refused.value.code == "trace_not_reproduced"


async def test_nobody_reads_a_trace_who_may_not_read_the_run(small, computed_run, database, actor_named, hr):
    for name, stage, code in (
        ("legislator", MONTHS, "pay_run_not_found"),
        ("assessor", MONTHS, "pay_run_not_found"),
        ("hr", Stage(7, "vn.grade_pay", "month"), "trace_not_found"),
    ):
        with pytest.raises(NotFound) as refused:
            async with database.reading(await actor_named(name)) as session:
                await traces.load(session, computed_run, stage)

        assert refused.value.code == code
