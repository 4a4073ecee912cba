"""Staleness of a run and its lines: what was changed of their inputs since, for whoever reads lines."""

from sqlalchemy import FromClause, Integer, Text, cast, column, func, select

from domain.reading.columns import listed
from domain.reading.objects.values import word_member
from domain.reading.sql.json_text import plain

INPUTS = ("results", "assessments", "findings", "grades", "allowances", "posts", "units")


def _changed(run: FromClause) -> FromClause:
    each = func.changed_since(run.c.id).table_valued(column("input", Text), column("people")).alias("changed")
    people = cast(each.c.people, Integer).label("people")
    told = select(each.c.input, people, each.c.input.label("n"))
    return told.select_from(each).correlate(run).lateral("changed_inputs")


CHANGED_INPUTS = listed(
    "changedInputs",
    _changed,
    {
        "__typename": lambda _, __: ('"ChangedInput"',),
        "input": word_member("input"),
        "people": lambda rows, _: plain(rows.c.people, nullable=False),
    },
)


def _of_line(line: FromClause) -> FromClause:
    each = func.line_changed(line.c.id).table_valued(column("input", Text)).alias("changed")
    told = select(each.c.input, each.c.input.label("n"))
    return told.select_from(each).correlate(line).lateral("changed_inputs")


CHANGED_OF_LINE = listed(
    "changedInputs",
    _of_line,
    {"__typename": lambda _, __: ('"ChangedLineInput"',), "input": word_member("input")},
)
