"""A month counts for the fund of its unit: who moved has a line in each, and is classified where they end."""

from datetime import date

import pytest

from domain.clock import now as at_once
from domain.computing import snapshot
from domain.errors import Conflict
from domain.facts.period import Period
from domain.pay_runs.kinds.bonus import BONUS
from tests.given import YEAR, access, assessments, known, people

pytestmark = pytest.mark.usefixtures("small")
READ = ("people.read", "grades.read", "results.read", "assessment.read", "pay_run.create")
WHOLE_YEAR = Period.year(YEAR)
JULY = date(YEAR, 7, 1)
QUARTER = Period.beginning("quarter", date(YEAR, 4, 1))
LINES = ("line", "employee", "employee_code", "elsewhere", "months_worked")


@pytest.fixture
async def hr(actor_named):
    return await actor_named("hr")


@pytest.fixture
async def moved(given):
    """A2 works in commune A until June, and in commune B from July on."""
    async with given() as session:
        await people.moved(session, "A2", known("unit", "B"), known("position", "B-C"), JULY)


@pytest.fixture
def taken(database, hr):
    async def take(unit, period=WHOLE_YEAR, by=hr):
        async with database.writing(by) as session:
            return await snapshot.take(session, known("unit", unit), period, BONUS)

    return take


@pytest.fixture
def maker(given, actor_named):
    """`await maker("A", "B")`: somebody who makes runs in these units and reads all that is filed there."""

    async def make(*units):
        admin = await actor_named("admin")
        async with given() as session:
            one = await access.account(session, f"maker of {' and '.join(units)}", known("unit", units[0]))
            for unit in units:
                await access.may(session, admin, one, READ, known("unit", unit))
        return one

    return make


def lines(inputs):
    return inputs.people.select(LINES).rows()


def months_of(inputs, code):
    person = inputs.people.filter(employee_code=code)["employee"][0]
    rows = inputs.months.filter(employee=person)
    return dict(zip(rows["month"].dt.month(), rows["line"], strict=True))


async def test_who_never_moved_is_one_line_and_every_month_counts_for_it(taken):
    inputs = await taken("T")

    assert [row[0] for row in lines(inputs)] == list(range(6))
    assert inputs.people["employee"].equals(inputs.people["line"].alias("employee"))
    assert not inputs.people["elsewhere"].any()
    assert inputs.months["line"].equals(inputs.months["employee"].alias("line"))


async def test_who_moved_has_a_line_in_each_unit_and_goes_by_the_one_that_classifies_them(taken, moved):
    inputs = await taken("T")

    assert lines(inputs) == [
        (0, 0, "A1", False, 12),
        (1, 3, "A2", True, 6),
        (2, 2, "A3", False, 12),
        (3, 3, "A2", False, 12),
        (4, 4, "B1", False, 12),
        (5, 5, "B2", False, 12),
        (6, 6, "B3", False, 12),
    ]
    assert months_of(inputs, "A2") == {month: 1 if month < 7 else 3 for month in range(1, 13)}
    assert inputs.people["assessment_id"].is_null().to_list() == [place == 1 for place in range(7)]
    assert inputs.people["unit"].to_list() == [0, 0, 0, 1, 1, 1, 1]
    assert {*inputs.people.columns} & {"assessment_state", "assessed_months"} == set()
    assert "confirmed" not in inputs.months.columns
    assert inputs.items.filter(employee=3).height == 12
    assert inputs.items.filter(employee=1).height == 0


async def test_the_unit_that_somebody_left_pays_their_months_there_and_classifies_them_not(taken, moved):
    inputs = await taken("A")

    assert lines(inputs) == [(0, 0, "A1", False, 12), (1, 1, "A2", True, 6), (2, 2, "A3", False, 12)]
    assert months_of(inputs, "A2") == dict.fromkeys(range(1, 7), 1)
    assert inputs.months.filter(employee=1)["general_points_hundredths"].is_null().all()
    assert inputs.items["employee"].unique().to_list() == [0, 2]


async def test_the_unit_to_which_somebody_came_scores_all_their_months_and_pays_those_there(taken, moved):
    inputs = await taken("B")

    assert lines(inputs)[0] == (0, 0, "A2", False, 12)
    assert months_of(inputs, "A2") == {month: None if month < 7 else 0 for month in range(1, 13)}
    assert inputs.items.filter(employee=0).height == 12


