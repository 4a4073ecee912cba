-- A row-level trigger does not see TRUNCATE: the guard stands on the statement.
create or replace function refuse_change() returns trigger language plpgsql as $$
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

-- What the lines of a run refer to, how many they are and what they add up to: one pass over them, as sets.
create or replace function check_pay_lines(run pay_run) returns void language plpgsql security definer
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

