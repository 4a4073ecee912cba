-- The life of a run. What it computed never changes; who may take each step, and that nobody takes it in another's
-- name, is asked here, not only in the page. Runs with its owner's rights, so that nobody else needs check_pay_lines.
create or replace function guard_pay_run() returns trigger language plpgsql security definer
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
create or replace function guard_assessment() returns trigger language plpgsql security definer
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
create or replace function guard_bonus_fund() returns trigger language plpgsql as $$
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
