-- States of a run: who takes which step, and what an approval does.

-- A run is of a kind that there is, and of the kind's period: `pay_kind` is made of the kinds in the code.
create or replace function refuse_unknown_kind(run pay_run) returns void language plpgsql stable
    set search_path = public, pg_temp as $$
begin
    if not exists (select from pay_kind(run.kind) k where k.period = run.period) then
        raise exception 'there is no kind of run % by the %', run.kind, run.period
            using errcode = 'check_violation';
    end if;
end $$;

-- A run begins with inputs that were pinned for its own unit: whoever may simulate it or read it is given these.
create or replace function guard_new_pay_run() returns trigger language plpgsql security definer
    set search_path = public, pg_temp as $$
declare
    actor uuid := nullif(current_setting('meritgrid.actor', true), '')::uuid;
begin
    perform refuse_elsewhere(tg_relid, 'pay_run');
    perform refuse_unknown_kind(new);
    if not exists (select from taken_for(new.snapshot_hash) s
                   where s.unit_id = new.unit_id and s.year = new.year
                     and (s.taken_by = actor or meritgrid_owning() or meritgrid_may(actor, 'pay_run.read', s.unit_id))) then
        raise exception 'the inputs of a run are those that its maker took for its unit and year'
            using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;

create trigger pay_run_begins before insert on pay_run for each row execute function guard_new_pay_run();

-- A run is computed in the transaction that makes it: nobody else ever sees one to which lines can be added.
create or replace function refuse_half_a_run() returns trigger language plpgsql security definer
    set search_path = public, pg_temp as $$
begin
    perform refuse_elsewhere(tg_relid, 'pay_run');
    if exists (select from pay_run where id = new.id and state = 'computing') then
        raise exception 'a run is computed before the transaction that makes it ends' using errcode = 'check_violation';
    end if;
    return null;
end $$;

create constraint trigger pay_run_is_computed after insert on pay_run deferrable initially deferred
    for each row execute function refuse_half_a_run();

-- Whatever is written of a run holds it as it is until the end, and it is being computed: also when somebody else has
-- just taken it further.
create or replace function refuse_late() returns trigger language plpgsql security definer
    set search_path = public, pg_temp as $$
declare
    runs uuid[];
    computing int;
begin
    perform refuse_elsewhere(tg_relid);
    if tg_level = 'ROW' then
        runs := array[new.pay_run_id];
    else
        runs := array(select distinct pay_run_id from added);
    end if;
    select count(*) into computing from (
        select from pay_run where id = any (runs) and state = 'computing' order by id for share) locked;
    if computing < cardinality(runs) then
        raise exception 'nothing is added to a run that was computed' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;

create trigger pay_line_in_time after insert on pay_line referencing new table as added
    for each statement execute function refuse_late();
create trigger pay_line_values_in_time before insert on pay_line_values for each row execute function refuse_late();
create trigger pay_run_rules_in_time before insert on pay_run_rules for each row execute function refuse_late();
create trigger pay_run_step_in_time before insert on pay_run_step for each row execute function refuse_late();
create trigger pay_run_trace_in_time before insert on pay_run_trace for each row execute function refuse_late();
create trigger pay_run_exclusion_in_time before insert on pay_run_exclusion for each row execute function refuse_late();
create trigger pay_run_columns_in_time before insert on pay_run_columns for each row execute function refuse_late();

-- The life of a run. What it computed never changes; who may take each step, and that nobody takes it in another's
-- name, is asked here, not only in the page. Runs with its owner's rights, so that nobody else needs check_pay_lines.
create or replace function guard_pay_run() returns trigger language plpgsql security definer
    set search_path = public, pg_temp as $$
declare
    actor uuid := nullif(current_setting('meritgrid.actor', true), '')::uuid;
    wanted text := case new.state when 'computed' then 'pay_run.create' when 'reviewed' then 'pay_run.review'
                                  when 'approved' then 'pay_run.approve' when 'closed' then 'pay_run.close'
                                  when 'discarded' then 'pay_run.create' end;
    -- An approval is withdrawn by two people who may approve: one asks for it, or drops that again; another does it.
    withdrawn bool := old.state = 'approved' and new.state = 'computed';
    asks bool := old.state = 'approved' and new.state = 'approved';
