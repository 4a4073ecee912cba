-- Guards of assessments.

-- An assessment is confirmed as it is.
create or replace function guard_assessment() returns trigger language plpgsql security definer
    set search_path = public, pg_temp as $$
begin
    perform refuse_elsewhere(tg_relid, 'assessment');
    if new.state = 'confirmed'
       and (old.state <> 'proposed'
            or to_jsonb(new) - array['state', 'confirmed_by', 'confirmed_at', 'version']
               is distinct from to_jsonb(old) - array['state', 'confirmed_by', 'confirmed_at', 'version']) then
        raise exception 'an assessment is confirmed as it was proposed; propose it again to change it'
            using errcode = 'restrict_violation';
    end if;
    return new;
end $$;

create trigger assessment_guarded before update on assessment for each row execute function guard_assessment();
