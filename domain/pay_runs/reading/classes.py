"""The classes of all kinds of runs, the best first; what each counts, and what a unit may pay, read off one line."""

from collections.abc import Iterable

from sqlalchemy import (
    TEXT,
    ColumnElement,
    FromClause,
    Integer,
    Uuid,
    and_,
    case,
    cast,
    func,
    literal_column,
    select,
)

from domain.language.text import Text
from domain.pay_runs.kinds import KINDS
from domain.pay_runs.tables import PayLine, PayRunRules, PayRunStep
from domain.reading.columns import table_of
from domain.reading.objects.sums import total
from domain.reading.sql.json_text import constant
from domain.reading.view import Expression, Join, One

CLASSES = {
    "excellent": (1, Text("Work completed excellently")),
    "good": (2, Text("Work completed well")),
    "completed": (3, Text("Work completed")),
    "not_completed": (4, Text("Work not completed")),
    "unrated": (None, Text("Not classified")),
    "elsewhere": (None, Text("Classified elsewhere")),
}
NOTHING: ColumnElement[int] = literal_column("0", Integer)


def example(rows: FromClause) -> ColumnElement[object]:
    """A line of a group that stands for all of it, where they follow the same rules of one run; else none does."""
    run, rules = cast(rows.c.pay_run_id, TEXT), rows.c.rules_number
    one = and_(func.min(run) == func.max(run), func.min(rules) == func.max(rules))
    return case((one, cast(func.min(cast(rows.c.id, TEXT)), Uuid)))


def unpaid(rows: FromClause) -> ColumnElement[int]:
    """How many lines pay nothing."""
    return func.count().filter(rows.c.amount_vnd == NOTHING)


AGGREGATES: dict[str, Expression] = {
    "lines": lambda _: func.count(),
    "people": lambda rows: func.count(rows.c.employee_id.distinct()),
    "unpaid": unpaid,
    "amount_vnd": total("amount_vnd"),
    "example": example,
}


def step_of_example(names: Iterable[str]) -> One:
    """The step of the model that pays under one of these names, with the value of that line."""
    return One("PayLineStep", _of_example(tuple(names)))


def _of_example(names: tuple[str, ...]) -> Join:
    def join(target: FromClause, source: FromClause) -> ColumnElement[bool]:
        line, step = table_of(PayLine).alias(), table_of(PayRunStep).alias()
        rules = table_of(PayRunRules).alias()
        ordinal = (
            select(func.max(step.c.ordinal))
            .where(
                line.c.id == source.c.example,
                step.c.pay_run_id == line.c.pay_run_id,
                step.c.rules_number == line.c.rules_number,
                rules.c.pay_run_id == line.c.pay_run_id,
                rules.c.number == line.c.rules_number,
                step.c.model_id == func.coalesce(line.c.model_id, rules.c.model_id),
                step.c.name.in_([constant(name) for name in names]),
            )
            .correlate(source)
            .scalar_subquery()
        )
        return (target.c.pay_line_id == source.c.example) & (target.c.ordinal == ordinal)

    return join


COUNTED_BY = step_of_example(sorted({kind.counted_by for kind in KINDS.values()} - {""}))
LIMIT, CLAIMS = (
    step_of_example(sorted({kind.limited_by[place] for kind in KINDS.values()} - {""})) for place in (0, 1)
)
