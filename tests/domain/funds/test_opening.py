import pytest

from domain.errors import Conflict
from domain.funds import opening


async def test_a_fund_is_a_tenth_of_grade_pay_each_month_at_its_own_base_salary(
    database, hr, province, owner, trail
):
    opened_before = await owner.fetch(
        "select unit_id, salary_fund_vnd, amount_vnd from bonus_fund order by unit_id"
    )
    await owner.execute("delete from bonus_fund")

    async with database.writing(hr) as session:
        count = await opening.open_funds(session, hr, province, 2026)

    opened = await owner.fetch("select unit_id, salary_fund_vnd, amount_vnd from bonus_fund order by unit_id")
    assert opened == opened_before
    assert count == len(opened)
    assert all(row["amount_vnd"] == row["salary_fund_vnd"] // 10 for row in opened)
    assert await trail() == ["funds.opened"]


async def test_grade_pay_in_the_fund_is_the_coefficient_times_the_base_salary_of_the_month(
    database, hr, province, owner
):
    by_hand = await owner.fetchval(
        """
        with months as (select generate_series('2026-01-01'::date, '2026-12-01', '1 month')::date as month)
        select sum(c.coefficient_hundredths *
                   (case when m.month < '2026-07-01' then 2340000 else 2530000 end) / 100)::bigint
        from months m cross join employee e
        join lateral (select * from occupancy o where o.employee_id = e.id and o.effective_from <= m.month
                      order by o.effective_from desc limit 1) o on o.position_id is not null
        join lateral (select * from grade_holding g where g.employee_id = e.id and g.effective_from <= m.month
                      order by g.effective_from desc limit 1) g on true
        join salary_coefficient c on c.salary_step_id = g.salary_step_id
        """
    )

    async with database.writing(hr) as session:
        await opening.open_funds(session, hr, province, 2026)

    assert await owner.fetchval("select sum(salary_fund_vnd)::bigint from bonus_fund") == by_hand


async def test_a_closed_fund_is_not_opened_again(database, hr, province, owner, trail):
    await owner.execute("update bonus_fund set amount_vnd = 1")
    await owner.execute("update bonus_fund set state = 'closed'")

    with pytest.raises(Conflict) as refused:
        async with database.writing(hr) as session:
            await opening.open_funds(session, hr, province, 2026)

    assert refused.value.code == "fund_closed"
    assert await owner.fetchval("select max(amount_vnd) from bonus_fund") == 1
    assert await trail() == []
