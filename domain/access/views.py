"""What readers see of accounts and of what they may do."""

from typing import Any

from sqlalchemy import ColumnElement, FromClause, and_, select

from domain.access.tables import AccessGrant, AccessRequest, Account, Preference
from domain.reading.columns import as_enum, columns, computed, shouted, shouted_list, table_of, view
from domain.reading.filters import any_id_of, any_of, between, equal, present
from domain.reading.joins import by
from domain.reading.sql.json_text import constant
from domain.reading.units import unit_filters
from domain.reading.view import Many, One


def _confirmed(rows: FromClause) -> ColumnElement[bool]:
    grants = table_of(AccessGrant).alias()
    return select(grants.c.id).where(grants.c.request_id == rows.c.id).correlate(rows).exists()


def _language(rows: FromClause) -> ColumnElement[Any]:
    """What the account chose; the policy shows everybody their own only."""
    chosen = table_of(Preference).alias()
    of_it = chosen.c.account_id == rows.c.id
    return select(chosen.c.language).where(of_it).correlate(rows).scalar_subquery()


def _done(target: FromClause, source: FromClause) -> ColumnElement[bool]:
    """What an account did in its sessions; that it signed in and out stands in the trail."""
    of_sessions = (constant("session.started"), constant("session.ended"))
    return and_(target.c.actor_id == source.c.id, target.c.happened.not_in(of_sessions))


ACCOUNT = view(
    "Account",
    Account,
    columns(Account, "subject", "name"),
    computed("language", _language, nullable=True, write=as_enum),
    order=("subject",),
    relations={
        "employee": One("Employee", by(id="id")),
        "grants": Many("AccessGrant", by(account_id="id")),
        "recent": Many("AuditEvent", _done),
    },
    filters={"subject": equal("subject")},
)

ACCESS_GRANT = view(
    "AccessGrant",
    AccessGrant,
    columns(AccessGrant, "effective_from", "effective_until", "account_id"),
    shouted(AccessGrant, "verb"),
    shouted_list(AccessGrant, "passes_on"),
    order=("effective_from", "id"),
    newest_first=True,
    relations={
        "account": One("Account", by(id="account_id")),
        "unit": One("Unit", by(id="unit_id"), required=True),
        "request": One("AccessRequest", by(id="request_id")),
    },
    orders={"EFFECTIVE_FROM": ("effective_from",)},
    filters={
        **unit_filters(),
        "accountIds": any_id_of("Account", "account_id"),
        "verbs": any_of("verb"),
        **between("effectiveFrom", "effective_from"),
    },
)

ACCESS_REQUEST = view(
    "AccessRequest",
    AccessRequest,
    columns(AccessRequest, "effective_from", "effective_until", "account_id", "asked_by"),
    shouted(AccessRequest, "verb"),
    shouted_list(AccessRequest, "passes_on"),
    order=("id",),
    newest_first=True,
    relations={
        "account": One("Account", by(id="account_id")),
        "askedBy": One("Account", by(id="asked_by")),
        "unit": One("Unit", by(id="unit_id"), required=True),
        "grant": One("AccessGrant", by(request_id="id")),
    },
    orders={"EFFECTIVE_FROM": ("effective_from",)},
    filters={
        **unit_filters(),
        "accountIds": any_id_of("Account", "account_id"),
        "verbs": any_of("verb"),
        "confirmed": present(_confirmed),
    },
)

VIEWS = (ACCOUNT, ACCESS_GRANT, ACCESS_REQUEST)
