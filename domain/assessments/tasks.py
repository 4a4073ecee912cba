"""What waits in assessments: scores that another proposed, to be confirmed, together by unit and last day."""

from typing import Any

from sqlalchemy import (
    ColumnElement,
    Date,
    DateTime,
    Integer,
    Select,
    Uuid,
    case,
    cast,
    column,
    false,
    func,
    literal_column,
    select,
    true,
)

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
    given = _all().subquery("proposed")
    lists = (given.c[name] for name in ("units", "dues", "days"))
    shapes = (column("unit_id", Uuid), column("due_on", Date), column("day", Date))
    each = func.unnest(*lists).table_valued(*shapes, with_ordinality="n").render_derived("each")
    # Asked once for all, not for each unit: most of its time is its beginning.
    found = func.why_paid(given.c.whom, given.c.days, given.c.ends, false())
    paid = found.table_valued("place", "says").render_derived("paid")
    told = (
        select(
            each.c.unit_id.label("id"),
            each.c.unit_id,
            each.c.due_on,
            cast(func.max(each.c.day), DateTime(timezone=True)).label("since"),
            func.count().label("scores"),
        )
        .select_from(each.outerjoin(paid, paid.c.place == each.c.n - literal_column("1")))
        .where(paid.c.place.is_(None))
        .group_by(each.c.unit_id, each.c.due_on)
        .correlate(given)
        .lateral("unpaid")
    )
    return select(told).select_from(given.join(told, true()))


def _all() -> Select[Any]:
    """All proposed scores that the reader may confirm, as lists side by side in one row."""
    scores = table_of(Assessment).alias()
    december = (literal_column(number, Integer) for number in ("12", "14"))
    day = func.make_date(cast(func.extract("year", scores.c.period_start), Integer), *december, type_=Date)
    lists: tuple[ColumnElement[Any], ...] = (
        func.array_agg(scores.c.unit_id).label("units"),
        func.array_agg(case((scores.c.period == constant("year"), day))).label("dues"),
        func.array_agg(scores.c.employee_id).label("whom"),
        func.array_agg(scores.c.period_start).label("days"),
        func.array_agg(last_day(scores)).label("ends"),
    )
    return select(*lists).where(
        scores.c.state == constant("proposed"),
        scores.c.employee_id != ACTOR,
        scores.c.assessed_by != ACTOR,
        may("assessment.confirm", scores),
    )


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
