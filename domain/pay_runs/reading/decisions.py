"""What was decided on a run, by which office and why: told by the trail, for whoever reads the run."""

from sqlalchemy import TIMESTAMP, FromClause, Text, Uuid, column, func, select

from domain.reading.columns import listed
from domain.reading.objects.values import text_member, word_member

COLUMNS = (
    column("id", Uuid),
    column("at", TIMESTAMP(timezone=True)),
    column("happened", Text),
    column("actor_id", Uuid),
    column("reason", Text),
)


def _decisions(run: FromClause) -> FromClause:
    each = func.events_of_run(run.c.id).table_valued(*COLUMNS).alias("decided")
    office = func.acting_office(each.c.actor_id, each.c.at, type_=Text).label("office")
    told = select(each.c.happened, each.c.at, each.c.reason, office, each.c.id.label("n"))
    return told.select_from(each).correlate(run).lateral("decisions")


DECISIONS = listed(
    "decisions",
    _decisions,
    {
        "__typename": lambda _, __: ('"PayRunDecision"',),
        "kind": word_member("happened"),
        "at": text_member("at"),
        "office": text_member("office", nullable=True),
        "reason": text_member("reason"),
    },
)
