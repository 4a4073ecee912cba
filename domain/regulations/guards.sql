-- Guards of regulations: a draft is taken back, what is published stays.

-- Nobody deletes a row of their own accord. A draft that is to bind nobody is taken back, by whoever may draft there;
-- gives the unit.
create or replace function withdraw_regulation(draft uuid) returns uuid language plpgsql security definer
    set search_path = public, pg_temp as $$
declare
    gone regulation;
begin
    select * into gone from regulation where id = draft for update;
    perform refuse_without('regulation.draft', gone.unit_id);
    if gone.published_by is not null then
        raise exception 'a regulation that is published stays: draft another to change it'
            using errcode = 'restrict_violation', constraint = 'already_published';
    end if;
    delete from regulation where id = draft;
    return gone.unit_id;
end $$;

create trigger regulation_by_people before update on regulation for each row
    when (old.published_by is distinct from new.published_by) execute function refuse_programs();

grant execute on function withdraw_regulation(uuid) to meritgrid_app;
