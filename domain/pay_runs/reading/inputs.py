"""What each step of a line was computed from, and which step gives the amount."""

from typing import Any

from sqlalchemy import JSON, Boolean, ColumnElement, FromClause, Text, column, func, select, true

from domain.pay_runs.kinds import KINDS
from domain.pay_runs.tables import PayRunRules, PayRunStep
from domain.reading.columns import computed, listed, stored, table_of
from domain.reading.objects.values import elements, text_member
from domain.reading.sql.json_text import constant, plain


def _amount_step(line: FromClause) -> ColumnElement[Any]:
    """The last step of the model that pays under the name of a kind's amount: its last table gives it."""
    steps, rules = table_of(PayRunStep).alias(), table_of(PayRunRules).alias()
    of_line = (rules.c.pay_run_id == line.c.pay_run_id) & (rules.c.number == line.c.rules_number)
    pays = select(func.coalesce(line.c.model_id, rules.c.model_id)).where(of_line).correlate(line)
    amounts = [constant(name) for name in sorted({kind.amount for kind in KINDS.values()})]
    return (
        select(func.max(steps.c.ordinal))
        .where(
            steps.c.pay_run_id == line.c.pay_run_id,
            steps.c.rules_number == line.c.rules_number,
            steps.c.model_id == pays.scalar_subquery(),
            steps.c.name.in_(amounts),
        )
        .correlate(line)
        .scalar_subquery()
    )


AMOUNT_STEP = computed("amountStep", _amount_step, nullable=True, write=plain)


def _inputs(source: FromClause) -> FromClause:
    """What a step read, each opened once."""
    each = elements(stored("inputs"), "input_listed")(source)
    parts = (column("name", Text), column("says", Text), column("among", Boolean), column("steps", JSON))
    opened = func.json_to_record(each.c.value).table_valued(*parts).render_derived("input", with_types=True)
    return select(opened, each.c.n).select_from(each.join(opened, true())).correlate(source).lateral("inputs")


INPUTS = listed(
    "inputs",
    _inputs,
    {
        "__typename": lambda _, __: ('"StepInput"',),
        "name": text_member("name"),
        "says": text_member("says", catalogue=True),
        "isGroup": lambda rows, _: plain(rows.c.among, nullable=False),
        "steps": lambda rows, _: plain(rows.c.steps, nullable=False),
    },
)
