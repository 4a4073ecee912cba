"""Allowances come month by month from what was recorded; where nothing was, as before."""

from datetime import date

from domain.computing import snapshot
from domain.computing.chain.frames import named
from domain.facts.period import Period
from domain.facts.stand_ins import MONTH
from domain.pay_runs.kinds.bonus import BONUS
from tests.given import YEAR, known

ALLOWANCE = """
    insert into allowance (id, effective_from, employee_id, unit_id, kind, value, leadership_code)
    values (gen_random_uuid(), $1, $2, $3, $4, $5, $6)
"""


async def months_of(database, actor, code):
    """The months of somebody of the small administration as models take them."""
    async with database.reading(actor) as session:
        taken = await snapshot.take_pay(session, known("unit", "T"), Period.year(YEAR), BONUS)
    whose = taken.people.filter(taken.people["employee_code"] == code)["employee"][0]
    months = named(taken, [MONTH])[MONTH]
    return taken, months.filter(months["employee"] == whose)


async def test_an_allowance_counts_from_the_first_month_that_begins_with_it(
    small, database, actor_named, owner
):
    await owner.execute("set session_replication_role = replica")
    whose = known("employee", "A2"), known("unit", "A")
    for day, kind, value, code in (
        (date(YEAR, 3, 1), "regional_coefficient_hundredths", 30, None),
        (date(YEAR, 5, 2), "regional_coefficient_hundredths", 50, None),
        (date(YEAR, 9, 1), "regional_coefficient_hundredths", 0, None),
        (date(YEAR, 2, 1), "public_duty", 0, None),
        (date(YEAR, 4, 1), "leadership_code", 1, "commune.chair.other"),
        (date(YEAR, 6, 1), "leadership_code", 0, None),
    ):
        await owner.execute(ALLOWANCE, day, *whose, kind, value, code)

    taken, months = await months_of(database, await actor_named("hr"), "A2")

    assert months["regional_coefficient_hundredths"].to_list() == [0, 0, 30, 30, 30, 50, 50, 50, 0, 0, 0, 0]
    assert months["public_duty"].to_list() == [True] + [False] * 11
    led = [*["none"] * 3, *["commune.chair.other"] * 2, *["none"] * 7]
    assert months["leadership_code"].to_list() == led
    assert months["hard_area_years"].to_list() == [0] * 12
    assert "hard_area_years" not in taken.months.columns
    _, others = await months_of(database, await actor_named("hr"), "A1")
    assert (others["public_duty"].all(), set(others["leadership_code"])) == (True, {"none"})


async def test_without_any_allowance_the_snapshot_is_what_it_was(small, database, actor_named):
    taken, months = await months_of(database, await actor_named("hr"), "A2")

    assert not {"public_duty", "leadership_code", "other_percentages_bp"} & {*taken.months.columns}
    assert (months["public_duty"].all(), months["other_percentages_bp"].sum()) == (True, 0)
