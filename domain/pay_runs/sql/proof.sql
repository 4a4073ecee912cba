-- Proof of lines: their values, kept in chunks that nobody reads, and what salts their leaves.

-- The values of a line as its leaf covers them, JSON as text; for functions with their owner's rights.
create or replace function line_values_at(line pay_line) returns text language sql stable
    set search_path = public, pg_temp as $$
    select coalesce(line.steps, (select v.content[line.place % 500 + 1] from pay_line_values v
                                 where v.pay_run_id = line.pay_run_id and v.chunk = line.place / 500))
$$;

-- The same of one line for whoever may read that line: a chunk holds those of others. The question is word for word that
-- of the policy of pay_line.
create or replace function values_of_line(line uuid) returns text language plpgsql stable security definer
    set search_path = public, pg_temp as $$
declare
    seen pay_line;
begin
    select * into seen from pay_line where id = line and (meritgrid_owning() or
        employee_id = (select nullif(current_setting('meritgrid.actor', true), '')::uuid)
        and pay_run_id in (select runs_paying((select nullif(current_setting('meritgrid.actor', true), '')::uuid)))
        or (select meritgrid_everywhere((select nullif(current_setting('meritgrid.actor', true), '')::uuid), 'pay_run.read'))
        or unit_id in (select meritgrid_units((select nullif(current_setting('meritgrid.actor', true), '')::uuid), 'pay_run.read')));
    return line_values_at(seen);
end $$;

-- All chunks of a run from one to another, for whoever verifies everything.
create or replace function values_of_run(run uuid, first_chunk int, last_chunk int)
    returns table (chunk int, content text[]) language plpgsql stable security definer
    set search_path = public, pg_temp as $$
declare
    actor uuid := nullif(current_setting('meritgrid.actor', true), '')::uuid;
begin
    if not (meritgrid_owning()
            or meritgrid_everywhere(actor, 'audit.read') and meritgrid_everywhere(actor, 'pay_run.read')) then
        raise exception 'the actor may not audit.read and pay_run.read everywhere'
            using errcode = 'insufficient_privilege';
    end if;
    return query select v.chunk, v.content from pay_line_values v
                 where v.pay_run_id = run and v.chunk between first_chunk and last_chunk order by v.chunk;
end $$;

-- The first chunk that is missing, too much, or not the values of its lines: a JSON array for each, 500 but in the last.
create or replace function misshapen_chunk(run uuid, lines int) returns int language sql stable
    set search_path = public, pg_temp as $$
    select coalesce(v.chunk, due.chunk)
    from (select chunk, content from pay_line_values where pay_run_id = run) v
    full join generate_series(0, (lines + 499) / 500 - 1) due (chunk) on due.chunk = v.chunk
    where (array_ndims(v.content) = 1 and array_lower(v.content, 1) = 1
           and cardinality(v.content) = least(500, lines - 500 * due.chunk)
           and (select bool_and((t.said is json array) is true) from unnest(v.content) t (said))) is not true
    order by 1 limit 1
$$;

-- The same for whoever verifies the run, who reads no chunk.
create or replace function wrong_chunk(run uuid, lines int) returns int language plpgsql stable security definer
    set search_path = public, pg_temp as $$
begin
    if not proves_run(run) then
        raise exception 'the actor may not make, read or simulate the run' using errcode = 'insufficient_privilege';
    end if;
    return misshapen_chunk(run, lines);
end $$;

-- Whether somebody may prove what a run keeps: whoever makes it, reads it or simulates it.
create or replace function proves_run(run uuid) returns boolean language plpgsql stable
    set search_path = public, pg_temp as $$
declare
    actor uuid := nullif(current_setting('meritgrid.actor', true), '')::uuid;
begin
    return meritgrid_owning() or exists (
        select from pay_run r where r.id = run and (
            r.state = 'computing' and r.made_by = actor or meritgrid_may(actor, 'pay_run.read', r.unit_id)
            or meritgrid_may(actor, 'scenario.simulate', r.unit_id)));
