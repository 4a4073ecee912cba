"""What the reader may do with a row, and why not: asked of the database with the row itself."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import TEXT, ColumnElement, FromClause, case, func

from domain.language.text import Text
from domain.reading.columns import Columns, objects
from domain.reading.joins import ACTOR
from domain.reading.objects.quantities import translated
from domain.reading.selection import Selection
from domain.reading.sql.json_text import Pieces, constant, or_null
from domain.reading.view import Expression, Member

RIGHTLESS, LACKING = "forbidden", Text("This needs a right that you do not hold here.")


def permission(name: str, verb: str, reasons: Mapping[str, tuple[Expression, Text]]) -> Columns:
    """Whether the reader may use a right on a row's unit now.

    `reasons`: by its code, when it may not be done by whoever has the right, and what that says; the first that holds
    counts. Without the right that is the reason, as the mutation tells it.
    """
    said = {code: says for code, (_, says) in reasons.items()} | {RIGHTLESS: LACKING}

    def code(rows: FromClause) -> ColumnElement[Any]:
        lacks = ~func.meritgrid_may(ACTOR, constant(verb), rows.c.unit_id)
        found = ((holds(rows), constant(one)) for one, (holds, _) in reasons.items())
        return case((lacks, constant(RIGHTLESS)), *found)

    def reason(rows: FromClause, _: Selection) -> Pieces:
        kept = code(rows)
        sentence = case(*((kept == constant(one), constant(says.template)) for one, says in said.items()))
        return or_null(case((kept.is_not(None), _joined(translated(sentence)))))

    members: Mapping[str, Member] = {
        "__typename": lambda _, __: ('"ViewerPermission"',),
        "allowed": lambda rows, _: (case((code(rows).is_(None), constant("true")), else_=constant("false")),),
        "code": lambda rows, _: or_null(constant('"') + func.upper(code(rows), type_=TEXT) + constant('"')),
        "reason": reason,
    }
    return objects(name, code, False, members)


def _joined(pieces: Pieces) -> ColumnElement[Any]:
    return func.concat(*pieces)
