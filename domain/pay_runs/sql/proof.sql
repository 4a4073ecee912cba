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

-- What salts the leaves of a run's lines, person by person in their order; none where the secret is deleted.
create or replace function line_salts(run uuid, people uuid[]) returns bytea[] language plpgsql stable
    security definer set search_path = public, pg_temp as $$
begin
    if not proves_run(run) then
        raise exception 'the actor may not make, read or simulate the run' using errcode = 'insufficient_privilege';
    end if;
    return meritgrid_salts(people, array_fill(run, array[cardinality(people)]));
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

-- How a step reads is written once, under the hash of it: nobody writes another text under a name that others use.
create or replace function refuse_other_sentence() returns trigger language plpgsql security definer
    set search_path = public, pg_temp as $$
begin
    perform refuse_elsewhere(tg_relid, 'step_sentence');
    if new.hash <> encode(meritgrid_leaf(
        meritgrid_netstring('meritgrid step sentence 1') || meritgrid_netstring(new.says)
        || meritgrid_netstring(new.certainty) || meritgrid_netstring(new.law) || meritgrid_netstring(new.agreement)
        || meritgrid_netstring(new.choice) || meritgrid_netstring(new.parameters::text)), 'hex') then
        raise exception 'a sentence is named by the hash of what it says' using errcode = 'check_violation';
    end if;
    return new;
end $$;

create trigger step_sentence_named before insert on step_sentence for each row execute function refuse_other_sentence();

grant execute on function values_of_line(uuid), values_of_run(uuid, int, int), line_salts(uuid, uuid[]),
    columns_to_simulate(uuid) to meritgrid_app;
