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
                                   'pay_run_rules', 'pay_run_step', 'pay_line'] loop
        execute format('create trigger %I before update or delete or truncate on %I
                        for each statement execute function refuse_change()', guarded || '_append_only', guarded);
    end loop;
end $$;

-- The life of a run. What it computed never changes; who may take each step is asked here, not only in the page.
create function guard_pay_run() returns trigger language plpgsql as $$
declare
    actor uuid := nullif(current_setting('meritgrid.actor', true), '')::uuid;
    wanted text := case new.state when 'reviewed' then 'pay_run.review' when 'approved' then 'pay_run.approve'
                                  when 'closed' then 'pay_run.close' when 'discarded' then 'pay_run.create' end;
begin
    if (old.state, new.state) not in (('computed', 'reviewed'), ('reviewed', 'approved'), ('approved', 'closed'),
                                      ('computed', 'discarded'), ('reviewed', 'discarded')) then
        raise exception 'a run cannot go from % to %', old.state, new.state using errcode = 'restrict_violation';
    end if;
    if not meritgrid_may(actor, wanted, new.unit_id) then
        raise exception 'the actor may not %', wanted using errcode = 'insufficient_privilege';
    end if;
    if (new.id, new.unit_id, new.year, new.snapshot_hash, new.rules_hash, new.lines_root, new.people, new.total_vnd,
        new.made_by, new.made_at)
       is distinct from (old.id, old.unit_id, old.year, old.snapshot_hash, old.rules_hash, old.lines_root, old.people,
        old.total_vnd, old.made_by, old.made_at) or new.version <> old.version + 1 then
        raise exception 'what a run computed cannot change; make another run' using errcode = 'restrict_violation';
    end if;
    return new;
end $$;

create trigger pay_run_guarded before update on pay_run for each row execute function guard_pay_run();

create trigger pay_run_stays before delete or truncate on pay_run for each statement execute function refuse_change();

-- What the lines of one statement refer to, checked as a set.
create function check_pay_lines() returns trigger language plpgsql security definer set search_path = public as $$
begin
    if exists (select from written where not exists (
            select from pay_run r join unit_closure c on c.ancestor_id = r.unit_id
            where r.id = written.pay_run_id and r.state = 'computed' and c.unit_id = written.unit_id)) then
        raise exception 'a line is outside its run, or the run is no longer being computed'
            using errcode = 'foreign_key_violation';
    end if;
    if exists (select from written w
               left join employee e on e.id = w.employee_id left join position p on p.id = w.position_id
               left join peer_group g on g.id = w.peer_group_id
               left join assessment a on a.id = w.assessment_id and a.employee_id = w.employee_id
               left join pay_run_rules r on r.pay_run_id = w.pay_run_id and r.number = w.rules_number
               where e.id is null or p.id is null or g.id is null or r.number is null
                  or (w.assessment_id is not null and a.id is null)) then
        raise exception 'a line refers to an employee, position, peer group, assessment or rules that are not there'
            using errcode = 'foreign_key_violation';
    end if;
    return null;
end $$;

create trigger pay_line_refers after insert on pay_line referencing new table as written
    for each statement execute function check_pay_lines();
