"""What readers see of accounts and of what they may do."""

from domain.access.tables import AccessGrant, AccessRequest, Account
from domain.reading.columns import columns, view
from domain.reading.filters import equal, of
from domain.reading.joins import by
from domain.reading.units import unit_filters
from domain.reading.view import Many, One

ACCOUNT = view(
    "Account",
    Account,
    columns(Account, "subject", "name"),
    order=("subject",),
    relations={
        "employee": One("Employee", by(id="id")),
        "grants": Many("AccessGrant", by(account_id="id"), paged=False),
    },
    filters={"subject": equal("subject")},
)

ACCESS_GRANT = view(
    "AccessGrant",
    AccessGrant,
    columns(AccessGrant, "verb", "effective_from", "effective_until", "passes_on", "account_id"),
    order=("effective_from", "id"),
    newest_first=True,
    relations={
        "account": One("Account", by(id="account_id")),
        "unit": One("Unit", by(id="unit_id"), required=True),
        "request": One("AccessRequest", by(id="request_id")),
    },
    filters={**unit_filters(), "accountId": of("Account", "account_id"), "verb": equal("verb")},
)

ACCESS_REQUEST = view(
    "AccessRequest",
    AccessRequest,
    columns(
        AccessRequest, "verb", "effective_from", "effective_until", "passes_on", "account_id", "asked_by"
    ),
    order=("id",),
    newest_first=True,
    relations={
        "account": One("Account", by(id="account_id")),
        "askedBy": One("Account", by(id="asked_by")),
        "unit": One("Unit", by(id="unit_id"), required=True),
        "grant": One("AccessGrant", by(request_id="id")),
    },
    filters={**unit_filters(), "accountId": of("Account", "account_id"), "verb": equal("verb")},
)

VIEWS = (ACCOUNT, ACCESS_GRANT, ACCESS_REQUEST)
