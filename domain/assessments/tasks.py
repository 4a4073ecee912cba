"""What waits in assessments: scores that another proposed, to be confirmed, together by unit and last day."""

from typing import Any

from sqlalchemy import Date, DateTime, Integer, Select, case, cast, false, func, literal_column, select

from domain.assessments.tables import Assessment
from domain.assessments.views import last_day
from domain.language.text import Text
from domain.reading.columns import table_of
from domain.reading.joins import ACTOR
from domain.reading.objects.tasks import Waiting, may
from domain.reading.sql.json_text import constant

BEFORE_DECEMBER_15 = Text(
    "Decree 335/2025/ND-CP art. 19.2: civil servants are classified for the year before 15 December."
)


def _proposed() -> Select[Any]:
    """How many scores of each unit wait that the reader may confirm: nobody's own, none that somebody was paid from."""
    scores = table_of(Assessment).alias()
    december = (literal_column(number, Integer) for number in ("12", "14"))
    day = func.make_date(cast(func.extract("year", scores.c.period_start), Integer), *december, type_=Date)
    due = case((scores.c.period == constant("year"), day)).label("due_on")
    by_unit = (
        select(
            scores.c.unit_id,
            due,
            func.count().label("number"),
            func.max(scores.c.period_start).label("newest"),
            func.array_agg(scores.c.employee_id).label("whom"),
            func.array_agg(scores.c.period_start).label("days"),
            func.array_agg(last_day(scores)).label("ends"),
        )
        .where(
            scores.c.state == constant("proposed"),
            scores.c.employee_id != ACTOR,
            scores.c.assessed_by != ACTOR,
            may("assessment.confirm", scores),
        )
        .group_by(scores.c.unit_id, due)
        .subquery("proposed")
    )
    found = func.why_paid(by_unit.c.whom, by_unit.c.days, by_unit.c.ends, false()).table_valued("place")
    paid = select(func.count()).select_from(found).correlate(by_unit).scalar_subquery()
    left = select(
        by_unit.c.unit_id.label("id"),
        by_unit.c.unit_id,
        by_unit.c.due_on,
        cast(by_unit.c.newest, DateTime(timezone=True)).label("since"),
        (by_unit.c.number - paid).label("scores"),
    ).offset(literal_column("0"))
    told = left.subquery("unpaid")
    return select(told).where(told.c.scores > literal_column("0"))


TASKS = (
    Waiting(
        "assessment.confirm",
        "Unit",
        _proposed(),
        Text("Confirm the assessments of {unit}"),
        Text("Open the list"),
        Text("Assessments that wait: {scores}"),
        law=BEFORE_DECEMBER_15,
        values={"scores": "scores"},
    ),
)
