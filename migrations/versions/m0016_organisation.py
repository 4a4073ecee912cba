"""Units are set up and changed by an act, and say which unit took over from them."""

from alembic import op

revision = "0016"
down_revision = "0015"

ACTS = """
alter table unit_state add column act_number text, add column act_dated_on date, add column act_issuer text;
-- Units are few: the constraint is checked in a moment.
-- squawk-ignore constraint-missing-not-valid
alter table unit_state add constraint ck_unit_state_act_is_whole
    check (num_nulls(act_number, act_dated_on, act_issuer) in (0, 3));
create table unit_succession (
    id uuid not null,
    effective_from date not null,
    unit_id uuid not null,
    successor_id uuid not null,
    constraint pk_unit_succession primary key (id),
    constraint uq_unit_succession_unit_id_successor_id_effective_from unique (unit_id, successor_id, effective_from),
    constraint ck_unit_succession_successor_is_another_unit check (successor_id <> unit_id),
    constraint fk_unit_succession_unit_id foreign key (unit_id) references unit (id),
    constraint fk_unit_succession_successor_id foreign key (successor_id) references unit (id)
);
create index ix_unit_succession_successor_id on unit_succession (successor_id);
alter table unit_succession enable row level security
"""
BEFORE = """
drop table unit_succession;
alter table unit_state drop constraint ck_unit_state_act_is_whole;
alter table unit_state drop column act_number, drop column act_dated_on, drop column act_issuer
"""


def upgrade() -> None:
    # Wait briefly for a lock and never hold up the administration's work for long.
    op.execute("set local lock_timeout = '4s'")
    op.execute("set local statement_timeout = '60s'")
    for statement in ACTS.split(";\n"):
        op.execute(statement)


def downgrade() -> None:
    op.execute("set local lock_timeout = '4s'")
    op.execute("set local statement_timeout = '60s'")
    for statement in BEFORE.split(";\n"):
        op.execute(statement)
