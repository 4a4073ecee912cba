"""Positions and peer groups are set up, changed and closed from a day on, by an act."""

from alembic import op

revision = "0018"
down_revision = "0017"

POSTS = """
create table peer_group_state (
    id uuid not null,
    effective_from date not null,
    peer_group_id uuid not null,
    unit_id uuid not null,
    name text not null,
    closed boolean not null,
    sets_up boolean not null,
    act_number text,
    act_dated_on date,
    act_issuer text,
    constraint pk_peer_group_state primary key (id),
    constraint uq_peer_group_state_peer_group_id_effective_from unique (peer_group_id, effective_from),
    constraint ck_peer_group_state_act_is_whole check (num_nulls(act_number, act_dated_on, act_issuer) in (0, 3)),
    constraint fk_peer_group_state_peer_group_id foreign key (peer_group_id) references peer_group (id),
    constraint fk_peer_group_state_unit_id foreign key (unit_id) references unit (id)
);
create index ix_peer_group_state_unit_id on peer_group_state (unit_id);
alter table peer_group_state enable row level security;
create table position_state (
    id uuid not null,
    effective_from date not null,
    position_id uuid not null,
    unit_id uuid not null,
    peer_group_id uuid not null,
    title text not null,
    leader boolean not null,
    leadership_code text,
    lowest_grade_code text,
    highest_grade_code text,
    staffing integer,
    closed boolean not null,
    sets_up boolean not null,
    act_number text,
    act_dated_on date,
    act_issuer text,
    constraint pk_position_state primary key (id),
    constraint uq_position_state_position_id_effective_from unique (position_id, effective_from),
    constraint ck_position_state_act_is_whole check (num_nulls(act_number, act_dated_on, act_issuer) in (0, 3)),
    constraint ck_position_state_staffing_is_of_people check (staffing > 0),
    constraint fk_position_state_position_id foreign key (position_id) references position (id),
    constraint fk_position_state_unit_id foreign key (unit_id) references unit (id),
    constraint fk_position_state_peer_group_id foreign key (peer_group_id) references peer_group (id)
);
create index ix_position_state_unit_id on position_state (unit_id);
create index ix_position_state_peer_group_id on position_state (peer_group_id);
alter table position_state enable row level security
"""
BEFORE = """
drop table position_state;
drop table peer_group_state
"""


def upgrade() -> None:
    # Wait briefly for a lock and never hold up the administration's work for long.
    op.execute("set local lock_timeout = '4s'")
    op.execute("set local statement_timeout = '60s'")
    for statement in POSTS.split(";\n"):
        op.execute(statement)


def downgrade() -> None:
    op.execute("set local lock_timeout = '4s'")
    op.execute("set local statement_timeout = '60s'")
    for statement in BEFORE.split(";\n"):
        op.execute(statement)
