"""A batch gives what one after the other gives: the same figures, the same refusals, the same words in the trail."""

import json
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from domain.assessments import service
from domain.assessments.batch.points import Given, Mark
from domain.assessments.batch.propose import propose
from domain.assessments.inputs import FINDINGS, Marks
from domain.assessments.service import NUMBERS
from domain.assessments.tables import FIELD_RESULTS, ORGANISING, UNITING
from domain.database.sessions import owning
from domain.errors import Refusal
from tests.given import known
from tests.tiers import examples

pytestmark = pytest.mark.usefixtures("small")

PEOPLE = ("A1", "A2", "A3", "B1", "B2", "B3")
LEADERS = {"A1", "B1"}
MODEL = ("model_id", "model_version", "parameters_hash")
SAME = (*NUMBERS, *FINDINGS, *MODEL, "unit_id", "position_id")
HELD, LEFT, CAME, JOINED = "held", "left", "came", "joined"
ALONE = settings(
    max_examples=examples(20),
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)

words = st.tuples(*(st.sampled_from(each[1:]) for each in (FIELD_RESULTS, ORGANISING, UNITING)))
counted = st.integers(1, 20).flatmap(
    lambda assigned: st.tuples(
        st.just(assigned), st.integers(0, assigned), st.integers(0, 6), st.integers(0, 6)
    )
)


@dataclass(frozen=True)
class Drawn:
    """What is so of a person in the month, and what the assessor gives them."""

    work: tuple[int, int, int, int] | None
    general: int | None
    found: tuple[str, str, str] | None
    there: str
    post: str

    def marks(self, code: str) -> Marks | None:
        """None where the assessor says nothing of them."""
        found = self.found if code in LEADERS and self.found else ("none",) * 3
        return None if self.general is None and found[0] == "none" else Marks(self.general, *found)


drawn = st.builds(
    Drawn,
    st.none() | counted,
    st.none() | st.integers(0, 3_000),
    st.none() | words,
    st.sampled_from(["nothing", "proposed", "proposed", "confirmed"]),
    st.sampled_from([HELD] * 5 + [LEFT, CAME, JOINED]),
)


@dataclass(frozen=True)
class Said:
    """What the service of one refuses a person by."""

    whose: UUID
    code: str
    message: str


class UndoneError(Exception):
    """Nothing of an example stays."""


@asynccontextmanager
async def undone(url, actor):
    """A transaction of the owner's in which the actor acts, and of which nothing stays."""
    with suppress(UndoneError):
        async with owning(url, actor) as session:
            yield session
            raise UndoneError


@pytest.fixture
async def hr(actor_named):
    return await actor_named("hr")


async def arranged(session, month, each):
    """Let what is drawn be so, without asking any guard."""
    await session.execute(text("set local session_replication_role = replica"))
    for code, one in each.items():
        whose = {"id": known("employee", code), "month": month, "middle": month + timedelta(days=14)}
        for statement in statements(one):
            await session.execute(text(statement), whose)
    await session.execute(text("set local session_replication_role = origin"))


def statements(one):
    if one.work is None:
        yield "delete from kpi_result where employee_id = :id and month = :month"
    else:
        assigned, completed, failures, delays = one.work
        yield (
            f"update kpi_result set assigned = {assigned}, completed = {completed}, quality_failures = {failures},"
            f" delays = {delays} where employee_id = :id and month = :month"
        )
    of_month = "where employee_id = :id and period = 'month' and period_start = :month"
    if one.there == "nothing":
        yield f"delete from assessment {of_month}"
    if one.there == "proposed":
        yield f"update assessment set state = 'proposed', confirmed_by = null, confirmed_at = null {of_month}"
    if one.post == LEFT:
        yield (
            "insert into occupancy (id, employee_id, unit_id, position_id, effective_from, share_bp, acting)"
            " select gen_random_uuid(), id, unit_id, cast(null as uuid), cast(:month as date), 10000, false"
            " from employee where id = :id"
        )
    if one.post in {CAME, JOINED}:
        yield "update occupancy set effective_from = :middle where employee_id = :id"
    if one.post == JOINED:
        yield "update employee set joined_on = :middle where id = :id"


async def rows_of(session, period, start):
    """The assessments of the period by person."""
    found = await session.execute(
        text("select * from assessment where period = :period and period_start = :start"),
        {"period": period, "start": start},
    )
    return {row["employee_id"]: dict(row) for row in found.mappings()}


async def each_alone(session, hr, period, start, given_to):
    """What the service of one says of each: the row as it would be, or the refusal; nothing of it stays."""
    said, before = {}, await rows_of(session, period, start)
    for code, marks in given_to.items():
        whose = known("employee", code)
        savepoint = await session.begin_nested()
        version = before[whose]["version"] if whose in before else None
        try:
            row = await service.propose(session, hr, whose, period, start, marks, version)
            said[whose] = row.model_dump()
        except Refusal as refused:
            said[whose] = Said(whose, refused.code, refused.message)
        await savepoint.rollback()
        session.expunge_all()
    return said


async def told(session):
    """What the units' events say of each row, by its id."""
    found = await session.execute(
        text(
            "select happened, subject, after from audit_event where happened like 'assessment%.proposed' order by id"
        )
    )
    states = {}
    for happened, subject, after in found:
        if happened == "assessments.proposed":
            states |= json.loads(after)
        elif happened == "assessment.proposed":
            states[subject] = json.loads(after)
    return states


