"""What a what-if may be asked how often, rights that two people grant, and the tree of units by day."""

from alembic import op

revision = "0006"
down_revision = "0005"

SCENARIO = """
create table asked_scenario (
    account_id uuid not null,
    snapshot_hash text not null,
    scenario text not null,
    constraint pk_asked_scenario primary key (account_id, snapshot_hash, scenario),
    constraint fk_asked_scenario_account_id foreign key(account_id) references account (id),
    constraint fk_asked_scenario_snapshot_hash foreign key(snapshot_hash) references snapshot (hash)
)
"""
REQUEST = """
create table access_request (
    id uuid not null,
    account_id uuid not null,
    verb text not null,
    unit_id uuid not null,
    effective_from date not null,
    effective_until date,
    passes_on text[] not null default '{}',
    asked_by uuid not null,
    constraint pk_access_request primary key (id),
    constraint ck_access_request_lasts_a_day check (effective_until > effective_from),
    constraint ck_access_request_asked_for_somebody_else check (asked_by <> account_id),
    constraint fk_access_request_account_id foreign key(account_id) references account (id),
    constraint fk_access_request_unit_id foreign key(unit_id) references unit (id),
    constraint fk_access_request_asked_by foreign key(asked_by) references account (id)
);
create index ix_access_request_unit_id on access_request (unit_id)
"""
# Whoever could grant before may pass on what could be granted before.
GRANTS = """
alter table access_grant
    add column passes_on text[] not null default '{}',
    add column request_id uuid,
    add constraint uq_access_grant_request_id unique (request_id),
    add constraint fk_access_grant_request_id foreign key(request_id) references access_request (id);
update access_grant set passes_on = array[
    'access.grant', 'access.read', 'assessment.confirm', 'assessment.propose', 'assessment.read', 'audit.read',
    'fund.open', 'fund.read', 'grades.read', 'organisation.write', 'pay_run.approve', 'pay_run.close',
    'pay_run.create', 'pay_run.read', 'pay_run.review', 'people.read', 'people.write', 'regulation.draft',
    'regulation.publish', 'results.read', 'results.record', 'scenario.simulate']
where verb = 'access.grant';
alter table access_grant
    add constraint ck_access_grant_only_who_grants_passes_on
        check (verb = 'access.grant' or passes_on = '{}')
"""
ANCESTORS = """
create table unit_ancestor (
    ancestor_id uuid not null,
    unit_id uuid not null,
    effective_from date not null,
    effective_until date not null,
    depth integer not null,
    constraint pk_unit_ancestor primary key (ancestor_id, unit_id, effective_from),
    constraint fk_unit_ancestor_ancestor_id foreign key(ancestor_id) references unit (id),
    constraint fk_unit_ancestor_unit_id foreign key(unit_id) references unit (id)
);
create index ix_unit_ancestor_unit_id on unit_ancestor (unit_id);
insert into unit_ancestor (ancestor_id, unit_id, effective_from, effective_until, depth)
with recursive turned as (
    select unit_id, parent_id, effective_from, lag(parent_id) over w as before, row_number() over w as place
    from unit_state window w as (partition by unit_id order by effective_from)
), under as (
    select unit_id, parent_id, case place when 1 then '-infinity'::date else effective_from end as since,
           coalesce(lead(effective_from) over (partition by unit_id order by effective_from), 'infinity') as until
    from turned where place = 1 or parent_id is distinct from before
), tree as (
    select distinct unit_id as ancestor_id, unit_id, '-infinity'::date as since, 'infinity'::date as until,
           0 as depth
    from unit_state
    union all
    select tree.ancestor_id, under.unit_id, greatest(tree.since, under.since), least(tree.until, under.until),
           tree.depth + 1
    from tree join under on under.parent_id = tree.unit_id and under.since < tree.until and tree.since < under.until
    where tree.depth < 32
)
select ancestor_id, unit_id, since, max(until), min(depth) from tree group by ancestor_id, unit_id, since;
drop table unit_closure cascade
"""
CLOSURE = """
create table unit_closure (
    ancestor_id uuid not null,
    unit_id uuid not null,
    depth integer not null,
    constraint pk_unit_closure primary key (ancestor_id, unit_id),
    constraint fk_unit_closure_ancestor_id foreign key(ancestor_id) references unit (id),
    constraint fk_unit_closure_unit_id foreign key(unit_id) references unit (id)
);
create index ix_unit_closure_unit_id on unit_closure (unit_id);
insert into unit_closure (ancestor_id, unit_id, depth)
select ancestor_id, unit_id, depth from unit_ancestor where effective_until = 'infinity';
drop table unit_ancestor
"""


def upgrade() -> None:
    # Wait briefly for a lock and never hold up the administration's work for long.
    op.execute("set local lock_timeout = '4s'")
    op.execute("set local statement_timeout = '60s'")
    for part in (SCENARIO, REQUEST, GRANTS, ANCESTORS):
        for statement in part.split(";\n"):
            op.execute(statement)


def downgrade() -> None:
    op.execute("set local lock_timeout = '4s'")
    op.execute("set local statement_timeout = '60s'")
    for statement in CLOSURE.split(";\n"):
        op.execute(statement)
    op.execute("alter table access_grant drop column request_id, drop column passes_on")
    op.execute("drop table access_request, asked_scenario")
