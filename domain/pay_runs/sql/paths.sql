-- Paths: what leads from the leaf of a line to the root over all lines of its run, and which runs pay.

-- The runs that pay, of those whose lines the actor may read one of: their own, and what they may read by right.
create or replace function paying_runs() returns setof uuid
    language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
    actor uuid := nullif(current_setting('meritgrid.actor', true), '')::uuid;
begin
    return query select r.id from pay_run r where r.state in ('approved', 'closed') and (
        meritgrid_owning() or meritgrid_everywhere(actor, 'pay_run.read')
        or r.id in (select runs_paying(actor)) or r.id in (select runs_above())
        or r.unit_id in (select meritgrid_units(actor, 'pay_run.read')));
end $$;

-- The path of a line (RFC 9162, 2.1.3.1): the hashes beside it, from the leaf up. A level is its hashes one after
-- another, 32 bytes each; an odd last one climbs as it is.
create or replace function path_of_line(line pay_line)
    returns table (leaf_index int, size int, path text[]) language plpgsql stable
    set search_path = public, pg_temp as $$
declare
    level bytea;
    hashes int;
    place int;
begin
    select string_agg(l.leaf, ''::bytea order by l.employee_id, l.unit_id), count(*),
           count(*) filter (where (l.employee_id, l.unit_id) < (line.employee_id, line.unit_id))
    into level, size, leaf_index from pay_line l where l.pay_run_id = line.pay_run_id;
    path := '{}';
    hashes := size;
    place := leaf_index;
    while hashes > 1 loop
        if place # 1 < hashes then
            path := path || encode(substring(level from (place # 1) * 32 + 1 for 32), 'hex');
        end if;
        select string_agg(case when 2 * pair + 1 < hashes
                               then sha256('\x01'::bytea || substring(level from pair * 64 + 1 for 64))
                               else substring(level from pair * 64 + 1 for 32) end, ''::bytea order by pair)
        into level from generate_series(0, (hashes - 1) / 2) pair;
        hashes := (hashes + 1) / 2;
        place := place / 2;
    end loop;
    return next;
end $$;

-- The path, and the latest event that made the run pay with its seal, for whoever may read the line. The hashes
-- tell of no other line: leaves are salted.
create or replace function proof_of_line(line uuid)
    returns table (root text, leaf_index int, size int, path json, happened text, decided_at timestamptz, seal bigint,
                   link text, sealed_at timestamptz)
    language sql stable security definer set search_path = public, pg_temp as $$
    select r.lines_root, p.leaf_index, p.size, to_json(p.path), d.*
    from pay_line l join pay_run r on r.id = l.pay_run_id
    cross join lateral path_of_line(l) p
    left join lateral latest_sealed('PayRun_' || r.id, array['pay_run.approved', 'pay_run.closed']) d
        on r.state in ('approved', 'closed')
    where l.id = line and values_of_line(line) is not null
$$;

grant execute on function paying_runs(), proof_of_line(uuid) to meritgrid_app;