def stated(row):
    """What the event of a single one says of it."""
    state = {name: row[name] for name in (*NUMBERS, *FINDINGS, "version")}
    return {**state, "state": "proposed", "assessed_by": str(row["assessed_by"])}


def same(one, other):
    return [str(one[name]) for name in SAME] == [str(other[name]) for name in SAME]


def alone_marks(one, code, row):
    """What one is given alone where the batch takes what is recorded."""
    sent = one.marks(code) or Marks()
    if one.there != "proposed" or row is None:
        return sent
    general = sent.general_points_hundredths
    words = sent.findings if sent.field_result != "none" else {name: row[name] for name in FINDINGS}
    return Marks(row["general_points_hundredths"] if general is None else general, **words)


def judged(one, single, before, after, left, states):
    """What the batch did with a person, of whom the service of one says `single`: never anything else."""
    whose = single.whose if isinstance(single, Said) else single["employee_id"]
    row, was, why = after.get(whose), before.get(whose), left.get(whose)
    if one.post == LEFT or (one.post == HELD and one.there == "confirmed"):
        assert row == was
        assert (why and why.code) in {None, "already_confirmed"}
        return "unchanged" if one.post == HELD and why is None else "left out"
    if isinstance(single, Said):
        assert (why.code, why.message, row) == (single.code, single.message, was)
        return "left out"
    if one.work is None:
        assert (why.code, row) == ("results_missing", was)
        return "left out"
    assert same(row, single)
    if row == was:
        return "unchanged"
    assert (row["state"], row["version"]) == ("proposed", single["version"])
    assert states[f"Assessment_{row['id']}"] == stated(single)
    return "written"


@ALONE
@given(month=st.integers(1, 12), people=st.tuples(*[drawn] * len(PEOPLE)))
async def test_a_month_of_a_province_is_assessed_as_one_after_the_other(owner_url, hr, month, people):
    start, each = date(2026, month, 1), dict(zip(PEOPLE, people, strict=True))
    async with undone(owner_url, hr) as session:
        await arranged(session, start, each)
        before = await rows_of(session, "month", start)
        given_to = {
            code: alone_marks(one, code, before.get(known("employee", code))) for code, one in each.items()
        }
        alone = await each_alone(session, hr, "month", start, given_to)
        marks = [
            Mark(known("employee", code), one.marks(code))
            for code, one in each.items()
            if one.marks(code) and one.post != LEFT
        ]
        outcome = await propose(session, hr, known("unit", "T"), "month", start, Given(marks))
        after, states = await rows_of(session, "month", start), await told(session)
        left = {one.employee_id: one.why for one in outcome.left_out}
        became = [
            judged(one, alone[known("employee", code)], before, after, left, states)
            for code, one in each.items()
        ]
        assert (outcome.assessed, outcome.unchanged) == (became.count("written"), became.count("unchanged"))


WORKED = text("""
    update kpi_result set assigned = :assigned, completed = :completed, quality_failures = :failures, delays = :delays
    where employee_id = :id and month = :month
""")
SCORED = text("""
    update assessment
    set general_points_hundredths = :general, state = case when :counts then 'confirmed' else 'proposed' end,
        confirmed_by = case when :counts then confirmed_by end, confirmed_at = case when :counts then confirmed_at end
    where employee_id = :id and period = 'month' and period_start = :month
""")


async def worked(session, people):
    """Let the year of each be as it is drawn, without asking any guard; nothing longer is assessed yet."""
    each = [
        {"id": known("employee", code), "month": date(2026, number, 1), "general": general, "counts": counts}
        | dict(zip(("assigned", "completed", "failures", "delays"), work, strict=True))
        for code, months in zip(PEOPLE, people, strict=True)
        for number, (work, general, counts) in enumerate(months, 1)
    ]
    await session.execute(text("set local session_replication_role = replica"))
    for statement in (WORKED, SCORED):
        await session.execute(statement, each)
    await session.execute(text("delete from assessment where period = 'year'"))
    await session.execute(text("set local session_replication_role = origin"))


month_scored = st.tuples(counted, st.integers(0, 3_000), st.sampled_from([True] * 9 + [False]))


@ALONE
@given(
    period=st.sampled_from(["quarter", "half_year", "year"]),
    people=st.tuples(*[st.lists(month_scored, min_size=12, max_size=12)] * len(PEOPLE)),
)
async def test_a_longer_period_is_assessed_from_its_months_as_one_after_the_other(
    owner_url, hr, period, people
):
    start = date(2026, 1, 1)
    async with undone(owner_url, hr) as session:
        await worked(session, people)
        alone = await each_alone(session, hr, period, start, dict.fromkeys(PEOPLE, Marks()))
        outcome = await propose(session, hr, known("unit", "T"), period, start, Given())
        after, states = await rows_of(session, period, start), await told(session)
        left = {one.employee_id: one.why for one in outcome.left_out}
        for whose, single in alone.items():
            if isinstance(single, Said):
                assert (left[whose].code, left[whose].message) == (single.code, single.message)
                assert whose not in after
            else:
                assert same(after[whose], single)
                assert states[f"Assessment_{after[whose]['id']}"] == stated(single)
        assert outcome.assessed == len(after)