begin
    perform refuse_elsewhere(tg_relid, 'pay_run');
    if withdrawn then
        wanted := 'pay_run.approve';
    end if;
    if new.state <> 'discarded' then
        perform refuse_unknown_kind(new);
    end if;
    if (old.state, new.state) not in (('computing', 'computed'), ('computed', 'reviewed'), ('reviewed', 'approved'),
                                      ('approved', 'closed'), ('computed', 'discarded'), ('reviewed', 'discarded'),
                                      ('approved', 'computed'), ('approved', 'approved')) then
        raise exception 'a run cannot go from % to %', old.state, new.state using errcode = 'restrict_violation';
    end if;
    if not meritgrid_may(actor, wanted, new.unit_id) then
        raise exception 'the actor may not %', wanted using errcode = 'insufficient_privilege';
    end if;
    if new.state = 'computed' and not withdrawn then
        perform check_pay_lines(new);
        perform refuse_strangers(new);
    end if;
    if new.state = 'reviewed' then
        perform refuse_held(new);
    end if;
    if (new.id, new.unit_id, new.kind, new.period, new.period_start, new.year, new.corrects_run_id, new.title,
        new.snapshot_hash, new.rules_hash, new.people, new.total_vnd, new.made_by, new.made_at, new.stand_ins::text)
       is distinct from (old.id, old.unit_id, old.kind, old.period, old.period_start, old.year, old.corrects_run_id,
        old.title, old.snapshot_hash, old.rules_hash, old.people, old.total_vnd, old.made_by, old.made_at,
        old.stand_ins::text)
       or (new.lines_root <> old.lines_root and old.state <> 'computing') or new.version <> old.version + 1 then
        raise exception 'what a run computed cannot change; make another run' using errcode = 'restrict_violation';
    end if;
    if withdrawn and (old.withdrawal_asked_by is null or old.withdrawal_asked_by = actor
                      or coalesce(new.reviewed_by, new.approved_by, new.withdrawal_asked_by) is not null) then
        raise exception 'an approval is withdrawn by somebody else than who asked for it, and the review with it'
            using errcode = 'insufficient_privilege';
    end if;
    if old.withdrawal_asked_by is not null and new.state = 'closed' then
        raise exception 'a run whose approval is to be withdrawn is not closed' using errcode = 'restrict_violation';
    end if;
    if asks and (new.withdrawal_asked_by is not null) = (old.withdrawal_asked_by is not null)
       or new.withdrawal_asked_by is not null and (not asks or new.withdrawal_asked_by <> actor) then
        raise exception 'whoever asks for a withdrawal says so' using errcode = 'insufficient_privilege';
    end if;
    if (new.reviewed_by, new.reviewed_at) is distinct from (old.reviewed_by, old.reviewed_at) and not withdrawn
           and (new.state <> 'reviewed' or new.reviewed_by is distinct from actor)
       or (new.approved_by, new.approved_at) is distinct from (old.approved_by, old.approved_at) and not withdrawn
           and (old.state <> 'reviewed' or new.state <> 'approved' or new.approved_by is distinct from actor)
       or (new.closed_by, new.closed_at) is distinct from (old.closed_by, old.closed_at)
           and (new.state <> 'closed' or new.closed_by is distinct from actor) then
        raise exception 'a step is taken by the actor, and says so' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;

create trigger pay_run_by_people before update on pay_run for each row
    when (old.approved_by is distinct from new.approved_by) execute function refuse_programs();
create trigger pay_run_guarded before update on pay_run for each row execute function guard_pay_run();

-- A run shares out the funds as they were when it was computed. One that was opened again since, because what it is
-- computed from changed, holds another amount: more than was decided on, or less than the lines take.
create or replace function refuse_other_funds(run pay_run) returns void language plpgsql security definer
    set search_path = public, pg_temp as $$
declare
    other record;
begin
    select u.code, f.amount_vnd as holds, (line_values_at(l)::json ->> s.place)::bigint as shared into other
    from (select distinct on (unit_id) unit_id, id from pay_line where pay_run_id = run.id order by unit_id) one
    join pay_line l on l.id = one.id
    left join pay_run_step s on s.pay_run_id = run.id and s.rules_number = l.rules_number
                                and s.name = (select fund_step from pay_kind(run.kind))
    join bonus_fund f on f.unit_id = l.unit_id and f.year = run.year
    join unit u on u.id = l.unit_id
    where f.amount_vnd is distinct from (line_values_at(l)::json ->> s.place)::bigint
    order by u.code limit 1;
    if found then
        raise exception 'the % bonus fund of % was opened again since: it holds % dong, and this run shares out %; set the'
            ' run aside (discardPayRun) and make another', run.year, other.code, other.holds,
            coalesce(other.shared::text, 'no amount that it tells')
            using errcode = 'restrict_violation', constraint = 'fund_differs', column = 'id',
                detail = 'Decree 161/2026 art. 4';
    end if;
end $$;

