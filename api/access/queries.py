"""Reading who one is and what one may do."""

import strawberry

from api.graphql.filters.access import ACCESS_GRANTS, ACCESS_REQUESTS, ACCOUNTS, RIGHTS
from api.graphql.lazy_types import AccessGrantRef, AccessRequestRef, AccountRef, RightRef
from api.graphql.reads.arguments import AS_OF
from api.graphql.reads.fields import Connection, root, root_paged


@strawberry.type
class AccessQueries:
    me: AccountRef | None = root("The account that asks.")
    accounts: Connection[AccountRef] | None = root_paged("Accounts, by subject.", *ACCOUNTS)
    rights: Connection[RightRef] | None = root_paged(
        "Who may do what on a day, and why, by verb: of an account, on a unit, by a verb, or of all that you may see.",
        *RIGHTS,
        AS_OF,
    )
    access_grants: Connection[AccessGrantRef] | None = root_paged(
        "Who may do what where, the newest first.", *ACCESS_GRANTS
    )
    access_requests: Connection[AccessRequestRef] | None = root_paged(
        "Rights that somebody asked for and another confirms, the newest first.", *ACCESS_REQUESTS
    )
