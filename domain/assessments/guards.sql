-- Guards of assessments.

-- An assessment is confirmed as it is.
create or replace function guard_assessment() returns trigger language plpgsql security definer
    set search_path = public, pg_temp as $$
declare
    as_proposed assessment := old;
begin
    perform refuse_elsewhere(tg_relid, 'assessment');
    as_proposed.state := new.state;
    as_proposed.confirmed_by := new.confirmed_by;
    as_proposed.confirmed_at := new.confirmed_at;
    as_proposed.version := new.version;
    if new.state = 'confirmed' and (old.state <> 'proposed' or new is distinct from as_proposed) then
        raise exception 'an assessment is confirmed as it was proposed; propose it again to change it'
            using errcode = 'restrict_violation';
    end if;
    return new;
end $$;

create trigger assessment_guarded before update on assessment for each row execute function guard_assessment();
