"""Who may see and write which rows, and what nobody may change."""

from alembic import op

revision = "0002"
down_revision = "0001"

CREATE_ROLE = """
do $$ begin
    create role meritgrid_app login;
exception when duplicate_object or unique_violation then null;
end $$
"""

FUNCTIONS_AND_TRIGGERS = """
-- Functions that run with their owner's rights name pg_temp last: otherwise a caller's temporary table of the same
-- name would be read in place of ours.

-- The tree of today, so that a right on a unit reaches everything below it without recursion in a policy.
create function refresh_unit_closure() returns trigger language plpgsql security definer
    set search_path = public, pg_temp as $$
begin
    -- Not TRUNCATE: whoever reads meanwhile keeps the tree that they began with, and waits for nobody.
    delete from unit_closure;
    insert into unit_closure (ancestor_id, unit_id, depth)
    with recursive latest as (
        select distinct on (unit_id) unit_id, parent_id from unit_state order by unit_id, effective_from desc
    ), tree (ancestor_id, unit_id, depth) as (
        select unit_id, unit_id, 0 from latest
        union all
        select tree.ancestor_id, latest.unit_id, tree.depth + 1
        from tree join latest on latest.parent_id = tree.unit_id where tree.depth < 32
    )
    select ancestor_id, unit_id, min(depth) from tree group by ancestor_id, unit_id;
    -- A right on the root is a right everywhere: so there is one root, and everything is below it.
    if exists (select from unit_closure) and not exists (
        select from unit_closure c where not exists (
            select from unit_closure above where above.unit_id = c.ancestor_id and above.depth > 0
        ) group by ancestor_id having count(*) = (select count(distinct unit_id) from unit_closure)
    ) then
        raise exception 'an administration is one tree: one unit without a parent, and all others below it'
            using errcode = 'restrict_violation';
    end if;
    return null;
end $$;

create trigger unit_state_refreshes_closure after insert or update or delete on unit_state
    for each statement execute function refresh_unit_closure();

-- Does the actor hold the verb on the root, that is everywhere?
create function meritgrid_everywhere(actor uuid, wanted text) returns boolean
    language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
    return exists (
        select from access_grant g
        where g.account_id = actor and g.verb = wanted
          and g.effective_from <= nullif(current_setting('meritgrid.day', true), '')::date
          and (g.effective_until is null
               or g.effective_until > nullif(current_setting('meritgrid.day', true), '')::date)
          and not exists (select from unit_closure c where c.unit_id = g.unit_id and c.depth > 0)
    );
end $$;

-- The units on which the actor holds the verb, directly or through a unit above.
create function meritgrid_units(actor uuid, wanted text) returns setof uuid
    language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
    return query
        select c.unit_id from access_grant g join unit_closure c on c.ancestor_id = g.unit_id
        where g.account_id = actor and g.verb = wanted
          and g.effective_from <= nullif(current_setting('meritgrid.day', true), '')::date
          and (g.effective_until is null
               or g.effective_until > nullif(current_setting('meritgrid.day', true), '')::date);
end $$;

create function meritgrid_may(actor uuid, wanted text, unit uuid) returns boolean
    language sql stable as $$ select unit in (select meritgrid_units(actor, wanted)) $$;

-- Before anybody acts there is nobody to grant a right to: sign-in asks for the account of a proven subject.
create function meritgrid_account(proven_subject text) returns table (id uuid, name text)
    language sql stable security definer set search_path = public, pg_temp
    as $$ select account.id, account.name from account where account.subject = proven_subject $$;

-- The unit above, as last stated.
create function parent_of(unit uuid) returns uuid
    language sql stable security definer set search_path = public, pg_temp as $$
    select s.parent_id from unit_state s where s.unit_id = unit order by s.effective_from desc limit 1
$$;

-- Does or did the person work in the unit? Who writes there may lack the right to read the person's posts.
create function serves_in(person uuid, unit uuid) returns boolean
    language sql stable security definer set search_path = public, pg_temp as $$
    select exists (select from occupancy o where o.employee_id = person and o.unit_id = unit)
        or exists (select from employee e where e.id = person and e.unit_id = unit)
$$;

-- A row-level trigger does not see TRUNCATE: the guard stands on the statement.
create function refuse_change() returns trigger language plpgsql as $$
begin
    raise exception '% is append-only: % is refused; write a correction instead', tg_table_name, lower(tg_op)
        using errcode = 'restrict_violation';
end $$;

do $$
declare guarded text;
begin
    foreach guarded in array array['audit_event', 'audit_seal', 'audit_seal_event', 'snapshot', 'snapshot_frame',
                                   'pay_run_rules', 'pay_run_step', 'pay_run_trace',
                                   'pay_line'] loop
        execute format('create trigger %I before update or delete or truncate on %I
                        for each statement execute function refuse_change()', guarded || '_append_only', guarded);
    end loop;
end $$;

-- Each event waits in a queue for its seal, so that sealing costs what is new and never what is old. Only this
-- function writes there, so that no event can stay out of it.
create function queue_for_sealing() returns trigger language plpgsql security definer
    set search_path = public, pg_temp as $$
begin
    insert into audit_unsealed (event_id) select id from added;
    return null;
end $$;

create trigger audit_event_waits after insert on audit_event referencing new table as added
    for each statement execute function queue_for_sealing();

-- What the lines of a run refer to, how many they are and what they add up to: one pass over them, as sets.
create function check_pay_lines(run pay_run) returns void language plpgsql security definer
    set search_path = public, pg_temp set work_mem = '256MB' as $$
declare
    found_people int;
    found_total bigint;
    sound boolean;
begin
    select count(*), coalesce(sum(l.amount_vnd), 0),
           bool_and(l.employee_id in (select id from employee))
           and bool_and(l.position_id in (select id from position))
           and bool_and(l.peer_group_id in (select id from peer_group))
           and bool_and(l.rules_number in (select number from pay_run_rules where pay_run_id = run.id))
           and bool_and(l.unit_id in (select unit_id from unit_closure where ancestor_id = run.unit_id))
           and bool_and(l.assessment_id is null or (l.assessment_id, l.employee_id) in
                        (select id, employee_id from assessment
                         where period = 'year' and period_start = make_date(run.year, 1, 1)))
    into found_people, found_total, sound
    from pay_line l where l.pay_run_id = run.id;
    if (found_people, found_total) is distinct from (run.people, run.total_vnd) then
        raise exception 'the lines of the run are not as many, or do not add up to the total, that it states'
            using errcode = 'check_violation';
    end if;
    if sound is distinct from true then
        raise exception 'a line refers to something that is not there, or is outside its run'
            using errcode = 'foreign_key_violation';
    end if;
end $$;

-- The life of a run. What it computed never changes; who may take each step, and that nobody takes it in another's
-- name, is asked here, not only in the page. Runs with its owner's rights, so that nobody else needs check_pay_lines.
create function guard_pay_run() returns trigger language plpgsql security definer
    set search_path = public, pg_temp as $$
declare
    actor uuid := nullif(current_setting('meritgrid.actor', true), '')::uuid;
    wanted text := case new.state when 'computed' then 'pay_run.create' when 'reviewed' then 'pay_run.review'
                                  when 'approved' then 'pay_run.approve' when 'closed' then 'pay_run.close'
                                  when 'discarded' then 'pay_run.create' end;
begin
    if (old.state, new.state) not in (('computing', 'computed'), ('computed', 'reviewed'), ('reviewed', 'approved'),
                                      ('approved', 'closed'), ('computed', 'discarded'), ('reviewed', 'discarded')) then
        raise exception 'a run cannot go from % to %', old.state, new.state using errcode = 'restrict_violation';
    end if;
    if not meritgrid_may(actor, wanted, new.unit_id) then
        raise exception 'the actor may not %', wanted using errcode = 'insufficient_privilege';
    end if;
    if new.state = 'computed' then
        perform check_pay_lines(new);
    end if;
    if (new.id, new.unit_id, new.year, new.title, new.snapshot_hash, new.rules_hash, new.people, new.total_vnd,
        new.made_by, new.made_at)
       is distinct from (old.id, old.unit_id, old.year, old.title, old.snapshot_hash, old.rules_hash, old.people,
        old.total_vnd, old.made_by, old.made_at)
       or (new.lines_root <> old.lines_root and old.state <> 'computing') or new.version <> old.version + 1 then
        raise exception 'what a run computed cannot change; make another run' using errcode = 'restrict_violation';
    end if;
    if (new.reviewed_by, new.reviewed_at) is distinct from (old.reviewed_by, old.reviewed_at)
           and (new.state <> 'reviewed' or new.reviewed_by is distinct from actor)
       or (new.approved_by, new.approved_at) is distinct from (old.approved_by, old.approved_at)
           and (new.state <> 'approved' or new.approved_by is distinct from actor)
       or (new.closed_by, new.closed_at) is distinct from (old.closed_by, old.closed_at)
           and (new.state <> 'closed' or new.closed_by is distinct from actor) then
        raise exception 'a step is taken by the actor, and says so' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;

create trigger pay_run_guarded before update on pay_run for each row execute function guard_pay_run();

create trigger pay_run_stays before delete or truncate on pay_run for each statement execute function refuse_change();

-- An assessment is confirmed as it is, and stays as it is once a run that paid from it was approved.
create function guard_assessment() returns trigger language plpgsql security definer
    set search_path = public, pg_temp as $$
begin
    if new.state = 'confirmed'
       and (old.state <> 'proposed'
            or to_jsonb(new) - array['state', 'confirmed_by', 'confirmed_at', 'version']
               is distinct from to_jsonb(old) - array['state', 'confirmed_by', 'confirmed_at', 'version']) then
        raise exception 'an assessment is confirmed as it was proposed; propose it again to change it'
            using errcode = 'restrict_violation';
    end if;
    if exists (select from pay_line l join pay_run r on r.id = l.pay_run_id
               where l.employee_id = old.employee_id and r.year = extract(year from old.period_start)
                 and r.state in ('approved', 'closed')) then
        raise exception 'what was paid is changed by a correction, not by another assessment'
            using errcode = 'restrict_violation';
    end if;
    return new;
end $$;

create trigger assessment_guarded before update on assessment for each row execute function guard_assessment();

-- Closing a fund does not change it.
create function guard_bonus_fund() returns trigger language plpgsql as $$
begin
    if old.state = 'closed' or (new.state = 'closed' and (new.salary_fund_vnd, new.amount_vnd)
                                is distinct from (old.salary_fund_vnd, old.amount_vnd)) then
        raise exception 'a closed fund does not change, and a fund is closed as it is'
            using errcode = 'restrict_violation';
    end if;
    return new;
end $$;

create trigger bonus_fund_guarded before update on bonus_fund for each row execute function guard_bonus_fund();

-- Everybody may execute a new function; these two only serve triggers.
revoke execute on function check_pay_lines(pay_run), refresh_unit_closure() from public;

-- A unit as it is on the session's day.
create view unit_now with (security_invoker = true) as
select u.id, u.code, s.name, s.kind, s.parent_id, s.holds_fund, s.effective_from
from unit u
join lateral (
    select * from unit_state s
    where s.unit_id = u.id and s.effective_from <= (select current_setting('meritgrid.day')::date)
    order by s.effective_from desc limit 1
) s on not s.closed;

-- A step of a line: the sentence as the run pinned it, with this person's value.
create view pay_line_step with (security_invoker = true) as
select l.id as pay_line_id, s.id, s.ordinal, s.model_id, s.stage, s.name, s.says, s.law, s.agreement, s.choice,
       s.certainty, s.parameters, l.steps::json -> s.place as value
from pay_line l
join pay_run_step s on s.pay_run_id = l.pay_run_id and s.rules_number = l.rules_number and s.place is not null;
"""

