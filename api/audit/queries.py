"""Reading the trail."""

import strawberry

from api.arguments import OF_UNITS
from api.audit.types import ACTOR, HAPPENED, MOMENTS, SUBJECT
from api.fields import Connection, root_paged
from api.references import AuditEventRef, AuditSealRef


@strawberry.type
class AuditQueries:
    audit_events: Connection[AuditEventRef] = root_paged(
        "The trail, the newest first.", *OF_UNITS, SUBJECT, HAPPENED, ACTOR, *MOMENTS
    )
    audit_seals: Connection[AuditSealRef] = root_paged("The seals of the trail, the newest first.")
