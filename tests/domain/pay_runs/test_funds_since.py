"""A run is approved over the funds that it was computed with: what was opened again since wants another run."""

import pytest

from domain.database.errors import refusal_from
from domain.funds import opening

YEAR = 2026
SPENT = "select coalesce(sum(spent_vnd), 0)::bigint from bonus_fund"


@pytest.mark.parametrize("change", [-1, 1])
async def test_a_fund_that_was_opened_again_with_another_amount_is_not_shared_out(
    life, commune, owner, trail, change
):
    run = await life.reviewed(await life.made(commune))
    code = await owner.fetchval("select code from unit where id = $1", commune)
    held = await owner.fetchval("select amount_vnd from bonus_fund where unit_id = $1", commune)
    await owner.execute(
        "update bonus_fund set amount_vnd = amount_vnd + $1 where unit_id = $2", change, commune
    )
    before = await trail()

    with pytest.raises(Exception, match="was opened again") as refused:
        await life.approved(run)

    refusal = refusal_from(refused.value)
    assert (refusal.code, refusal.path, refusal.law) == ("fund_differs", "id", "Decree 161/2026 art. 4")
    assert refusal.message == (
        f"The {YEAR} bonus fund of {code} was opened again since: it holds {held + change} dong, and this run shares"
        f" out {held}; set the run aside (discardPayRun) and make another. Nothing was written."
    )
    assert await owner.fetchval("select state from pay_run") == "reviewed"
    assert await owner.fetchval("select count(*) from paid_period") == 0
    assert await owner.fetchval(SPENT) == 0
    assert await trail() == before


async def test_set_aside_and_made_again_it_is_approved(life, commune, owner, database, hr):
    run = await life.reviewed(await life.made(commune))
    await owner.execute("update bonus_fund set amount_vnd = amount_vnd - 1 where unit_id = $1", commune)
    with pytest.raises(Exception, match="was opened again"):
        await life.approved(run)

    await life.discarded(run)
    async with database.writing(hr) as session:
        await opening.open_funds(session, hr, commune, YEAR)
    paying = await life.paying(commune)

    assert paying.state == "approved"
    assert await owner.fetchval(SPENT) == paying.total_vnd


async def test_a_run_takes_from_funds_by_its_kind_and_not_by_what_its_sheet_tells(life, commune, owner):
    """Whoever makes a run writes its sheet: one that names no fund would pay everybody from nowhere."""
    run = await life.reviewed(await life.made(commune))
    await owner.execute("set session_replication_role = replica")
    await owner.execute("update pay_run_step set name = 'other_vnd' where name = 'fund_vnd'")
    await owner.execute("set session_replication_role = origin")

    with pytest.raises(Exception, match="shares out no amount that it tells"):
        await life.approved(run)

    assert await owner.fetchval("select state from pay_run") == "reviewed"
    assert await owner.fetchval("select count(*) from paid_period") == 0
    assert await owner.fetchval(SPENT) == 0
