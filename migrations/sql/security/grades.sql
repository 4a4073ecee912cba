-- Nobody deletes a row of their own accord. A person's latest grade holding is taken back while nobody was paid from it
-- or after it; gives the person.
create or replace function withdraw_grade(holding uuid) returns uuid language plpgsql security definer
    set search_path = public, pg_temp as $$
declare
    actor uuid := nullif(current_setting('meritgrid.actor', true), '')::uuid;
    gone grade_holding;
begin
    select * into gone from grade_holding where id = holding for update;
    if not coalesce(meritgrid_may(actor, 'people.write', gone.unit_id), false) or not exists (
        select from employee e where e.id = gone.employee_id and meritgrid_may(actor, 'people.write', e.unit_id)
    ) then
        raise exception 'the actor may not people.write' using errcode = 'insufficient_privilege';
    end if;
    if exists (select from grade_holding later where later.employee_id = gone.employee_id
               and later.effective_from > gone.effective_from) then
        raise exception 'a later grade stands after this one' using errcode = 'restrict_violation';
    end if;
    perform refuse_paid(array[gone.employee_id], array[gone.effective_from], true);
    delete from grade_holding where id = holding;
    return gone.employee_id;
end $$;
