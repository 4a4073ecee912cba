"""What the reader may do with a row, and why not: asked of the database with the row itself."""

from collections.abc import Mapping

from sqlalchemy import TEXT, FromClause, case, func, literal_column, select

from domain.language.rights import named
from domain.language.text import Text
from domain.reading.columns import Columns, as_enum, whole
from domain.reading.joins import ACTOR
from domain.reading.objects.quantities import translated
from domain.reading.objects.tasks import said
from domain.reading.selection import Selection
from domain.reading.sql.json_text import Pieces, constant, joined, members, or_null
from domain.reading.view import Expression, Member

RIGHTLESS, LACKING = (
    "forbidden",
    Text(
        "This needs the right to {right}, which you do not hold here today. Ask whoever grants rights here."
    ),
)


def permission(name: str, verb: str, reasons: Mapping[str, tuple[Expression, Text]]) -> Columns:
    """Whether the reader may use a right on a row's unit now.

    `reasons`: by its code, when it may not be done by whoever has the right, and what that says; the first that holds
    counts. Without the right that is the reason, as the mutation tells it.
    """

    texts = {RIGHTLESS: LACKING} | {code: says for code, (_, says) in reasons.items()}

    def read(rows: FromClause, asked: Selection) -> Pieces:
        lacks = ~func.meritgrid_may(ACTOR, constant(verb), rows.c.unit_id)
        found = ((holds(rows), constant(code)) for code, (holds, _) in reasons.items())
        # Worked out once, whatever is asked of it: a reason may look through all lines of a run.
        once = select(case((lacks, constant(RIGHTLESS)), *found).label("code")).correlate(rows)
        why = once.offset(literal_column("0")).lateral()
        written = members((child.key, parts[child.name](why, child)) for child in asked.children)
        return (select(joined(written)).select_from(why).scalar_subquery(),)

    def reason(why: FromClause, _: Selection) -> Pieces:
        sentence = case(
            *((why.c.code == constant(code), constant(says.template)) for code, says in texts.items())
        )
        told = func.replace(
            func.concat(*translated(sentence)), constant("{right}"), said(named(verb)), type_=TEXT
        )
        return or_null(case((why.c.code.is_not(None), told)))

    parts: Mapping[str, Member] = {
        "__typename": lambda _, __: ('"ViewerPermission"',),
        "allowed": lambda why, _: (case((why.c.code.is_(None), constant("true")), else_=constant("false")),),
        "code": lambda why, _: as_enum(why.c.code, nullable=True),
        "reason": reason,
    }
    return whole(name, read, parts, nullable=False)
