"""Accounts are opened for a unit, renamed and closed; rights name who gave them, and may be delegated for a time."""

from alembic import op

revision = "0019"
down_revision = "0018"

ACCOUNTS = """
alter table account add column version integer default 1 not null, add column unit_id uuid, add column closed_on date;
-- squawk-ignore constraint-missing-not-valid, adding-foreign-key-constraint
alter table account add constraint fk_account_unit_id foreign key (unit_id) references unit (id);
-- squawk-ignore require-concurrent-index-creation
create index ix_account_unit_id on account (unit_id);
alter table access_grant add column given_by uuid, add column delegates_id uuid;
-- squawk-ignore constraint-missing-not-valid, adding-foreign-key-constraint
alter table access_grant add constraint fk_access_grant_given_by foreign key (given_by) references account (id);
-- squawk-ignore constraint-missing-not-valid, adding-foreign-key-constraint
alter table access_grant add constraint fk_access_grant_delegates_id foreign key (delegates_id) references access_grant (id);
-- squawk-ignore constraint-missing-not-valid
alter table access_grant add constraint ck_access_grant_given_by_another check (given_by <> account_id);
-- squawk-ignore constraint-missing-not-valid
alter table access_grant add constraint ck_access_grant_delegation_ends check (delegates_id is null or effective_until is not null);
-- squawk-ignore constraint-missing-not-valid
alter table access_grant add constraint ck_access_grant_delegates_no_granting check (delegates_id is null or verb <> 'access.grant');
-- squawk-ignore constraint-missing-not-valid
alter table access_grant add constraint ck_access_grant_delegated_by_somebody check (delegates_id is null or given_by is not null);
-- squawk-ignore require-concurrent-index-creation
create index ix_access_grant_delegates_id on access_grant (delegates_id)
"""


def upgrade() -> None:
    # Wait briefly for a lock and never hold up the administration's work for long.
    op.execute("set local lock_timeout = '4s'")
    op.execute("set local statement_timeout = '60s'")
    for statement in ACCOUNTS.split(";\n"):
        op.execute(statement)


def downgrade() -> None:
    op.execute("set local lock_timeout = '4s'")
    op.execute("set local statement_timeout = '60s'")
    for table, columns in (
        ("access_grant", ("delegates_id", "given_by")),
        ("account", ("closed_on", "unit_id", "version")),
    ):
        for column in columns:
            op.drop_column(table, column)
