-- Pinned inputs: for whom they were taken.

-- For guards of what is made of them.
create or replace function taken_for(inputs text) returns table (unit_id uuid, year int, taken_by uuid)
    language sql stable set search_path = public, pg_temp as $$
    select s.unit_id, s.year, s.taken_by from snapshot s where s.hash = inputs
$$;
