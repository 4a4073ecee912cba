"""KPIs belong to units, are versioned by acts, bound to positions, and become active as sets."""

from alembic import op

revision = "0024"
down_revision = "0023"

# KPIs that are there belong to the unit above all others, for as long as there are units.
KPIS = """
alter table kpi add column unit_id uuid;
update kpi set unit_id = (select unit_id from unit_state where parent_id is null order by effective_from limit 1);
-- squawk-ignore adding-not-nullable-field
alter table kpi alter column unit_id set not null;
-- squawk-ignore constraint-missing-not-valid, adding-foreign-key-constraint
alter table kpi add constraint fk_kpi_unit_id foreign key (unit_id) references unit (id);
-- squawk-ignore ban-drop-constraint
alter table kpi drop constraint uq_kpi_code;
-- squawk-ignore constraint-missing-not-valid, disallowed-unique-constraint
alter table kpi add constraint uq_kpi_unit_id_code unique (unit_id, code);
create table kpi_state (
    id uuid not null,
    effective_from date not null,
    kpi_id uuid not null,
    unit_id uuid not null,
    title text not null,
    policy_goal_id uuid not null,
    measure text not null,
    unit_of_measure text,
    direction text,
    formula text,
    denominator text,
    data_source text,
    closes_on_day integer,
    missing_data text,
    evidence text,
    closed boolean not null,
    act_number text,
    act_dated_on date,
    act_issuer text,
    constraint pk_kpi_state primary key (id),
    constraint uq_kpi_state_kpi_id_effective_from unique (kpi_id, effective_from),
    constraint ck_kpi_state_direction_known check (direction in ('higher', 'lower', 'on_target')),
    constraint ck_kpi_state_missing_data_known check (missing_data in ('zero', 'left_out', 'carried_over')),
    constraint ck_kpi_state_closes_in_the_following_month check (closes_on_day between 1 and 28),
    constraint ck_kpi_state_act_is_whole check (num_nulls(act_number, act_dated_on, act_issuer) in (0, 3)),
    constraint fk_kpi_state_kpi_id foreign key (kpi_id) references kpi (id),
    constraint fk_kpi_state_unit_id foreign key (unit_id) references unit (id),
    constraint fk_kpi_state_policy_goal_id foreign key (policy_goal_id) references policy_goal (id)
);
create index ix_kpi_state_unit_id on kpi_state (unit_id);
create index ix_kpi_state_policy_goal_id on kpi_state (policy_goal_id);
alter table kpi_state enable row level security;
insert into kpi_state (id, effective_from, kpi_id, unit_id, title, policy_goal_id, measure, data_source, closed)
    select gen_random_uuid(), (select min(effective_from) from unit_state), id, unit_id, title, policy_goal_id, measure,
           data_source, false from kpi;
-- squawk-ignore ban-drop-column
alter table kpi drop column title, drop column policy_goal_id, drop column measure, drop column data_source;
create table position_kpi_state (
    id uuid not null,
    effective_from date not null,
    position_id uuid not null,
    kpi_id uuid not null,
    unit_id uuid not null,
    bound boolean not null,
    act_number text,
    act_dated_on date,
    act_issuer text,
    constraint pk_position_kpi_state primary key (id),
    constraint uq_position_kpi_state_position_id_kpi_id_effective_from unique (position_id, kpi_id, effective_from),
    constraint ck_position_kpi_state_act_is_whole check (num_nulls(act_number, act_dated_on, act_issuer) in (0, 3)),
    constraint fk_position_kpi_state_position_id_kpi_id foreign key (position_id, kpi_id)
        references position_kpi (position_id, kpi_id),
    constraint fk_position_kpi_state_unit_id foreign key (unit_id) references unit (id)
);
create index ix_position_kpi_state_unit_id on position_kpi_state (unit_id);
alter table position_kpi_state enable row level security;
create table kpi_set (
    id uuid not null,
    effective_from date not null,
    position_id uuid not null,
    unit_id uuid not null,
    act_number text,
    act_dated_on date,
    act_issuer text,
    constraint pk_kpi_set primary key (id),
    constraint uq_kpi_set_position_id_effective_from unique (position_id, effective_from),
    constraint ck_kpi_set_act_is_whole check (num_nulls(act_number, act_dated_on, act_issuer) in (0, 3)),
    constraint fk_kpi_set_position_id foreign key (position_id) references position (id),
    constraint fk_kpi_set_unit_id foreign key (unit_id) references unit (id)
);
create index ix_kpi_set_unit_id on kpi_set (unit_id);
alter table kpi_set enable row level security;
create table kpi_set_kpi (
    kpi_set_id uuid not null,
    kpi_id uuid not null,
    constraint pk_kpi_set_kpi primary key (kpi_set_id, kpi_id),
    constraint fk_kpi_set_kpi_kpi_set_id foreign key (kpi_set_id) references kpi_set (id),
    constraint fk_kpi_set_kpi_kpi_id foreign key (kpi_id) references kpi (id)
);
create index ix_kpi_set_kpi_kpi_id on kpi_set_kpi (kpi_id);
alter table kpi_set_kpi enable row level security
"""
BEFORE = """
drop table kpi_set_kpi;
drop table kpi_set;
drop table position_kpi_state;
alter table kpi add column title text, add column policy_goal_id uuid, add column measure text, add column data_source text;
update kpi k set (title, policy_goal_id, measure, data_source) = (
    select s.title, s.policy_goal_id, s.measure, coalesce(s.data_source, '') from kpi_state s where s.kpi_id = k.id
    order by s.effective_from desc limit 1);
alter table kpi alter column title set not null, alter column policy_goal_id set not null,
    alter column measure set not null, alter column data_source set not null;
alter table kpi add constraint fk_kpi_policy_goal_id foreign key (policy_goal_id) references policy_goal (id);
create index ix_kpi_policy_goal_id on kpi (policy_goal_id);
drop table kpi_state;
alter table kpi drop constraint uq_kpi_unit_id_code;
alter table kpi drop column unit_id;
alter table kpi add constraint uq_kpi_code unique (code)
"""


def upgrade() -> None:
    # Wait briefly for a lock and never hold up the administration's work for long.
    op.execute("set local lock_timeout = '4s'")
    op.execute("set local statement_timeout = '60s'")
    for statement in KPIS.split(";\n"):
        op.execute(statement)


def downgrade() -> None:
    op.execute("set local lock_timeout = '4s'")
    op.execute("set local statement_timeout = '60s'")
    for statement in BEFORE.split(";\n"):
        op.execute(statement)
