"""Policy goals belong to units, and are drafted, published and ended by acts."""

from alembic import op

revision = "0020"
down_revision = "0019"

# Goals that are there belong to the unit above all others, and are published as long as there are units.
GOALS = """
alter table policy_goal add column unit_id uuid;
update policy_goal set unit_id = (
    select unit_id from unit_state where parent_id is null order by effective_from limit 1);
-- squawk-ignore adding-not-nullable-field
alter table policy_goal alter column unit_id set not null;
-- squawk-ignore constraint-missing-not-valid, adding-foreign-key-constraint
alter table policy_goal add constraint fk_policy_goal_unit_id foreign key (unit_id) references unit (id);
-- squawk-ignore ban-drop-constraint
alter table policy_goal drop constraint uq_policy_goal_code;
-- squawk-ignore constraint-missing-not-valid, disallowed-unique-constraint
alter table policy_goal add constraint uq_policy_goal_unit_id_code unique (unit_id, code);
create table policy_goal_state (
    id uuid not null,
    effective_from date not null,
    policy_goal_id uuid not null,
    unit_id uuid not null,
    title text not null,
    document text not null,
    parent_id uuid,
    starts_on date,
    ends_on date,
    stage text not null,
    successor_id uuid,
    act_number text,
    act_dated_on date,
    act_issuer text,
    constraint pk_policy_goal_state primary key (id),
    constraint uq_policy_goal_state_policy_goal_id_effective_from unique (policy_goal_id, effective_from),
    constraint ck_policy_goal_state_stage_known check (stage in ('drafted', 'published', 'superseded', 'closed')),
    constraint ck_policy_goal_state_parent_is_another_goal check (parent_id <> policy_goal_id),
    constraint ck_policy_goal_state_successor_is_another_goal check (successor_id <> policy_goal_id),
    constraint ck_policy_goal_state_superseded_by_another check ((stage = 'superseded') = (successor_id is not null)),
    constraint ck_policy_goal_state_period_ends_after_it_starts check (starts_on <= ends_on),
    constraint ck_policy_goal_state_act_is_whole check (num_nulls(act_number, act_dated_on, act_issuer) in (0, 3)),
    constraint fk_policy_goal_state_policy_goal_id foreign key (policy_goal_id) references policy_goal (id),
    constraint fk_policy_goal_state_unit_id foreign key (unit_id) references unit (id),
    constraint fk_policy_goal_state_parent_id foreign key (parent_id) references policy_goal (id),
    constraint fk_policy_goal_state_successor_id foreign key (successor_id) references policy_goal (id)
);
create index ix_policy_goal_state_unit_id on policy_goal_state (unit_id);
create index ix_policy_goal_state_parent_id on policy_goal_state (parent_id);
create index ix_policy_goal_state_successor_id on policy_goal_state (successor_id);
alter table policy_goal_state enable row level security;
insert into policy_goal_state (id, effective_from, policy_goal_id, unit_id, title, document, stage)
    select gen_random_uuid(), (select min(effective_from) from unit_state), id, unit_id, title, document, 'published'
    from policy_goal;
-- squawk-ignore ban-drop-column
alter table policy_goal drop column title, drop column document
"""
BEFORE = """
alter table policy_goal add column title text, add column document text;
update policy_goal g set (title, document) = (
    select s.title, s.document from policy_goal_state s where s.policy_goal_id = g.id
    order by s.effective_from desc limit 1);
alter table policy_goal alter column title set not null, alter column document set not null;
drop table policy_goal_state;
alter table policy_goal drop constraint uq_policy_goal_unit_id_code;
alter table policy_goal drop column unit_id;
alter table policy_goal add constraint uq_policy_goal_code unique (code)
"""


def upgrade() -> None:
    # Wait briefly for a lock and never hold up the administration's work for long.
    op.execute("set local lock_timeout = '4s'")
    op.execute("set local statement_timeout = '60s'")
    for statement in GOALS.split(";\n"):
        op.execute(statement)


def downgrade() -> None:
    op.execute("set local lock_timeout = '4s'")
    op.execute("set local statement_timeout = '60s'")
    for statement in BEFORE.split(";\n"):
        op.execute(statement)
