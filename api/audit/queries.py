"""Reading the trail."""

from dataclasses import asdict

import strawberry

from api.audit.types import AuditStatus
from api.graphql.filters.audit import AUDIT_EVENTS, AUDIT_SEALS
from api.graphql.lazy_types import AuditEventRef, AuditSealRef
from api.graphql.mutations.decisions import ContextInfo
from api.graphql.reads.fields import Connection, root_paged
from domain.audit.status import status


@strawberry.type
class AuditQueries:
    audit_events: Connection[AuditEventRef] | None = root_paged("The trail, the newest first.", *AUDIT_EVENTS)
    audit_seals: Connection[AuditSealRef] | None = root_paged(
        "The seals of the trail, the newest first.", *AUDIT_SEALS
    )

    @strawberry.field(description="How far the trail is sealed, and the link that proves it later.")
    async def audit_status(self, info: ContextInfo) -> AuditStatus | None:
        context = info.context
        async with context.database.reading(context.signed_in) as session:
            found = await status(session)
        return AuditStatus(**asdict(found))
