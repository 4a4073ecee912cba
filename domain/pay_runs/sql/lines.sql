-- Lines of a run: checked as a set, and read step by step.

-- What the lines of a run refer to, how many they are and what they add up to: one pass over them, as sets. Of people
-- and posts `refuse_strangers` asks more.
create or replace function check_pay_lines(run pay_run) returns void language plpgsql security definer
    set search_path = public, pg_temp set work_mem = '256MB' as $$
declare
    found_people int;
    found_lines int;
    found_total bigint;
    sound boolean;
begin
    select count(distinct l.employee_id), count(*), coalesce(sum(l.amount_vnd), 0),
           bool_and(l.peer_group_id in (select id from peer_group))
           and bool_and(l.rules_number in (select number from pay_run_rules where pay_run_id = run.id))
           and bool_and(l.unit_id in (select unit_id from unit_closure where ancestor_id = run.unit_id))
           and bool_and(l.assessment_id is null or (l.assessment_id, l.employee_id) in
                        (select id, employee_id from assessment
                         where period = run.period and period_start = run.period_start))
    into found_people, found_lines, found_total, sound
    from pay_line l where l.pay_run_id = run.id;
    if (found_people, found_total) is distinct from (run.people, run.total_vnd) then
        raise exception 'the lines of the run are not as many, or do not add up to the total, that it states'
            using errcode = 'check_violation';
    end if;
    if sound is distinct from true then
        raise exception 'a line refers to something that is not there, or is outside its run'
            using errcode = 'foreign_key_violation';
    end if;
    if (select (count(distinct l.place), min(l.place), max(l.place)) is distinct from (found_lines, 0, found_lines - 1)
        from pay_line l where l.pay_run_id = run.id) and found_lines > 0
       or misshapen_chunk(run.id, found_lines) is not null then
        raise exception 'the values of the lines do not stand in their places' using errcode = 'check_violation';
    end if;
end $$;

-- A line is of somebody who held its post in the period, in the unit or below it: nobody is paid for where they never
-- worked, and what they are paid from is not frozen by whoever has no say in it.
create or replace function refuse_strangers(run pay_run) returns void language plpgsql security definer
    set search_path = public, pg_temp set work_mem = '256MB' as $$
begin
    -- As joins of sets: each is hashed once, also for a hundred thousand lines.
    if exists (
        select from pay_line l
        left join posts_held(run.period_start, period_end(run.period, run.period_start)) held
          on held.employee_id = l.employee_id and held.position_id = l.position_id
        left join (select p.id, c.ancestor_id from position p join unit_closure c on c.unit_id = p.unit_id) post
          on post.id = l.position_id and post.ancestor_id = l.unit_id
        where l.pay_run_id = run.id and (held.employee_id is null or post.id is null)) then
        raise exception 'somebody on a line held no post of it in the period, or the post is of another unit'
            using errcode = 'foreign_key_violation';
    end if;
end $$;

-- What a line pays for, for whoever may read the line: of a run of fewer than ten people it is shown nothing else.
create or replace function line_pays(line uuid) returns table (kind text, period text, period_start date, title text)
    language sql stable security definer set search_path = public, pg_temp as $$
    select r.kind, r.period, r.period_start, r.title from pay_line l join pay_run r on r.id = l.pay_run_id
    where l.id = line and values_of_line(line) is not null
$$;

-- The line of the same kind that paid the person last before this one, for an earlier period; of two in one run, that
-- of the same unit. For whoever may read the line; whether they may read the other one is asked when it is read.
create or replace function line_before(line uuid) returns uuid language sql stable security definer
    set search_path = public, pg_temp as $$
    select before.id
    from pay_line l join pay_run r on r.id = l.pay_run_id
    join pay_line before on before.employee_id = l.employee_id
    join pay_run paid on paid.id = before.pay_run_id and paid.kind = r.kind and paid.period_start < r.period_start
         and paid.state in ('approved', 'closed') and paid.corrects_run_id is null
    where l.id = line and values_of_line(line) is not null
    order by paid.period_start desc, before.unit_id = l.unit_id desc, before.id limit 1
$$;

-- The approved and closed runs that pay the person, for that person and for whoever may read the run.
create or replace function runs_paying(person uuid) returns setof uuid
    language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
    actor uuid := nullif(current_setting('meritgrid.actor', true), '')::uuid;
begin
    return query select l.pay_run_id from pay_line l join pay_run r on r.id = l.pay_run_id
                 where l.employee_id = person and r.state in ('approved', 'closed')
                   and (person = actor or meritgrid_owning() or meritgrid_may(actor, 'pay_run.read', r.unit_id));
end $$;

-- When the run that pays the actor was approved: of a small run, whoever it pays sees no more.
create or replace function paying_since(run uuid) returns timestamptz
    language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
    actor uuid := nullif(current_setting('meritgrid.actor', true), '')::uuid;
begin
    return (select r.approved_at from pay_run r where r.id = run and r.id in (select runs_paying(actor)));
end $$;

-- The runs that may pay somebody in a unit whose lines the reader may read, though the run is of a unit above: whoever
-- reads a line reads how it came about.
create or replace function runs_above() returns setof uuid
    language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
    actor uuid := nullif(current_setting('meritgrid.actor', true), '')::uuid;
begin
    return query select r.id from pay_run r where r.unit_id in (
        select c.ancestor_id from unit_closure c
        where c.unit_id in (select meritgrid_units(actor, 'pay_run.read')));
end $$;

-- Whether fewer than three others of a peer group are paid by the run.
create or replace function few_peers(run uuid, peers uuid) returns boolean
    language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
    return not meritgrid_acting() or (select count(*) < 4 from (
        select distinct l.employee_id from pay_line l where l.pay_run_id = run and l.peer_group_id = peers
        limit 4) theirs);
end $$;

-- A step of a line: the sentence as the run pinned it, with this person's value. Its values are opened once, and not for
-- each step.
create view pay_line_step with (security_invoker = true) as
select l.id as pay_line_id, s.id, s.ordinal, s.model_id, s.stage, s.name, s.says, s.law, s.agreement, s.choice,
       s.certainty, s.parameters, s.unit, s.inputs, case
           -- In a group of three or less, the others' classes would follow from one's own.
           when s.name in ('peers_good_or_better', 'peers_quota', 'peers_too_small', 'rank_among_peers')
                and l.employee_id = (select nullif(current_setting('meritgrid.actor', true), '')::uuid)
                and few_peers(l.pay_run_id, l.peer_group_id) then null
           else opened.values -> s.place
       end as value
from pay_line l
cross join lateral (select values_of_line(l.id)::json as values offset 0) opened
join pay_run_step_seen s on s.pay_run_id = l.pay_run_id and s.rules_number = l.rules_number and s.place is not null;

-- A step of a run as it reads.
create view pay_run_step_seen with (security_invoker = true) as
select s.id, s.pay_run_id, s.rules_number, s.ordinal, s.place, s.model_id, s.stage, s.name,
       coalesce(s.says, w.says) as says, coalesce(s.certainty, w.certainty) as certainty, coalesce(s.law, w.law) as law,
       coalesce(s.agreement, w.agreement) as agreement, coalesce(s.choice, w.choice) as choice,
       coalesce(s.parameters, w.parameters) as parameters, w.unit, w.inputs
from pay_run_step s left join step_sentence w on w.hash = s.sentence;

grant select on pay_line_step, pay_run_step_seen to meritgrid_app;

grant execute on function runs_paying(uuid), paying_since(uuid), runs_above(), few_peers(uuid, uuid), line_pays(uuid),
    line_before(uuid) to meritgrid_app;
