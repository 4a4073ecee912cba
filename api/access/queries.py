"""Reading who one is and what one may do."""

import strawberry

from api.access.types import VERB
from api.graphql.lazy_types import AccessGrantRef, AccessRequestRef, AccountRef
from api.graphql.reads.arguments import OF_UNITS, Argument
from api.graphql.reads.fields import Connection, root, root_paged

ACCOUNT = Argument("account_id", strawberry.ID, "Only of this account.")


@strawberry.type
class AccessQueries:
    me: AccountRef | None = root("The account that asks.")
    access_grants: Connection[AccessGrantRef] | None = root_paged(
        "Who may do what where, the newest first.", *OF_UNITS, ACCOUNT, VERB
    )
    access_requests: Connection[AccessRequestRef] | None = root_paged(
        "Rights that somebody asked for and another confirms, the newest first.", *OF_UNITS, ACCOUNT, VERB
    )
