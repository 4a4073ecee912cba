"""What readers see of accounts and of what they may do."""

from functools import partial
from typing import Any

from sqlalchemy import TEXT, Column, ColumnElement, FromClause, MetaData, Table, Uuid, and_, case, select

from domain.access.tables import AccessGrant, AccessRequest, Account, Preference
from domain.reading.columns import as_enum, columns, computed, shouted, shouted_list, table_of, view
from domain.reading.filters import any_given, any_id_of, any_of, between, equal, present
from domain.reading.ids import uuid_of
from domain.reading.joins import TODAY, by
from domain.reading.sql.json_text import constant
from domain.reading.units import UNIT_ANCESTOR, unit_filters
from domain.reading.view import Many, One

# A right as it is held: it is no thing of its own, and refers to the grant that it comes from.
HELD = Table(
    "access_right",
    MetaData(),
    Column("grant_id", Uuid, primary_key=True),
    Column("unit_id", Uuid, nullable=False),
    Column("verb", TEXT, nullable=False),
)


def _confirmed(rows: FromClause) -> ColumnElement[bool]:
    grants = table_of(AccessGrant).alias()
    return select(grants.c.id).where(grants.c.request_id == rows.c.id).correlate(rows).exists()


def _cause(rows: FromClause) -> ColumnElement[Any]:
    """Why somebody holds a right."""
    words = (
        (rows.c.delegates_id.is_not(None), "delegated"),
        (rows.c.request_id.is_not(None), "confirmed"),
        (rows.c.given_by.is_not(None), "granted"),
    )
    return case(*((holds, constant(word)) for holds, word in words), else_=constant("given_by_the_owner"))


def _in_force(alias: str) -> FromClause:
    """Rights as they are held on the day: closing an account ended its own."""
    grants = table_of(AccessGrant)
    last = grants.c.effective_until
    held = (grants.c.effective_from <= TODAY) & (last.is_(None) | (last > TODAY))
    return select(grants.c.id.label("grant_id"), *grants.c).where(held).subquery(alias)


def _reaching(rows: FromClause, unit: ColumnElement[Any]) -> ColumnElement[bool]:
    """Rights that reach the unit on the day, there or through a unit above it."""
    pairs = UNIT_ANCESTOR.alias()
    on_the_day = (pairs.c.effective_from <= TODAY) & (pairs.c.effective_until > TODAY)
    return rows.c.unit_id.in_(select(pairs.c.ancestor_id).where(pairs.c.unit_id == unit, on_the_day))


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
    columns(Account, "subject", "name", "is_program", "closed_on", "version"),
    computed("language", _language, nullable=True, write=as_enum),
    order=("subject",),
    relations={
        "employee": One("Employee", by(id="id")),
        "unit": One("Unit", by(id="unit_id")),
        "grants": Many("AccessGrant", by(account_id="id")),
        "rights": Many("Right", by(account_id="id")),
        "recent": Many("AuditEvent", _done),
    },
    orders={"NAME": ("name",), "SUBJECT": ("subject",)},
    filters={
        **unit_filters(),
        "subject": equal("subject"),
        "closed": present(lambda rows: rows.c.closed_on.is_not(None)),
        "isProgram": equal("is_program"),
    },
)

ACCESS_GRANT = view(
    "AccessGrant",
    AccessGrant,
    columns(AccessGrant, "effective_from", "effective_until", "account_id", "given_by"),
    shouted(AccessGrant, "verb"),
    shouted_list(AccessGrant, "passes_on"),
    order=("effective_from", "id"),
    newest_first=True,
    relations={
        "account": One("Account", by(id="account_id")),
        "unit": One("Unit", by(id="unit_id"), required=True),
        "request": One("AccessRequest", by(id="request_id")),
        "givenBy": One("Account", by(id="given_by")),
        "delegates": One("AccessGrant", by(id="delegates_id")),
    },
    orders={"EFFECTIVE_FROM": ("effective_from",)},
    filters={
        **unit_filters(),
        "accountIds": any_id_of("Account", "account_id"),
        "verbs": any_of("verb"),
        **between("effectiveFrom", "effective_from"),
    },
)

RIGHT = view(
    "Right",
    HELD,
    columns(AccessGrant, "effective_from", "effective_until", "account_id"),
    shouted(AccessGrant, "verb"),
    shouted_list(AccessGrant, "passes_on"),
    computed("cause", _cause, write=as_enum),
    order=("verb", "grant_id"),
    rows=_in_force,
    relations={
        "account": One("Account", by(id="account_id")),
        "through": One("Unit", by(id="unit_id"), required=True),
        "givenBy": One("Account", by(id="given_by")),
        "grant": One("AccessGrant", by(id="grant_id")),
    },
    filters={
        "accountIds": any_id_of("Account", "account_id"),
        "verbs": any_of("verb"),
        "unitIds": any_given(_reaching, partial(uuid_of, "Unit")),
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

VIEWS = (ACCOUNT, ACCESS_GRANT, RIGHT, ACCESS_REQUEST)