end $$;

-- Whom a run is about: whoever has a line in it and, while it is computed, whoever works or worked in its units.
create or replace function people_of_run(run uuid) returns setof uuid language sql stable
    set search_path = public, pg_temp as $$
    select l.employee_id from pay_line l where l.pay_run_id = run
    union
    select s.person from pay_run r, people_under(r.unit_id) s (person) where r.id = run and r.state = 'computing'
$$;

-- What salts the leaves of a run's lines, person by person in their order; none where the secret is deleted, and empty of
-- whom the run is not about.
create or replace function line_salts(run uuid, people uuid[]) returns bytea[] language plpgsql stable
    security definer set search_path = public, pg_temp as $$
begin
    if not proves_run(run) then
        raise exception 'the actor may not make, read or simulate the run' using errcode = 'insufficient_privilege';
    end if;
    return (select meritgrid_salts(array_agg(theirs.id order by p.place), 'line',
                                   array_fill(run, array[cardinality(people)]))
            from unnest(people) with ordinality p (person, place)
            left join people_of_run(run) theirs (id) on theirs.id = p.person);
end $$;

-- The stored columns of a run for a what-if, in place of a right to select them, as `frames_to_simulate` gives its inputs.
create or replace function columns_to_simulate(run uuid) returns table (name text, sha256 text, content bytea)
    language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
    if not proves_run(run) then
        raise exception 'the actor may not simulate there' using errcode = 'insufficient_privilege';
    end if;
    return query select c.name, c.sha256, c.content from pay_run_columns c where c.pay_run_id = run;
end $$;

-- The run of a line, for whoever may read the line: what is computed again, and from which inputs.
create or replace function run_of_line(line uuid)
    returns table (kind text, period_start date, snapshot_hash text, release text) language sql stable security definer
    set search_path = public, pg_temp as $$
    select r.kind, r.period_start, r.snapshot_hash, r.release from pay_line l join pay_run r on r.id = l.pay_run_id
    where l.id = line and values_of_line(line) is not null
$$;

-- What salts the leaf of a line, for whoever may read that line; none where the secret is deleted.
create or replace function salt_of_line(line uuid) returns bytea language sql stable security definer
    set search_path = public, pg_temp as $$
    select (meritgrid_salts(array[l.employee_id], 'line', array[l.pay_run_id]))[1]
    from pay_line l where l.id = line and values_of_line(line) is not null
$$;

-- How a step reads is written once, under the hash of it: nobody writes another text under a name that others use.
create or replace function refuse_other_sentence() returns trigger language plpgsql security definer
    set search_path = public, pg_temp as $$
begin
    perform refuse_elsewhere(tg_relid, 'step_sentence');
    if new.hash <> encode(meritgrid_leaf(
        meritgrid_netstring(case when new.inputs is null then 'meritgrid step sentence 1'
                                 else 'meritgrid step sentence 2' end) || meritgrid_netstring(new.says)
        || meritgrid_netstring(new.certainty) || meritgrid_netstring(new.law) || meritgrid_netstring(new.agreement)
        || meritgrid_netstring(new.choice) || meritgrid_netstring(new.parameters::text)
        || case when new.inputs is null then ''
                else meritgrid_netstring(new.unit) || meritgrid_netstring(new.inputs::text) end), 'hex') then
        raise exception 'a sentence is named by the hash of what it says' using errcode = 'check_violation';
    end if;
    return new;
end $$;

create trigger step_sentence_named before insert on step_sentence for each row execute function refuse_other_sentence();

grant execute on function values_of_line(uuid), values_of_run(uuid, int, int), line_salts(uuid, uuid[]),
    columns_to_simulate(uuid), run_of_line(uuid), salt_of_line(uuid), wrong_chunk(uuid, int) to meritgrid_app;
