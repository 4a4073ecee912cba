"""Reading the trail."""

from dataclasses import asdict

import strawberry

from api.audit.types import ACTOR, HAPPENED, MOMENTS, SUBJECT, AuditStatus
from api.graphql.decisions import ContextInfo
from api.graphql.lazy_types import AuditEventRef, AuditSealRef
from api.graphql.reads.arguments import OF_UNITS
from api.graphql.reads.fields import Connection, root_paged
from domain.audit.status import status


@strawberry.type
class AuditQueries:
    audit_events: Connection[AuditEventRef] | None = root_paged(
        "The trail, the newest first.", *OF_UNITS, SUBJECT, HAPPENED, ACTOR, *MOMENTS
    )
    audit_seals: Connection[AuditSealRef] | None = root_paged("The seals of the trail, the newest first.")

    @strawberry.field(description="How far the trail is sealed, and the link that proves it later.")
    async def audit_status(self, info: ContextInfo) -> AuditStatus | None:
        context = info.context
        async with context.database.reading(context.signed_in) as session:
            found = await status(session)
        return AuditStatus(**asdict(found))
