"""Sessions of the pages; and accounts of programs, which approve nothing."""

from alembic import op

revision = "0015"
down_revision = "0014"

SESSIONS = """
create table account_session (
    secret_hash bytea not null,
    account_id uuid not null,
    signed_in_at timestamp with time zone not null,
    seen_at timestamp with time zone not null,
    idle_seconds integer not null,
    ends_at timestamp with time zone not null,
    ended_at timestamp with time zone,
    constraint pk_account_session primary key (secret_hash),
    constraint fk_account_session_account_id foreign key (account_id) references account (id),
    constraint ck_account_session_hash_of_a_secret check (octet_length(secret_hash) = 32)
);
create index ix_account_session_account_id on account_session (account_id);
alter table account_session enable row level security;
alter table account add column is_program boolean default false not null
"""


def upgrade() -> None:
    # Wait briefly for a lock and never hold up the administration's work for long.
    op.execute("set local lock_timeout = '4s'")
    op.execute("set local statement_timeout = '60s'")
    for statement in SESSIONS.split(";\n"):
        op.execute(statement)


def downgrade() -> None:
    op.execute("set local lock_timeout = '4s'")
    op.execute("set local statement_timeout = '60s'")
    op.drop_table("account_session")
    op.drop_column("account", "is_program")