-- Whether a run shares out funds: its kind does, whatever its sheet tells.
create or replace function shares_funds(run pay_run) returns boolean language sql stable
    set search_path = public, pg_temp as $$
    select exists (select from pay_kind(run.kind) k where k.fund_step is not null)
$$;

-- Nobody who was put on hold since the run was computed is paid by it.
create or replace function refuse_held(run pay_run) returns void language plpgsql stable
    set search_path = public, pg_temp as $$
declare
    people int;
begin
    select count(distinct l.employee_id) into people from pay_line l
    where l.pay_run_id = run.id and on_hold(l.employee_id, run.kind, run.period_start);
    if people > 0 then
        raise exception '% people whom this run would pay were put on hold since it was computed: set it aside'
            ' (discardPayRun) and make another', people
            using errcode = 'restrict_violation', constraint = 'person_held', column = 'id';
    end if;
end $$;

-- Whether a fund is shared out when a run closes: no other approved run takes from it still, and nobody whom a run left
-- out, because they were on hold, waits to be paid from it.
create or replace function shared_out(run pay_run, fund_of uuid) returns boolean language sql stable
    set search_path = public, pg_temp as $$
    select not exists (
        select from pay_run other join pay_line l on l.pay_run_id = other.id and l.unit_id = fund_of
        where other.kind = run.kind and other.period_start = run.period_start and other.state = 'approved'
    ) and not exists (
        select from pay_run_exclusion x join pay_run of_them on of_them.id = x.pay_run_id
        where x.unit_id = fund_of and x.hold_id is not null and of_them.kind = run.kind
          and of_them.period_start = run.period_start and of_them.state in ('approved', 'closed')
          and not exists (select from paid_period p
                          where p.employee_id = x.employee_id and p.unit_id = x.unit_id and p.kind = run.kind
                            and p.period_start = run.period_start))
$$;

-- What an approval does, its withdrawal undoes and a closing makes final: who is paid for the period, by a key that takes
-- nobody twice, and what is taken from the funds that the lines name, where the kind has funds.
create or replace function settle_pay_run() returns trigger language plpgsql security definer
    set search_path = public, pg_temp set work_mem = '64MB' as $$
declare
    wanted bigint;
    changed bigint;
begin
    perform refuse_elsewhere(tg_relid, 'pay_run');
    if new.state = old.state or 'approved' not in (old.state, new.state) then
        return null;
    end if;
    if new.state = 'approved' then
        if not approve_alone(new.year) then
            raise exception 'somebody changes what people are paid from in %, or approves a run: try again in a minute',
                new.year using errcode = 'restrict_violation', constraint = 'year_in_use', column = 'id';
        end if;
        perform refuse_held(new);
        insert into paid_period (employee_id, kind, period, period_start, unit_id, pay_run_id)
        select l.employee_id, new.kind, new.period, new.period_start, l.unit_id, new.id
        from pay_line l where l.pay_run_id = new.id order by l.employee_id, l.unit_id;
    elsif new.state = 'computed' then
        delete from paid_period p using pay_line l
        where l.pay_run_id = new.id and p.employee_id = l.employee_id and p.kind = new.kind and p.period = new.period
          and p.period_start = new.period_start and p.unit_id = l.unit_id and p.pay_run_id = new.id;
    end if;
    if not shares_funds(new) then
        return null;
    end if;
    -- In an order, so that two runs that share funds do not hold what the other one waits for.
    perform from bonus_fund f
    where f.year = new.year and f.unit_id in (select l.unit_id from pay_line l where l.pay_run_id = new.id)
    order by f.unit_id for update;
    if new.state = 'approved' then
        perform refuse_other_funds(new);
    end if;
    with share as (
        select unit_id, sum(amount_vnd)::bigint as vnd from pay_line where pay_run_id = new.id group by unit_id
    ), settled as (
        update bonus_fund f
        set spent_vnd = f.spent_vnd + case new.state when 'approved' then s.vnd when 'computed' then -s.vnd else 0 end,
            state = case when new.state = 'closed' and shared_out(new, f.unit_id) then 'closed' else f.state end
        from share s where f.unit_id = s.unit_id and f.year = new.year
        returning 1
    )
    select (select count(*) from share), (select count(*) from settled) into wanted, changed;
    if changed <> wanted then
        raise exception 'the run pays from a fund that was never opened' using errcode = 'restrict_violation';
    end if;
    return null;
end $$;

create trigger pay_run_settles after update on pay_run for each row execute function settle_pay_run();

create trigger pay_run_stays before delete or truncate on pay_run for each statement execute function refuse_change();
