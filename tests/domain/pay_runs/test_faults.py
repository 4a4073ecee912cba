"""Inputs that nobody can be paid from: each is named, and nothing is written."""

import asyncio

import pytest

from domain.clock import now
from domain.errors import Forbidden, Invalid, Refusal
from domain.funds import service as funds
from domain.pay_runs import bulk_write, lines, service

FAULTS = {
    "unit_without_regulation": "delete from regulation",
    "grade_missing": "delete from grade_holding where employee_id = (select id from employee order by code limit 1)",
    "assessment_missing": "delete from assessment where period = 'month' and period_start = '2026-05-01' and"
    " employee_id = (select id from employee order by code limit 1)",
    "assessment_not_confirmed": "update assessment set state = 'proposed', confirmed_by = null, confirmed_at = null"
    " where period = 'year' and employee_id = (select id from employee order by code limit 1)",
    "assessment_out_of_date": "set session_replication_role = replica;"
    " update kpi_result set completed = 0 where employee_id = (select employee_id from"
    " kpi_result where completed > 0 order by employee_id limit 1)",
    "coefficient_missing": "update product_coefficient set effective_from = '2026-02-01'",
    "history_unknown": "set session_replication_role = replica; update assessment set months = 13"
    " where period = 'year' and employee_id = (select id from employee order by code limit 1)",
    "fund_missing": "delete from bonus_fund",
    "fund_differs": "update bonus_fund set amount_vnd = amount_vnd - 1",
    "fund_closed": "update bonus_fund set state = 'closed'",
}


@pytest.mark.parametrize("code", FAULTS)
async def test_a_fault_of_the_inputs_stops_the_run_and_nothing_is_written(make_run, owner, trail, code):
    await owner.execute(FAULTS[code])

    with pytest.raises(Refusal) as refused:
        await make_run()

    assert refused.value.code == code
    assert ("(openBonusFunds)" in refused.value.message) == (code in ("fund_missing", "fund_differs"))
    assert await owner.fetchval("select count(*) from pay_run") == 0
    assert await owner.fetchval("select count(*) from snapshot") == 0
    assert await trail() == []


async def test_of_whoever_is_erased_no_line_is_written(make_run, owner):
    await owner.execute("delete from secret where owner_id = (select id from employee order by code limit 1)")

    with pytest.raises(Refusal) as refused:
        await make_run()

    assert refused.value.code == "person_erased"
    for table in ("pay_run", "pay_line", "pay_line_values", "snapshot"):
        assert await owner.fetchval(f"select count(*) from {table}") == 0


async def test_a_fund_of_zero_is_refused(make_run, owner):
    """Grade pay is never zero, so only a regulation can bring the fund down: a rate of nothing."""
    await owner.execute(
        """update regulation set parameters = '{"vn.bonus_fund_2026": {"fund_rate_bp": 0}}'; """
        "update bonus_fund set amount_vnd = 0"
    )

    with pytest.raises(Refusal) as refused:
        await make_run()

    assert refused.value.code == "fund_of_zero"
    assert await owner.fetchval("select count(*) from pay_run") == 0


async def test_a_unit_in_which_nobody_is_eligible_is_refused(make_run, owner):
    coefficients = ", ".join(
        f'"{name}_coefficient_hundredths": 0'
        for name in ("excellent", "good", "completed", "not_completed", "unrated")
    )
    await owner.execute(
        f"""update regulation set parameters = '{{"vn.bonus_fund_2026": {{{coefficients}}}}}'"""
    )

    with pytest.raises(Refusal) as refused:
        await make_run()

    assert refused.value.code == "nobody_eligible"
    assert "return the money" in refused.value.message
    assert await owner.fetchval("select count(*) from pay_run") == 0


async def test_a_unit_that_is_not_there_is_one_on_which_nobody_holds_a_right(database, hr, owner):
    with pytest.raises(Forbidden) as refused:
        async with database.writing(hr) as session:
            await service.create(session, hr, hr.id, 2026, "Nowhere", now(), funds.check)

    assert (refused.value.code, refused.value.path) == ("forbidden", "unitId")
    assert await owner.fetchval("select count(*) from pay_run") == 0


async def test_who_may_not_make_runs_makes_none(database, finance, province, owner):
    with pytest.raises(Forbidden) as refused:
        async with database.writing(finance) as session:
            await service.create(session, finance, province, 2026, "Not mine", now(), funds.check)

    assert "the right to make pay runs on" in refused.value.message
    assert await owner.fetchval("select count(*) from pay_run") == 0


@pytest.mark.parametrize(
    ("year", "code"),
    [(0, "no_such_year"), (1, "no_such_year"), (10_000, "no_such_year"), (2027, "year_to_come")],
)
async def test_a_year_that_is_none_or_has_not_begun_pays_nobody(database, hr, province, owner, year, code):
    with pytest.raises(Invalid) as refused:
        async with database.writing(hr) as session:
            await service.create(session, hr, province, year, "Bonus", now(), funds.check)

    assert (refused.value.code, refused.value.path) == (code, "year")
    assert await owner.fetchval("select count(*) from pay_run") == 0
    assert await owner.fetchval("select count(*) from snapshot") == 0


@pytest.mark.parametrize(
    ("module", "name"),
    [(lines, "of"), (bulk_write, "seal"), (bulk_write, "_beside")],
    ids=["of", "seal", "beside"],
)
async def test_an_error_in_a_thread_ends_nothing_but_its_own_transaction(
    make_run, demo, owner, monkeypatch, module, name
):
    stray = []
    asyncio.get_running_loop().set_exception_handler(lambda _loop, told: stray.append(told["message"]))

    def broken(*_given):
        raise RuntimeError("broken")

    whole = getattr(module, name)
    monkeypatch.setattr(module, name, broken)
    with pytest.raises(RuntimeError, match="broken"):
        await make_run()
    monkeypatch.setattr(module, name, whole)
    kept = await owner.fetchval("select count(*) from pay_run")
    made = await make_run()

    assert (kept, made.state, stray) == (0, "computed", [])
