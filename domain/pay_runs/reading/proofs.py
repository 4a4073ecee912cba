"""What proves a line: the path from its leaf to the root over its run, and the decision that made the run pay."""

from sqlalchemy import (
    JSON,
    TIMESTAMP,
    BigInteger,
    Boolean,
    ColumnElement,
    FromClause,
    Integer,
    Text,
    cast,
    column,
    func,
    literal_column,
    select,
)

from domain.reading.columns import Columns, computed, stored, whole
from domain.reading.objects.values import text_member, word_member
from domain.reading.selection import Selection
from domain.reading.sql.json_text import Pieces, joined, members, or_null, plain, quoted
from domain.reading.view import Member

_FOUND = (
    column("root", Text),
    column("leaf_index", Integer),
    column("size", Integer),
    column("path", JSON),
    column("happened", Text),
    column("decided_at", TIMESTAMP(timezone=True)),
    column("seal", BigInteger),
    column("link", Text),
    column("sealed_at", TIMESTAMP(timezone=True)),
)


def _pays(line: FromClause) -> ColumnElement[bool]:
    # The runs are found once for all lines.
    return cast(line.c.pay_run_id.in_(select(func.paying_runs())), Boolean)


def _proof(line: FromClause, asked: Selection) -> Pieces:
    found = func.proof_of_line(line.c.id).table_valued(*_FOUND).alias("proven")
    leaf = func.encode(stored("leaf")(line), literal_column("'hex'", Text), type_=Text).label("leaf")
    once = select(found, leaf).correlate(line).offset(literal_column("0")).lateral("proof")
    written = members((child.key, _MEMBERS[child.name](once, child)) for child in asked.children)
    return or_null(select(joined(written)).select_from(once).correlate(line).scalar_subquery())


_MEMBERS: dict[str, Member] = {
    "__typename": lambda _, __: ('"PayLineProof"',),
    "leaf": text_member("leaf"),
    "leafIndex": lambda rows, _: plain(rows.c.leaf_index, nullable=False),
    "size": lambda rows, _: plain(rows.c.size, nullable=False),
    "path": lambda rows, _: plain(rows.c.path, nullable=False),
    "root": text_member("root"),
    "decision": word_member("happened", nullable=True),
    "decidedAt": text_member("decided_at", nullable=True),
    "sealNumber": lambda rows, _: quoted(rows.c.seal, nullable=True),
    "sealLink": text_member("link", nullable=True),
    "sealedAt": text_member("sealed_at", nullable=True),
}
IS_PAYING: Columns = computed("isPaying", _pays)
PROOF: Columns = whole("proof", _proof, _MEMBERS)