POLICIES = """
alter table unit enable row level security

grant select on unit to meritgrid_app

create policy unit_select on unit for select to meritgrid_app using ((select nullif(current_setting('meritgrid.actor', true), '')::uuid) is not null)

grant insert on unit to meritgrid_app

create policy unit_insert on unit for insert to meritgrid_app with check ((select meritgrid_everywhere((select nullif(current_setting('meritgrid.actor', true), '')::uuid), 'organisation.write')) or id in (select meritgrid_units((select nullif(current_setting('meritgrid.actor', true), '')::uuid), 'organisation.write')))

alter table unit_state enable row level security

grant select on unit_state to meritgrid_app

create policy unit_state_select on unit_state for select to meritgrid_app using ((select nullif(current_setting('meritgrid.actor', true), '')::uuid) is not null)

grant insert on unit_state to meritgrid_app

create policy unit_state_insert on unit_state for insert to meritgrid_app with check (((select meritgrid_everywhere((select nullif(current_setting('meritgrid.actor', true), '')::uuid), 'organisation.write')) or unit_id in (select meritgrid_units((select nullif(current_setting('meritgrid.actor', true), '')::uuid), 'organisation.write'))) and ((select meritgrid_everywhere((select nullif(current_setting('meritgrid.actor', true), '')::uuid), 'organisation.write')) or parent_id in (select meritgrid_units((select nullif(current_setting('meritgrid.actor', true), '')::uuid), 'organisation.write')) or parent_id = parent_of(unit_id)))

alter table unit_closure enable row level security

grant select on unit_closure to meritgrid_app

create policy unit_closure_select on unit_closure for select to meritgrid_app using ((select nullif(current_setting('meritgrid.actor', true), '')::uuid) is not null)

alter table peer_group enable row level security

grant select on peer_group to meritgrid_app

create policy peer_group_select on peer_group for select to meritgrid_app using ((select nullif(current_setting('meritgrid.actor', true), '')::uuid) is not null)

grant insert on peer_group to meritgrid_app

create policy peer_group_insert on peer_group for insert to meritgrid_app with check ((select meritgrid_everywhere((select nullif(current_setting('meritgrid.actor', true), '')::uuid), 'organisation.write')) or unit_id in (select meritgrid_units((select nullif(current_setting('meritgrid.actor', true), '')::uuid), 'organisation.write')))

alter table position enable row level security

grant select on position to meritgrid_app

create policy position_select on position for select to meritgrid_app using ((select nullif(current_setting('meritgrid.actor', true), '')::uuid) is not null)

grant insert on position to meritgrid_app

create policy position_insert on position for insert to meritgrid_app with check (((select meritgrid_everywhere((select nullif(current_setting('meritgrid.actor', true), '')::uuid), 'organisation.write')) or unit_id in (select meritgrid_units((select nullif(current_setting('meritgrid.actor', true), '')::uuid), 'organisation.write'))) and exists (select from peer_group g join unit_closure c on c.ancestor_id = g.unit_id where g.id = peer_group_id and c.unit_id = position.unit_id))

alter table salary_step enable row level security

grant select on salary_step to meritgrid_app

create policy salary_step_select on salary_step for select to meritgrid_app using ((select nullif(current_setting('meritgrid.actor', true), '')::uuid) is not null)

alter table salary_coefficient enable row level security

grant select on salary_coefficient to meritgrid_app

create policy salary_coefficient_select on salary_coefficient for select to meritgrid_app using ((select nullif(current_setting('meritgrid.actor', true), '')::uuid) is not null)

alter table base_salary enable row level security

grant select on base_salary to meritgrid_app

create policy base_salary_select on base_salary for select to meritgrid_app using ((select nullif(current_setting('meritgrid.actor', true), '')::uuid) is not null)

alter table leadership_allowance enable row level security

grant select on leadership_allowance to meritgrid_app

create policy leadership_allowance_select on leadership_allowance for select to meritgrid_app using ((select nullif(current_setting('meritgrid.actor', true), '')::uuid) is not null)

alter table policy_goal enable row level security

grant select on policy_goal to meritgrid_app

create policy policy_goal_select on policy_goal for select to meritgrid_app using ((select nullif(current_setting('meritgrid.actor', true), '')::uuid) is not null)

alter table kpi enable row level security

grant select on kpi to meritgrid_app

create policy kpi_select on kpi for select to meritgrid_app using ((select nullif(current_setting('meritgrid.actor', true), '')::uuid) is not null)

alter table position_kpi enable row level security

grant select on position_kpi to meritgrid_app

create policy position_kpi_select on position_kpi for select to meritgrid_app using ((select nullif(current_setting('meritgrid.actor', true), '')::uuid) is not null)

alter table product enable row level security

grant select on product to meritgrid_app

create policy product_select on product for select to meritgrid_app using ((select nullif(current_setting('meritgrid.actor', true), '')::uuid) is not null)

alter table product_coefficient enable row level security

grant select on product_coefficient to meritgrid_app

create policy product_coefficient_select on product_coefficient for select to meritgrid_app using ((select nullif(current_setting('meritgrid.actor', true), '')::uuid) is not null)

alter table employee enable row level security

grant select on employee to meritgrid_app

create policy employee_select on employee for select to meritgrid_app using (id = (select nullif(current_setting('meritgrid.actor', true), '')::uuid) or (select meritgrid_everywhere((select nullif(current_setting('meritgrid.actor', true), '')::uuid), 'people.read')) or unit_id in (select meritgrid_units((select nullif(current_setting('meritgrid.actor', true), '')::uuid), 'people.read')))

grant insert on employee to meritgrid_app

create policy employee_insert on employee for insert to meritgrid_app with check ((select meritgrid_everywhere((select nullif(current_setting('meritgrid.actor', true), '')::uuid), 'people.write')) or unit_id in (select meritgrid_units((select nullif(current_setting('meritgrid.actor', true), '')::uuid), 'people.write')))

grant update (code, full_name, born_on, joined_on, unit_id) on employee to meritgrid_app

create policy employee_update on employee for update to meritgrid_app using ((select meritgrid_everywhere((select nullif(current_setting('meritgrid.actor', true), '')::uuid), 'people.write')) or unit_id in (select meritgrid_units((select nullif(current_setting('meritgrid.actor', true), '')::uuid), 'people.write'))) with check ((select meritgrid_everywhere((select nullif(current_setting('meritgrid.actor', true), '')::uuid), 'people.write')) or unit_id in (select meritgrid_units((select nullif(current_setting('meritgrid.actor', true), '')::uuid), 'people.write')))

alter table occupancy enable row level security

grant select on occupancy to meritgrid_app

create policy occupancy_select on occupancy for select to meritgrid_app using (employee_id = (select nullif(current_setting('meritgrid.actor', true), '')::uuid) or (select meritgrid_everywhere((select nullif(current_setting('meritgrid.actor', true), '')::uuid), 'people.read')) or unit_id in (select meritgrid_units((select nullif(current_setting('meritgrid.actor', true), '')::uuid), 'people.read')))

grant insert on occupancy to meritgrid_app

create policy occupancy_insert on occupancy for insert to meritgrid_app with check (((select meritgrid_everywhere((select nullif(current_setting('meritgrid.actor', true), '')::uuid), 'people.write')) or unit_id in (select meritgrid_units((select nullif(current_setting('meritgrid.actor', true), '')::uuid), 'people.write'))) and exists (select from employee e where e.id = occupancy.employee_id and ((select meritgrid_everywhere((select nullif(current_setting('meritgrid.actor', true), '')::uuid), 'people.write')) or e.unit_id in (select meritgrid_units((select nullif(current_setting('meritgrid.actor', true), '')::uuid), 'people.write')))) and (position_id is null or exists (select from position p where p.id = occupancy.position_id and p.unit_id = occupancy.unit_id)))

alter table grade_holding enable row level security

grant select on grade_holding to meritgrid_app

create policy grade_holding_select on grade_holding for select to meritgrid_app using (employee_id = (select nullif(current_setting('meritgrid.actor', true), '')::uuid) or (select meritgrid_everywhere((select nullif(current_setting('meritgrid.actor', true), '')::uuid), 'people.read')) or unit_id in (select meritgrid_units((select nullif(current_setting('meritgrid.actor', true), '')::uuid), 'people.read')))

grant insert on grade_holding to meritgrid_app

create policy grade_holding_insert on grade_holding for insert to meritgrid_app with check (((select meritgrid_everywhere((select nullif(current_setting('meritgrid.actor', true), '')::uuid), 'people.write')) or unit_id in (select meritgrid_units((select nullif(current_setting('meritgrid.actor', true), '')::uuid), 'people.write'))) and exists (select from employee e where e.id = grade_holding.employee_id and ((select meritgrid_everywhere((select nullif(current_setting('meritgrid.actor', true), '')::uuid), 'people.write')) or e.unit_id in (select meritgrid_units((select nullif(current_setting('meritgrid.actor', true), '')::uuid), 'people.write')))) and serves_in(employee_id, unit_id))

alter table kpi_result enable row level security

grant select on kpi_result to meritgrid_app

create policy kpi_result_select on kpi_result for select to meritgrid_app using (employee_id = (select nullif(current_setting('meritgrid.actor', true), '')::uuid) or (select meritgrid_everywhere((select nullif(current_setting('meritgrid.actor', true), '')::uuid), 'results.read')) or unit_id in (select meritgrid_units((select nullif(current_setting('meritgrid.actor', true), '')::uuid), 'results.read')))

grant insert on kpi_result to meritgrid_app

create policy kpi_result_insert on kpi_result for insert to meritgrid_app with check (((select meritgrid_everywhere((select nullif(current_setting('meritgrid.actor', true), '')::uuid), 'results.record')) or unit_id in (select meritgrid_units((select nullif(current_setting('meritgrid.actor', true), '')::uuid), 'results.record'))) and serves_in(employee_id, unit_id) and (position_id is null or exists (select from position p where p.id = kpi_result.position_id and p.unit_id = kpi_result.unit_id)))

grant update (assigned, completed, quality_failures, delays, source_system, evidence, version) on kpi_result to meritgrid_app

create policy kpi_result_update on kpi_result for update to meritgrid_app using ((select meritgrid_everywhere((select nullif(current_setting('meritgrid.actor', true), '')::uuid), 'results.record')) or unit_id in (select meritgrid_units((select nullif(current_setting('meritgrid.actor', true), '')::uuid), 'results.record'))) with check ((select meritgrid_everywhere((select nullif(current_setting('meritgrid.actor', true), '')::uuid), 'results.record')) or unit_id in (select meritgrid_units((select nullif(current_setting('meritgrid.actor', true), '')::uuid), 'results.record')))

alter table assessment enable row level security

grant select on assessment to meritgrid_app

create policy assessment_select on assessment for select to meritgrid_app using (employee_id = (select nullif(current_setting('meritgrid.actor', true), '')::uuid) or (select meritgrid_everywhere((select nullif(current_setting('meritgrid.actor', true), '')::uuid), 'assessment.read')) or unit_id in (select meritgrid_units((select nullif(current_setting('meritgrid.actor', true), '')::uuid), 'assessment.read')))

grant insert on assessment to meritgrid_app

create policy assessment_insert on assessment for insert to meritgrid_app with check (((select meritgrid_everywhere((select nullif(current_setting('meritgrid.actor', true), '')::uuid), 'assessment.propose')) or unit_id in (select meritgrid_units((select nullif(current_setting('meritgrid.actor', true), '')::uuid), 'assessment.propose'))) and state = 'proposed' and assessed_by = (select nullif(current_setting('meritgrid.actor', true), '')::uuid) and serves_in(employee_id, unit_id) and (position_id is null or exists (select from position p where p.id = assessment.position_id and p.unit_id = assessment.unit_id)))

grant update (unit_id, position_id, general_points_hundredths, quantity_bp, quality_bp, progress_bp, task_points_hundredths, score_hundredths, months, model_id, model_version, parameters_hash, state, assessed_by, confirmed_by, confirmed_at, version) on assessment to meritgrid_app

create policy assessment_update on assessment for update to meritgrid_app using ((select meritgrid_everywhere((select nullif(current_setting('meritgrid.actor', true), '')::uuid), 'assessment.propose')) or unit_id in (select meritgrid_units((select nullif(current_setting('meritgrid.actor', true), '')::uuid), 'assessment.propose')) or (select meritgrid_everywhere((select nullif(current_setting('meritgrid.actor', true), '')::uuid), 'assessment.confirm')) or unit_id in (select meritgrid_units((select nullif(current_setting('meritgrid.actor', true), '')::uuid), 'assessment.confirm'))) with check (((select meritgrid_everywhere((select nullif(current_setting('meritgrid.actor', true), '')::uuid), 'assessment.propose')) or unit_id in (select meritgrid_units((select nullif(current_setting('meritgrid.actor', true), '')::uuid), 'assessment.propose'))) and state = 'proposed' and assessed_by = (select nullif(current_setting('meritgrid.actor', true), '')::uuid) and serves_in(employee_id, unit_id) and (position_id is null or exists (select from position p where p.id = assessment.position_id and p.unit_id = assessment.unit_id)) or ((select meritgrid_everywhere((select nullif(current_setting('meritgrid.actor', true), '')::uuid), 'assessment.confirm')) or unit_id in (select meritgrid_units((select nullif(current_setting('meritgrid.actor', true), '')::uuid), 'assessment.confirm'))) and state = 'confirmed' and confirmed_by = (select nullif(current_setting('meritgrid.actor', true), '')::uuid))

alter table conduct_finding enable row level security

grant select on conduct_finding to meritgrid_app

create policy conduct_finding_select on conduct_finding for select to meritgrid_app using (employee_id = (select nullif(current_setting('meritgrid.actor', true), '')::uuid) or (select meritgrid_everywhere((select nullif(current_setting('meritgrid.actor', true), '')::uuid), 'assessment.read')) or unit_id in (select meritgrid_units((select nullif(current_setting('meritgrid.actor', true), '')::uuid), 'assessment.read')))

grant insert on conduct_finding to meritgrid_app

create policy conduct_finding_insert on conduct_finding for insert to meritgrid_app with check (((select meritgrid_everywhere((select nullif(current_setting('meritgrid.actor', true), '')::uuid), 'assessment.confirm')) or unit_id in (select meritgrid_units((select nullif(current_setting('meritgrid.actor', true), '')::uuid), 'assessment.confirm'))) and serves_in(employee_id, unit_id))

alter table regulation enable row level security

grant select on regulation to meritgrid_app

create policy regulation_select on regulation for select to meritgrid_app using ((select nullif(current_setting('meritgrid.actor', true), '')::uuid) is not null)

grant insert on regulation to meritgrid_app

create policy regulation_insert on regulation for insert to meritgrid_app with check (((select meritgrid_everywhere((select nullif(current_setting('meritgrid.actor', true), '')::uuid), 'regulation.draft')) or unit_id in (select meritgrid_units((select nullif(current_setting('meritgrid.actor', true), '')::uuid), 'regulation.draft'))) and drafted_by = (select nullif(current_setting('meritgrid.actor', true), '')::uuid) and published_by is null)

grant update (published_by, published_at, version) on regulation to meritgrid_app

create policy regulation_update on regulation for update to meritgrid_app using (((select meritgrid_everywhere((select nullif(current_setting('meritgrid.actor', true), '')::uuid), 'regulation.publish')) or unit_id in (select meritgrid_units((select nullif(current_setting('meritgrid.actor', true), '')::uuid), 'regulation.publish'))) and published_by is null) with check (((select meritgrid_everywhere((select nullif(current_setting('meritgrid.actor', true), '')::uuid), 'regulation.publish')) or unit_id in (select meritgrid_units((select nullif(current_setting('meritgrid.actor', true), '')::uuid), 'regulation.publish'))) and published_by = (select nullif(current_setting('meritgrid.actor', true), '')::uuid))

alter table bonus_fund enable row level security

grant select on bonus_fund to meritgrid_app

create policy bonus_fund_select on bonus_fund for select to meritgrid_app using ((select meritgrid_everywhere((select nullif(current_setting('meritgrid.actor', true), '')::uuid), 'fund.read')) or unit_id in (select meritgrid_units((select nullif(current_setting('meritgrid.actor', true), '')::uuid), 'fund.read')))

grant insert on bonus_fund to meritgrid_app

create policy bonus_fund_insert on bonus_fund for insert to meritgrid_app with check (((select meritgrid_everywhere((select nullif(current_setting('meritgrid.actor', true), '')::uuid), 'fund.open')) or unit_id in (select meritgrid_units((select nullif(current_setting('meritgrid.actor', true), '')::uuid), 'fund.open'))) and state = 'open')

grant update (salary_fund_vnd, amount_vnd, model_id, model_version, parameters_hash, state) on bonus_fund to meritgrid_app

create policy bonus_fund_update on bonus_fund for update to meritgrid_app using (((select meritgrid_everywhere((select nullif(current_setting('meritgrid.actor', true), '')::uuid), 'fund.open')) or unit_id in (select meritgrid_units((select nullif(current_setting('meritgrid.actor', true), '')::uuid), 'fund.open')) or (select meritgrid_everywhere((select nullif(current_setting('meritgrid.actor', true), '')::uuid), 'pay_run.close')) or unit_id in (select meritgrid_units((select nullif(current_setting('meritgrid.actor', true), '')::uuid), 'pay_run.close'))) and state = 'open') with check (((select meritgrid_everywhere((select nullif(current_setting('meritgrid.actor', true), '')::uuid), 'fund.open')) or unit_id in (select meritgrid_units((select nullif(current_setting('meritgrid.actor', true), '')::uuid), 'fund.open'))) and state = 'open' or ((select meritgrid_everywhere((select nullif(current_setting('meritgrid.actor', true), '')::uuid), 'pay_run.close')) or unit_id in (select meritgrid_units((select nullif(current_setting('meritgrid.actor', true), '')::uuid), 'pay_run.close'))) and state = 'closed')

alter table account enable row level security

grant select on account to meritgrid_app

create policy account_select on account for select to meritgrid_app using (id = (select nullif(current_setting('meritgrid.actor', true), '')::uuid) or (select meritgrid_everywhere((select nullif(current_setting('meritgrid.actor', true), '')::uuid), 'access.read')))

alter table access_grant enable row level security

grant select on access_grant to meritgrid_app

create policy access_grant_select on access_grant for select to meritgrid_app using (account_id = (select nullif(current_setting('meritgrid.actor', true), '')::uuid) or (select meritgrid_everywhere((select nullif(current_setting('meritgrid.actor', true), '')::uuid), 'access.read')) or unit_id in (select meritgrid_units((select nullif(current_setting('meritgrid.actor', true), '')::uuid), 'access.read')))

grant insert on access_grant to meritgrid_app

create policy access_grant_insert on access_grant for insert to meritgrid_app with check (account_id <> (select nullif(current_setting('meritgrid.actor', true), '')::uuid) and ((select meritgrid_everywhere((select nullif(current_setting('meritgrid.actor', true), '')::uuid), 'access.grant')) or unit_id in (select meritgrid_units((select nullif(current_setting('meritgrid.actor', true), '')::uuid), 'access.grant'))))

grant update (effective_until) on access_grant to meritgrid_app

create policy access_grant_update on access_grant for update to meritgrid_app using (account_id <> (select nullif(current_setting('meritgrid.actor', true), '')::uuid) and ((select meritgrid_everywhere((select nullif(current_setting('meritgrid.actor', true), '')::uuid), 'access.grant')) or unit_id in (select meritgrid_units((select nullif(current_setting('meritgrid.actor', true), '')::uuid), 'access.grant')))) with check (account_id <> (select nullif(current_setting('meritgrid.actor', true), '')::uuid) and ((select meritgrid_everywhere((select nullif(current_setting('meritgrid.actor', true), '')::uuid), 'access.grant')) or unit_id in (select meritgrid_units((select nullif(current_setting('meritgrid.actor', true), '')::uuid), 'access.grant'))))

alter table answered_request enable row level security

grant select on answered_request to meritgrid_app

create policy answered_request_select on answered_request for select to meritgrid_app using (account_id = (select nullif(current_setting('meritgrid.actor', true), '')::uuid))

grant insert on answered_request to meritgrid_app

create policy answered_request_insert on answered_request for insert to meritgrid_app with check (account_id = (select nullif(current_setting('meritgrid.actor', true), '')::uuid))

alter table snapshot enable row level security

grant select on snapshot to meritgrid_app

create policy snapshot_select on snapshot for select to meritgrid_app using ((select meritgrid_everywhere((select nullif(current_setting('meritgrid.actor', true), '')::uuid), 'pay_run.read')) or unit_id in (select meritgrid_units((select nullif(current_setting('meritgrid.actor', true), '')::uuid), 'pay_run.read')) or (select meritgrid_everywhere((select nullif(current_setting('meritgrid.actor', true), '')::uuid), 'scenario.simulate')) or unit_id in (select meritgrid_units((select nullif(current_setting('meritgrid.actor', true), '')::uuid), 'scenario.simulate')))

grant insert on snapshot to meritgrid_app

create policy snapshot_insert on snapshot for insert to meritgrid_app with check (taken_by = (select nullif(current_setting('meritgrid.actor', true), '')::uuid) and ((select meritgrid_everywhere((select nullif(current_setting('meritgrid.actor', true), '')::uuid), 'pay_run.create')) or unit_id in (select meritgrid_units((select nullif(current_setting('meritgrid.actor', true), '')::uuid), 'pay_run.create'))))

alter table snapshot_frame enable row level security

grant select on snapshot_frame to meritgrid_app

create policy snapshot_frame_select on snapshot_frame for select to meritgrid_app using (exists (select from snapshot s where s.hash = snapshot_hash))

grant insert on snapshot_frame to meritgrid_app

create policy snapshot_frame_insert on snapshot_frame for insert to meritgrid_app with check (exists (select from snapshot s where s.hash = snapshot_hash and s.taken_by = (select nullif(current_setting('meritgrid.actor', true), '')::uuid)) and not exists (select from pay_run r where r.snapshot_hash = snapshot_frame.snapshot_hash))

alter table pay_run enable row level security

grant select on pay_run to meritgrid_app

create policy pay_run_select on pay_run for select to meritgrid_app using ((select meritgrid_everywhere((select nullif(current_setting('meritgrid.actor', true), '')::uuid), 'pay_run.read')) or unit_id in (select meritgrid_units((select nullif(current_setting('meritgrid.actor', true), '')::uuid), 'pay_run.read')) or (select meritgrid_everywhere((select nullif(current_setting('meritgrid.actor', true), '')::uuid), 'scenario.simulate')) or unit_id in (select meritgrid_units((select nullif(current_setting('meritgrid.actor', true), '')::uuid), 'scenario.simulate')) or (state in ('approved', 'closed') and (select nullif(current_setting('meritgrid.actor', true), '')::uuid) is not null))

grant insert on pay_run to meritgrid_app

create policy pay_run_insert on pay_run for insert to meritgrid_app with check (made_by = (select nullif(current_setting('meritgrid.actor', true), '')::uuid) and ((select meritgrid_everywhere((select nullif(current_setting('meritgrid.actor', true), '')::uuid), 'pay_run.create')) or unit_id in (select meritgrid_units((select nullif(current_setting('meritgrid.actor', true), '')::uuid), 'pay_run.create'))) and state = 'computing' and coalesce(reviewed_by, approved_by, closed_by) is null)

grant update (state, version, lines_root, reviewed_by, reviewed_at, approved_by, approved_at, closed_by, closed_at) on pay_run to meritgrid_app

create policy pay_run_update on pay_run for update to meritgrid_app using ((select meritgrid_everywhere((select nullif(current_setting('meritgrid.actor', true), '')::uuid), 'pay_run.review')) or unit_id in (select meritgrid_units((select nullif(current_setting('meritgrid.actor', true), '')::uuid), 'pay_run.review')) or (select meritgrid_everywhere((select nullif(current_setting('meritgrid.actor', true), '')::uuid), 'pay_run.approve')) or unit_id in (select meritgrid_units((select nullif(current_setting('meritgrid.actor', true), '')::uuid), 'pay_run.approve')) or (select meritgrid_everywhere((select nullif(current_setting('meritgrid.actor', true), '')::uuid), 'pay_run.close')) or unit_id in (select meritgrid_units((select nullif(current_setting('meritgrid.actor', true), '')::uuid), 'pay_run.close')) or (select meritgrid_everywhere((select nullif(current_setting('meritgrid.actor', true), '')::uuid), 'pay_run.create')) or unit_id in (select meritgrid_units((select nullif(current_setting('meritgrid.actor', true), '')::uuid), 'pay_run.create'))) with check ((select meritgrid_everywhere((select nullif(current_setting('meritgrid.actor', true), '')::uuid), 'pay_run.review')) or unit_id in (select meritgrid_units((select nullif(current_setting('meritgrid.actor', true), '')::uuid), 'pay_run.review')) or (select meritgrid_everywhere((select nullif(current_setting('meritgrid.actor', true), '')::uuid), 'pay_run.approve')) or unit_id in (select meritgrid_units((select nullif(current_setting('meritgrid.actor', true), '')::uuid), 'pay_run.approve')) or (select meritgrid_everywhere((select nullif(current_setting('meritgrid.actor', true), '')::uuid), 'pay_run.close')) or unit_id in (select meritgrid_units((select nullif(current_setting('meritgrid.actor', true), '')::uuid), 'pay_run.close')) or (select meritgrid_everywhere((select nullif(current_setting('meritgrid.actor', true), '')::uuid), 'pay_run.create')) or unit_id in (select meritgrid_units((select nullif(current_setting('meritgrid.actor', true), '')::uuid), 'pay_run.create')))

alter table pay_run_rules enable row level security

grant select on pay_run_rules to meritgrid_app

create policy pay_run_rules_select on pay_run_rules for select to meritgrid_app using (exists (select from pay_run r where r.id = pay_run_id))

grant insert on pay_run_rules to meritgrid_app

create policy pay_run_rules_insert on pay_run_rules for insert to meritgrid_app with check (pay_run_id in (select r.id from pay_run r where r.state = 'computing' and r.made_by = (select nullif(current_setting('meritgrid.actor', true), '')::uuid)))

alter table pay_run_step enable row level security

grant select on pay_run_step to meritgrid_app

create policy pay_run_step_select on pay_run_step for select to meritgrid_app using (exists (select from pay_run r where r.id = pay_run_id))

grant insert on pay_run_step to meritgrid_app

create policy pay_run_step_insert on pay_run_step for insert to meritgrid_app with check (pay_run_id in (select r.id from pay_run r where r.state = 'computing' and r.made_by = (select nullif(current_setting('meritgrid.actor', true), '')::uuid)))

alter table pay_run_trace enable row level security

grant select on pay_run_trace to meritgrid_app

create policy pay_run_trace_select on pay_run_trace for select to meritgrid_app using ((select meritgrid_everywhere((select nullif(current_setting('meritgrid.actor', true), '')::uuid), 'pay_run.read')) or pay_run_id in (select r.id from pay_run r where r.unit_id in (select meritgrid_units((select nullif(current_setting('meritgrid.actor', true), '')::uuid), 'pay_run.read'))))

grant insert on pay_run_trace to meritgrid_app

create policy pay_run_trace_insert on pay_run_trace for insert to meritgrid_app with check (pay_run_id in (select r.id from pay_run r where r.state = 'computing' and r.made_by = (select nullif(current_setting('meritgrid.actor', true), '')::uuid)))

alter table pay_line enable row level security

grant select on pay_line to meritgrid_app

create policy pay_line_select on pay_line for select to meritgrid_app using ((employee_id = (select nullif(current_setting('meritgrid.actor', true), '')::uuid) and exists (select from pay_run r where r.id = pay_run_id and r.state in ('approved', 'closed'))) or (select meritgrid_everywhere((select nullif(current_setting('meritgrid.actor', true), '')::uuid), 'pay_run.read')) or unit_id in (select meritgrid_units((select nullif(current_setting('meritgrid.actor', true), '')::uuid), 'pay_run.read')))

grant insert on pay_line to meritgrid_app

create policy pay_line_insert on pay_line for insert to meritgrid_app with check (pay_run_id in (select r.id from pay_run r where r.state = 'computing' and r.made_by = (select nullif(current_setting('meritgrid.actor', true), '')::uuid)))

alter table audit_event enable row level security

grant select on audit_event to meritgrid_app

create policy audit_event_select on audit_event for select to meritgrid_app using (actor_id = (select nullif(current_setting('meritgrid.actor', true), '')::uuid) or (select nullif(current_setting('meritgrid.actor', true), '')::uuid) = '00000000-0000-7000-8000-000000000001'::uuid or (select meritgrid_everywhere((select nullif(current_setting('meritgrid.actor', true), '')::uuid), 'audit.read')) or unit_id in (select meritgrid_units((select nullif(current_setting('meritgrid.actor', true), '')::uuid), 'audit.read')))

grant insert on audit_event to meritgrid_app

create policy audit_event_insert on audit_event for insert to meritgrid_app with check (actor_id = (select nullif(current_setting('meritgrid.actor', true), '')::uuid))

alter table audit_seal enable row level security

grant select on audit_seal to meritgrid_app

create policy audit_seal_select on audit_seal for select to meritgrid_app using ((select nullif(current_setting('meritgrid.actor', true), '')::uuid) is not null)

grant insert on audit_seal to meritgrid_app

create policy audit_seal_insert on audit_seal for insert to meritgrid_app with check ((select nullif(current_setting('meritgrid.actor', true), '')::uuid) = '00000000-0000-7000-8000-000000000001'::uuid)

alter table audit_seal_event enable row level security

grant select on audit_seal_event to meritgrid_app

create policy audit_seal_event_select on audit_seal_event for select to meritgrid_app using ((select nullif(current_setting('meritgrid.actor', true), '')::uuid) is not null)

grant insert on audit_seal_event to meritgrid_app

create policy audit_seal_event_insert on audit_seal_event for insert to meritgrid_app with check ((select nullif(current_setting('meritgrid.actor', true), '')::uuid) = '00000000-0000-7000-8000-000000000001'::uuid)

alter table audit_unsealed enable row level security

grant select on audit_unsealed to meritgrid_app

create policy audit_unsealed_select on audit_unsealed for select to meritgrid_app using ((select nullif(current_setting('meritgrid.actor', true), '')::uuid) is not null)

grant delete on audit_unsealed to meritgrid_app

create policy audit_unsealed_delete on audit_unsealed for delete to meritgrid_app using ((select nullif(current_setting('meritgrid.actor', true), '')::uuid) = '00000000-0000-7000-8000-000000000001'::uuid)
"""


def upgrade() -> None:
    # Wait briefly for a lock and never hold up the administration's work for long.
    op.execute("set local lock_timeout = '4s'")
    op.execute("set local statement_timeout = '60s'")
    op.execute(CREATE_ROLE)
    op.execute("grant usage on schema public to meritgrid_app")
    for statement in FUNCTIONS_AND_TRIGGERS.split("\n\n"):
        op.execute(statement)
    op.execute("grant select on unit_now, pay_line_step to meritgrid_app")
    for statement in POLICIES.split("\n\n"):
        op.execute(statement)


def downgrade() -> None:
    op.execute("set local lock_timeout = '4s'")
    op.execute("set local statement_timeout = '60s'")
    # Views, triggers, policies and functions went with the desired state. The role belongs to the whole server,
    # where other databases may use it: it stays.
    op.execute("revoke usage on schema public from meritgrid_app")
    for statement in POLICIES.split("\n\n"):
        if statement.startswith("alter table"):
            op.execute(statement.replace("enable row", "disable row"))
