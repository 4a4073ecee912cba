"""What waits in pay runs: to be reviewed, approved, closed or withdrawn, and a line that is new to whom it pays."""

from typing import Any

from sqlalchemy import (
    TEXT,
    Date,
    DateTime,
    FromClause,
    Integer,
    Select,
    case,
    func,
    literal_column,
    not_,
    select,
)

from domain.language.text import Text
from domain.pay_runs.kinds import KINDS
from domain.pay_runs.kinds.bonus import BONUS
from domain.pay_runs.reading.permissions import asked, asked_yourself, own, paid
from domain.pay_runs.tables import PayLine, PayRun
from domain.reading.columns import table_of
from domain.reading.joins import ACTOR
from domain.reading.objects.tasks import Value, Waiting, may, said
from domain.reading.sql.json_text import constant
from domain.reading.view import Expression

LAPSES = Text(
    "Decree 161/2026/ND-CP art. 4: what a bonus fund has not paid by the end of the budget year and its adjustment"
    " period, 31 January, is cancelled or given back."
)
NEW = Text("It is shown for 30 days after the approval: our choice, no text says how long a line is new.")
VALUES = {"kind": "words", "run": "title", "office": "office"}
SINCE_2026 = literal_column("2026", Integer)


def _words(runs: FromClause) -> Value:
    return case(*((runs.c.kind == constant(name), said(kind.words)) for name, kind in KINDS.items()))


def _due(runs: FromClause) -> Value:
    """The last day of the bonus fund of a year from 2026 on, whose decree says so."""
    day = func.make_date(
        runs.c.year + literal_column("1"), literal_column("1"), literal_column("31"), type_=Date
    )
    return case(((runs.c.kind == constant(BONUS.name)) & (runs.c.year >= SINCE_2026), day))


def _runs(state: str, verb: str, act: str, *conditions: Expression) -> Select[Any]:
    """Runs in a state on which the reader may use the verb; `act` is what brought them there."""
    runs = table_of(PayRun).alias()
    by, at = runs.c[f"{act}_by"], runs.c[f"{act}_at"]
    return select(
        runs.c.id,
        runs.c.unit_id,
        at.label("since"),
        _due(runs).label("due_on"),
        runs.c.total_vnd.label("amount_vnd"),
        runs.c.people,
        runs.c.title,
        _words(runs).label("words"),
        func.coalesce(func.acting_office(by, at), constant("—"), type_=TEXT).label("office"),
    ).where(runs.c.state == constant(state), may(verb, runs), *(condition(runs) for condition in conditions))


def _not(condition: Expression) -> Expression:
    # What is compared may be NULL: nobody has asked.
    return lambda runs: not_(func.coalesce(condition(runs), literal_column("false")))


def _lines() -> Select[Any]:
    """Lines of the reader's own whose run was approved within 30 days."""
    lines = table_of(PayLine).alias()
    since = func.paying_since(lines.c.pay_run_id, type_=DateTime(timezone=True)).label("since")
    mine = select(lines.c.id, lines.c.unit_id, lines.c.amount_vnd, since).where(lines.c.employee_id == ACTOR)
    # offset 0: the function is asked once for each line
    told = mine.offset(literal_column("0")).subquery("my_lines")
    return select(told).where(told.c.since > func.now() - literal_column("interval '30 days'"))


TASKS = (
    Waiting(
        "pay_run.review",
        "PayRun",
        _runs("computed", "pay_run.review", "made", _not(paid)),
        Text("Review the {kind} of {unit}"),
        Text("Open the run"),
        Text("“{run}”, made by {office}"),
        law=LAPSES,
        values=VALUES,
    ),
    Waiting(
        "pay_run.approve",
        "PayRun",
        _runs("reviewed", "pay_run.approve", "reviewed", _not(own), _not(paid)),
        Text("Approve the {kind} of {unit}"),
        Text("Look and approve"),
        Text("“{run}”, reviewed by {office}"),
        law=LAPSES,
        approval=True,
        values=VALUES,
    ),
    Waiting(
        "pay_run.close",
        "PayRun",
        _runs("approved", "pay_run.close", "approved", _not(asked)),
        Text("Close the {kind} of {unit}"),
        Text("Open the run"),
        Text("“{run}”, approved by {office} and still open"),
        law=LAPSES,
        values=VALUES,
    ),
    Waiting(
        "pay_run.withdraw",
        "PayRun",
        _runs("approved", "pay_run.approve", "withdrawal_asked", asked, _not(asked_yourself)),
        Text("Decide on the withdrawal of an approval: the {kind} of {unit}"),
        Text("Look and decide"),
        Text("“{run}”, asked for by {office}"),
        law=LAPSES,
        approval=True,
        values=VALUES,
    ),
    Waiting(
        "pay_line.new",
        "PayLine",
        _lines(),
        Text("A new line of pay at {unit}"),
        Text("See why"),
        Text("It is approved: see what it is made of."),
        choice=NEW,
    ),
)
