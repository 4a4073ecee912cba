"""What the reader may do with a row, and why not: asked of the database with the row itself."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import TEXT, ColumnElement, FromClause, case, func, select

from domain.language.text import Text
from domain.reading.columns import Columns, objects
from domain.reading.joins import ACTOR
from domain.reading.objects.quantities import translated
from domain.reading.selection import Selection
from domain.reading.sql.json_text import Pieces, constant, or_null
from domain.reading.view import Expression, Member

RIGHTLESS, LACKING = (
    "forbidden",
    Text("This needs the right `{verb}`, which you do not hold here today. Ask whoever grants rights here."),
)


def permission(name: str, verb: str, reasons: Mapping[str, tuple[Expression, Text]]) -> Columns:
    """Whether the reader may use a right on a row's unit now.

    `reasons`: by its code, when it may not be done by whoever has the right, and what that says; the first that holds
    counts. Without the right that is the reason, as the mutation tells it.
    """

    def first(rows: FromClause, lacking: str, others: Iterable[str]) -> ColumnElement[Any]:
        lacks = ~func.meritgrid_may(ACTOR, constant(verb), rows.c.unit_id)
        found = (
            (holds(rows), constant(says)) for (holds, _), says in zip(reasons.values(), others, strict=True)
        )
        return case((lacks, constant(lacking)), *found)

    def code(rows: FromClause) -> ColumnElement[Any]:
        return first(rows, RIGHTLESS, reasons)

    def reason(rows: FromClause, _: Selection) -> Pieces:
        # Asked once, by itself: a reason may look through all lines of a run.
        found = first(rows, LACKING.template, (says.template for _, says in reasons.values()))
        why = select(found.label("why")).correlate(rows).lateral()
        told = func.replace(_joined(translated(why.c.why)), constant("{verb}"), constant(verb), type_=TEXT)
        return or_null(select(case((why.c.why.is_not(None), told))).select_from(why).scalar_subquery())

    members: Mapping[str, Member] = {
        "__typename": lambda _, __: ('"ViewerPermission"',),
        "allowed": lambda rows, _: (case((code(rows).is_(None), constant("true")), else_=constant("false")),),
        "code": lambda rows, _: or_null(constant('"') + func.upper(code(rows), type_=TEXT) + constant('"')),
        "reason": reason,
    }
    return objects(name, code, False, members)


def _joined(pieces: Pieces) -> ColumnElement[Any]:
    return func.concat(*pieces)
