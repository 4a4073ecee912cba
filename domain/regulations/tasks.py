"""What waits in regulations: a draft of somebody else's, to be published."""

from sqlalchemy import TEXT, DateTime, cast, func, not_, select

from domain.language.text import Text
from domain.reading.columns import table_of
from domain.reading.joins import ACTOR
from domain.reading.objects.tasks import Waiting, may
from domain.reading.sql.json_text import constant
from domain.regulations.tables import Regulation
from domain.regulations.views import same_day

DRAFTS = table_of(Regulation).alias()
OFFICE = func.coalesce(func.acting_office(DRAFTS.c.drafted_by, func.now()), constant("—"), type_=TEXT)
TASKS = (
    Waiting(
        "regulation.publish",
        "Regulation",
        select(
            DRAFTS.c.id,
            DRAFTS.c.unit_id,
            cast(DRAFTS.c.effective_from, DateTime(timezone=True)).label("since"),
            DRAFTS.c.title,
            OFFICE.label("office"),
        ).where(
            DRAFTS.c.published_by.is_(None),
            DRAFTS.c.drafted_by != ACTOR,
            may("regulation.publish", DRAFTS),
            not_(same_day(DRAFTS)),
        ),
        Text("Publish a regulation of {unit}"),
        Text("Read the draft"),
        Text("“{regulation}”, drafted by {office}"),
        approval=True,
        values={"regulation": "title", "office": "office"},
    ),
)
