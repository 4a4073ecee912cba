"""Runs of before there were kinds: the revision says of each that it paid the bonus of its year, from whose unit."""

from datetime import date

import asyncpg

from demo import load
from domain.database.migrate import downgrade, migrate
from domain.verification.verify import verify

PAID = """
    select employee_id, kind, period, period_start, unit_id, pay_run_id from paid_period order by employee_id, unit_id
"""
LINES = """
    select l.employee_id, 'bonus', 'year', make_date(r.year, 1, 1), l.unit_id, r.id
    from pay_line l join pay_run r on r.id = l.pay_run_id where r.state = 'closed' order by l.employee_id, l.unit_id
"""
RUNS = "select kind, period, period_start, corrects_run_id from pay_run"


async def asked(url, question):
    connection = await asyncpg.connect(url)
    rows = [tuple(row) for row in await connection.fetch(question)]
    await connection.close()
    return rows


async def test_who_was_paid_is_told_by_kind_period_and_unit_and_the_books_are_right(owner_url):
    # Before there were kinds nobody had two lines, and there was no extra income: none of these sixty moved, and the
    # demo pays none of 2027, whose numbers are not known.
    await load(owner_url, 60, seed=7, year=2027)
    await downgrade(owner_url, "0010")
    assert await asked(owner_url, "select year, count(*) from paid_period group by 1") == [(2027, 60)]

    await migrate(owner_url)

    paid = await asked(owner_url, PAID)
    assert len(paid) == 60
    assert paid == await asked(owner_url, LINES)
    assert await asked(owner_url, RUNS) == [("bonus", "year", date(2027, 1, 1), None)]
    connection = await asyncpg.connect(owner_url)
    report = await verify(connection)
    await connection.close()
    assert (report.difference, report.runs) == (None, 1)
