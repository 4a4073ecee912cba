"""What waits in access: rights that another asked for, and one's own that end soon."""

from typing import Any

from sqlalchemy import (
    TEXT,
    ColumnElement,
    Date,
    DateTime,
    FromClause,
    Integer,
    Select,
    Uuid,
    cast,
    func,
    literal_column,
    not_,
    select,
)

from domain.access.tables import AccessGrant, AccessRequest
from domain.language.text import Text
from domain.reading.columns import table_of
from domain.reading.joins import ACTOR, TODAY
from domain.reading.objects.tasks import Waiting, called
from domain.reading.units import UNIT_CLOSURE

DAY, SOON = (literal_column(number, Integer) for number in ("1", "30"))
LAPSES = Text("A request lapses that is not confirmed by its first day: our choice.")
TOLD = Text("It is told 30 days before the last day: our choice.")


def _requests() -> Select[Any]:
    """What another asked for, that the reader may give as it stands, and that has not lapsed."""
    asked, given = table_of(AccessRequest).alias(), table_of(AccessGrant).alias()
    confirmed = select(given.c.id).where(given.c.request_id == asked.c.id).correlate(asked).exists()
    since = cast(asked.c.effective_from, DateTime(timezone=True)).label("since")
    due = asked.c.effective_from.label("due_on")
    right = called(asked.c.verb).label("right")
    return select(asked.c.id, asked.c.unit_id, right, since, due).where(
        not_(confirmed),
        asked.c.asked_by != ACTOR,
        asked.c.account_id != ACTOR,
        asked.c.effective_from >= TODAY,
        _passes_on(ACTOR, asked),
        _passes_on(asked.c.asked_by, asked),
    )


def _passes_on(who: ColumnElement[Any], asked: FromClause) -> ColumnElement[bool]:
    return func.may_pass_on(who, asked.c.verb, asked.c.unit_id, asked.c.effective_until, asked.c.passes_on)


def _ending() -> Select[Any]:
    """The reader's own rights that end within 30 days, and that no other outlasts, together by unit and day."""
    mine, other, above = table_of(AccessGrant).alias(), table_of(AccessGrant).alias(), UNIT_CLOSURE.alias()
    around = select(above.c.ancestor_id).where(above.c.unit_id == mine.c.unit_id).correlate(mine)
    outlasts = other.c.effective_until.is_(None) | (other.c.effective_until > mine.c.effective_until)
    same = (other.c.account_id == ACTOR) & (other.c.verb == mine.c.verb) & other.c.unit_id.in_(around)
    left = mine.c.effective_until - TODAY
    until = mine.c.effective_until
    return (
        select(
            cast(func.min(cast(mine.c.id, TEXT)), Uuid).label("id"),
            mine.c.unit_id,
            func.count().label("rights"),
            cast(until, DateTime(timezone=True)).label("since"),
            cast(until - DAY, Date).label("due_on"),
        )
        .where(
            mine.c.account_id == ACTOR,
            mine.c.effective_from <= TODAY,
            until > TODAY,
            left <= SOON,
            not_(select(other.c.id).where(same, outlasts).correlate(mine).exists()),
        )
        .group_by(mine.c.unit_id, until)
    )


TASKS = (
    Waiting(
        "right.confirm",
        "AccessRequest",
        _requests(),
        Text("Confirm a right on {unit} that another asked for"),
        Text("Read the request"),
        Text("The right to {right}: two people give it."),
        choice=LAPSES,
        approval=True,
        values={"right": "right"},
    ),
    Waiting(
        "right.ends",
        "AccessGrant",
        _ending(),
        Text("Your rights on {unit} end soon"),
        Text("See the rights"),
        Text("Rights that end: {rights}. Whoever grants rights there can give them anew."),
        choice=TOLD,
        values={"rights": "rights"},
    ),
)
