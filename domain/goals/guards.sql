-- Guards of goals: what was dated by slip is taken back while nothing hangs on it.

-- Nobody deletes a row of their own accord. A goal's latest state is taken back, and the goal with its only one while no
-- other goal and no KPI refers to it; gives the goal.
create or replace function withdraw_policy_goal_state(state uuid) returns uuid language plpgsql security definer
    set search_path = public, pg_temp as $$
declare
    gone policy_goal_state;
begin
    select * into gone from policy_goal_state where id = state for update;
    perform refuse_without('goals.write', gone.unit_id);
    if exists (select from policy_goal_state later where later.policy_goal_id = gone.policy_goal_id
               and later.effective_from > gone.effective_from) then
        raise exception 'a later state stands after this one' using errcode = 'restrict_violation';
    end if;
    if gone.stage = 'published' and exists (
        select from kpi_state k join kpi_set_kpi m on m.kpi_id = k.kpi_id join kpi_set s on s.id = m.kpi_set_id
        where k.policy_goal_id = gone.policy_goal_id and s.effective_from >= gone.effective_from) then
        raise exception 'an active set holds a KPI that leads to this goal: take that set back first (withdrawKpiSet)'
            using errcode = 'restrict_violation', constraint = 'policy_goal_in_use';
    end if;
    delete from policy_goal_state where id = state;
    if not exists (select from policy_goal_state before where before.policy_goal_id = gone.policy_goal_id) then
        delete from policy_goal where id = gone.policy_goal_id;
    end if;
    return gone.policy_goal_id;
exception when foreign_key_violation then
    raise exception 'another goal or a KPI refers to this goal: take that back first, or close the goal'
                    ' (changePolicyGoals)' using errcode = 'restrict_violation', constraint = 'policy_goal_in_use';
end $$;

grant execute on function withdraw_policy_goal_state(uuid) to meritgrid_app;

-- The same of a KPI, which positions and products refer to.
create or replace function withdraw_kpi_state(state uuid) returns uuid language plpgsql security definer
    set search_path = public, pg_temp as $$
declare
    gone kpi_state;
begin
    select * into gone from kpi_state where id = state for update;
    perform refuse_without('goals.write', gone.unit_id);
    if exists (select from kpi_state later where later.kpi_id = gone.kpi_id
               and later.effective_from > gone.effective_from) then
        raise exception 'a later state stands after this one' using errcode = 'restrict_violation';
    end if;
    if exists (select from kpi_set s join kpi_set_kpi k on k.kpi_set_id = s.id
               where k.kpi_id = gone.kpi_id and s.effective_from >= gone.effective_from) then
        raise exception 'a set that is active from that day or later holds this KPI: take that set back first'
                        ' (withdrawKpiSet)' using errcode = 'restrict_violation', constraint = 'kpi_in_use';
    end if;
    delete from kpi_state where id = state;
    if not exists (select from kpi_state before where before.kpi_id = gone.kpi_id) then
        delete from kpi where id = gone.kpi_id;
    end if;
    return gone.kpi_id;
exception when foreign_key_violation then
    raise exception 'a position or a product refers to this KPI: take that back first, or close the KPI (changeKpis)'
        using errcode = 'restrict_violation', constraint = 'kpi_in_use';
end $$;

-- Is a KPI bound to a position on a day? A pair without states was loaded, and one that ends first was bound before.
create or replace function kpi_bound(post uuid, wanted uuid, day date) returns boolean language sql stable as $$
    select exists (select from position_kpi p where p.position_id = post and p.kpi_id = wanted) and coalesce(
        (select s.bound from position_kpi_state s
         where s.position_id = post and s.kpi_id = wanted and s.effective_from <= kpi_bound.day
         order by s.effective_from desc limit 1),
        (select not s.bound from position_kpi_state s
         where s.position_id = post and s.kpi_id = wanted order by s.effective_from limit 1),
        true)
$$;

-- What a position's set of KPIs lacks on a day, in the order of the KPIs: by which principle, and what. Nothing lacks of a
-- set that may become active. Without any KPI it lacks one, and what is said of the position itself names none.
create or replace function kpi_gate(post uuid, day date)
    returns table (n bigint, kpi_id uuid, code text, principle text, lacks text) language sql stable as $$
    with suited as (
        select k.id, k.code, s.* from position_kpi p
        join kpi k on k.id = p.kpi_id
        left join lateral (
            select t.closed, t.policy_goal_id, t.formula, t.denominator, t.data_source, t.closes_on_day
            from kpi_state t where t.kpi_id = k.id and t.effective_from <= kpi_gate.day
            order by t.effective_from desc limit 1
        ) s on true
        where p.position_id = post and kpi_bound(post, k.id, kpi_gate.day)
    ), goals as (
        select u.id, (
            select g.stage from policy_goal_state g
            where g.policy_goal_id = u.policy_goal_id and g.effective_from <= kpi_gate.day
            order by g.effective_from desc limit 1) as stage
        from suited u
    ), lacking as (
        select 0 as place, null::uuid as id, null::text as code, 'suited' as principle, 'open_position' as lacks
        where not position_open_on(post, kpi_gate.day)
        union all
        select 0, null, null, 'suited', 'any_kpi' where not exists (select from suited)
        union all
        select 1, u.id, u.code, said.principle, said.lacks
        from suited u join goals g on g.id = u.id
        cross join lateral (values
            ('suited', 'open_kpi', coalesce(u.closed, true)),
            ('tied_to_a_goal', 'published_goal', g.stage is distinct from 'published'),
            ('measurable', 'data_source', u.data_source is null),
            ('measurable', 'formula', u.formula is null),
            ('measurable', 'denominator', u.denominator is null),
            ('measurable', 'closing_time', u.closes_on_day is null)
        ) said (principle, lacks, missing)
        where said.missing
    )
    select row_number() over (order by place, code, principle desc, lacks), id, code, principle, lacks from lacking
$$;

-- A set becomes active only when it lacks nothing, whoever writes it: the refusal of the API names each thing.
create or replace function refuse_incomplete_sets() returns trigger language plpgsql security definer
    set search_path = public, pg_temp as $$
begin
    perform refuse_elsewhere(tg_relid, 'kpi_set');
    if exists (select from changed c cross join lateral kpi_gate(c.position_id, c.effective_from) lacking) then
        raise exception 'a KPI of the set is not suited to the position, not tied to a published goal, or not measurable'
            using errcode = 'restrict_violation', constraint = 'set_incomplete';
    end if;
    return null;
end $$;

create trigger kpi_set_is_complete after insert on kpi_set referencing new table as changed
    for each statement execute function refuse_incomplete_sets();

-- A set's latest version is taken back; gives the position.
create or replace function withdraw_kpi_set(gone_id uuid) returns uuid language plpgsql security definer
    set search_path = public, pg_temp as $$
declare
    gone kpi_set;
begin
    select * into gone from kpi_set where id = gone_id for update;
    perform refuse_without('goals.write', gone.unit_id);
    if exists (select from kpi_set later where later.position_id = gone.position_id
               and later.effective_from > gone.effective_from) then
        raise exception 'a later state stands after this one' using errcode = 'restrict_violation';
    end if;
    delete from kpi_set_kpi k where k.kpi_set_id = gone.id;
    delete from kpi_set where id = gone.id;
    return gone.position_id;
end $$;

grant execute on function withdraw_kpi_state(uuid), kpi_bound(uuid, uuid, date), kpi_gate(uuid, date),
    withdraw_kpi_set(uuid) to meritgrid_app;
