-- Pinned inputs: for whom they were taken.

-- For guards of what is made of them.
create or replace function taken_for(inputs text) returns table (unit_id uuid, year int, taken_by uuid)
    language sql stable set search_path = public, pg_temp as $$
    select s.unit_id, s.year, s.taken_by from snapshot s where s.hash = inputs
$$;

-- The kept inputs of a run, to compute a line of it again for whoever may read that line. They hold what others are paid
-- from: the system's own account alone is lent them, and shows them to nobody.
create or replace function frames_to_reproduce(inputs text) returns table (name text, content bytea)
    language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
    if nullif(current_setting('meritgrid.actor', true), '')::uuid
       is distinct from '00000000-0000-7000-8000-000000000001' then
        raise exception 'the actor is not the system' using errcode = 'insufficient_privilege';
    end if;
    return query select f.name, f.content from snapshot_frame f where f.snapshot_hash = inputs;
end $$;

grant execute on function frames_to_reproduce(text) to meritgrid_app;