async def test_who_left_for_good_is_classified_where_they_worked_last(taken, given):
    async with given() as session:
        await people.moved(session, "A2", known("unit", "A"), None, date(YEAR, 12, 15))

    inputs = await taken("A")

    assert lines(inputs)[1] == (1, 1, "A2", False, 12)


async def test_two_readings_of_the_same_rows_are_the_same_bytes(taken, moved):
    assert snapshot.pack(await taken("T")) == snapshot.pack(await taken("T"))


async def test_a_quarter_takes_its_own_months_and_assessments(taken, given, hr, actor_named):
    assessor = await actor_named("assessor")
    async with given() as session:
        for code in ("A1", "A2", "A3"):
            whose = known("employee", code)
            await assessments.confirmed(session, hr, assessor, whose, "quarter", QUARTER.start)
        await people.moved(session, "A2", known("unit", "B"), known("position", "B-C"), JULY)

    inputs = await taken("A", QUARTER)

    assert lines(inputs) == [(0, 0, "A1", False, 3), (1, 1, "A2", False, 3), (2, 2, "A3", False, 3)]
    assert inputs.months["month"].unique().sort().to_list() == QUARTER.months
    assert inputs.items["month"].unique().sort().to_list() == QUARTER.months
    assert inputs.people["assessed_hundredths"].to_list() == [10_000, 10_000, 8_600]


async def test_a_quarter_that_nobody_assessed_is_refused_by_its_name(taken):
    with pytest.raises(
        Conflict, match="The 2026-Q2 assessment is missing or not confirmed for A1, A2, A3"
    ) as refused:
        await taken("A", QUARTER)

    assert refused.value.code == "assessment_not_confirmed"


async def test_who_may_not_read_where_somebody_went_is_told_and_takes_nothing(taken, moved, maker):
    one = await maker("A")

    with pytest.raises(Conflict) as refused:
        await taken("A", by=one)

    assert refused.value.code == "inputs_hidden"
    assert "people, posts, grades that" in refused.value.message


async def test_who_may_not_read_where_somebody_came_from_is_told_and_takes_nothing(taken, moved, maker):
    with pytest.raises(Conflict) as refused:
        await taken("B", by=await maker("B"))

    assert refused.value.code == "inputs_hidden"
    assert "posts, grades, results, assessments" in refused.value.message


async def test_a_hidden_post_between_two_that_are_seen_is_missed(taken, given, maker):
    """By the posts that can be read, A2 would have been in A all year."""
    async with given() as session:
        await people.moved(session, "A2", known("unit", "B"), known("position", "B-C"), date(YEAR, 3, 1))
        await people.moved(session, "A2", known("unit", "A"), known("position", "A-C"), date(YEAR, 5, 1))

    with pytest.raises(Conflict) as refused:
        await taken("A", by=await maker("A"))

    assert refused.value.code == "inputs_hidden"
    assert "all posts that" in refused.value.message


async def test_a_leave_that_is_filed_out_of_sight_is_missed(taken, given, maker):
    async with given() as session:
        await people.moved(session, "A2", known("unit", "B"), None, date(YEAR, 3, 1))

    with pytest.raises(Conflict) as refused:
        await taken("A", by=await maker("A"))

    assert refused.value.code == "inputs_hidden"


async def test_who_may_read_both_units_takes_the_one_of_them(taken, moved, maker):
    inputs = await taken("A", by=await maker("A", "B"))

    assert [row[2] for row in lines(inputs)] == ["A1", "A2", "A3"]


async def test_a_snapshot_pinned_before_months_had_lines_counts_all_of_somebody_for_their_one(
    database, hr, taken
):
    now = await taken("T")
    before = snapshot.Inputs(
        now.people.drop("line", "elsewhere"), now.months.drop("line"), now.items, now.units
    )

    async with database.writing(hr) as session:
        kept = await snapshot.keep(session, hr, before, known("unit", "T"), YEAR, at_once())
        loaded = await snapshot.load(session, kept)

    assert loaded.people.equals(now.people)
    assert loaded.months.equals(now.months)


async def test_the_same_inputs_of_two_units_have_two_names(database, hr, taken):
    """Who may read the one's has no right to the other's, though all people of the upper one are in the lower one."""
    inputs = await taken("T")

    async with database.writing(hr) as session:
        names = [
            await snapshot.keep(session, hr, inputs, known("unit", code), YEAR, at_once()) for code in "TAT"
        ]

    assert names[0] == names[2] != names[1]
