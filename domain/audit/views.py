"""What readers see of the trail."""

from sqlalchemy import ColumnElement, FromClause, MetaData, select

from domain.audit.tables import AuditEvent, AuditSeal, AuditSealEvent
from domain.reading.columns import as_stored, columns, reference, shouted, table_of, view
from domain.reading.filters import any_id_of, any_of, between, equal
from domain.reading.joins import by
from domain.reading.units import unit_filters
from domain.reading.view import Many, One

# The SQL view that leaves out what an event said when the reader may no longer read that.
EVENTS_SEEN = table_of(AuditEvent).to_metadata(MetaData(), name="audit_event_seen")


def _seal(target: FromClause, source: FromClause) -> ColumnElement[bool]:
    places = table_of(AuditSealEvent).alias()
    number = select(places.c.seal_number).where(places.c.event_id == source.c.id).correlate(source)
    return target.c.number == number.scalar_subquery()


def _events(target: FromClause, source: FromClause) -> ColumnElement[bool]:
    places = table_of(AuditSealEvent).alias()
    sealed = select(places.c.event_id).where(places.c.seal_number == source.c.number).correlate(source)
    return target.c.id.in_(sealed)


AUDIT_EVENT = view(
    "AuditEvent",
    AuditEvent,
    columns(AuditEvent, "at", "subject", "reason", "leaf"),
    shouted(AuditEvent, "happened", "kind"),
    as_stored(AuditEvent, "before", "after"),
    reference(AuditEvent, "actor_id", "Account"),
    order=("id",),
    newest_first=True,
    rows=EVENTS_SEEN.alias,
    relations={
        "actor": One("Account", by(id="actor_id")),
        "unit": One("Unit", by(id="unit_id")),
        "seal": One("AuditSeal", _seal),
    },
    filters={
        **unit_filters(),
        "actorIds": any_id_of("Account", "actor_id"),
        "kinds": any_of("happened"),
        "subjects": any_of("subject"),
        **between("at", "at"),
    },
    orders={"AT": ("id",)},
)

AUDIT_SEAL = view(
    "AuditSeal",
    AuditSeal,
    as_stored(AuditSeal, "number"),
    columns(AuditSeal, "sealed_at", "root", "link"),
    order=("number",),
    newest_first=True,
    relations={"events": Many("AuditEvent", _events)},
    orders={"NUMBER": ("number",)},
    filters={"number": equal("number"), **between("sealedAt", "sealed_at")},
)

VIEWS = (AUDIT_EVENT, AUDIT_SEAL)
