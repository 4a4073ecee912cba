-- What happened is told in the transaction that does it, and the database sees to that: a statement's trigger notes
-- which rows it changed, and the commit is refused while a note has no event. Clock, leaf and roots are made here.
-- The bytes that are hashed: `domain/audit/canonical.py` and `domain/audit/rows.py` write the same.
create or replace function meritgrid_netstring(said text) returns text language sql immutable as $$
    select case when said is null then '-,' else octet_length(said) || ':' || said || ',' end
$$;

create or replace function meritgrid_leaf(said text) returns bytea language sql immutable as $$
    select sha256('\x00'::bytea || convert_to(said, 'UTF8'))
$$;

-- The head of an RFC 9162 tree over leaves, 32 bytes each, one after another.
create or replace function meritgrid_root(leaves bytea) returns bytea language plpgsql immutable
    set search_path = public, pg_temp as $$
declare
    level bytea := leaves;
    pairs int;
begin
    if octet_length(level) = 0 then
        return sha256(''::bytea);
    end if;
    while octet_length(level) > 32 loop
        pairs := octet_length(level) / 64;
        level := (select string_agg(sha256('\x01'::bytea || substr(level, 64 * pair + 1, 64)), ''::bytea order by pair)
                  from generate_series(0, pairs - 1) pair) || substr(level, 64 * pairs + 1);
    end loop;
    return level;
end $$;

-- Whether the session is the owner's, and not the application's under the owner's address.
create or replace function meritgrid_owning() returns boolean language sql stable
    set search_path = public, pg_temp as $$
    select current_setting('role') = 'none' and pg_has_role(session_user, relowner, 'member')
    from pg_class where oid = 'audit_event'::regclass
$$;

-- The owner of the database, with SQL of their own: nobody acts, and no program of ours speaks.
create or replace function meritgrid_by_hand() returns boolean language sql stable
    set search_path = public, pg_temp as $$
    select nullif(current_setting('meritgrid.actor', true), '') is null and meritgrid_owning()
$$;

-- Writes one event, with all that nobody may choose: its moment, its day, the rows that it names and its leaf.
-- `named`: tables of which the changes of this transaction that no event names yet are this event's; the first is the
-- table of its subject.
create or replace function meritgrid_tell(event uuid, actor uuid, name text, about text, unit uuid, why text, was text,
                                          became text, named text[])
    returns uuid language plpgsql security definer
    set search_path = public, pg_temp set timezone = 'UTC' set datestyle = 'ISO' as $$
declare
    told audit_event;
    hashes bytea;
    subjects uuid[];
begin
    told.id := event;
    told.at := clock_timestamp();
    told.day := coalesce(nullif(current_setting('meritgrid.day', true), '')::date,
                         (told.at + interval '7 hours')::date);
    told.actor_id := actor;
    told.happened := name;
    told.subject := about;
    told.unit_id := unit;
    told.reason := why;
    told.before := was;
    told.after := became;
    if cardinality(named) > 0 then
        with taken as (
            update audit_set set event_id = event where event_id is null and table_name = any(named)
            returning number, table_name, ids, leaves
        ), whole as materialized (
            select number, table_name, ids, leaves || ''::bytea as leaves from taken
        ), latest as (
            select distinct on (w.table_name collate "C", member.id) w.table_name collate "C" as table_name, member.id,
                   substr(w.leaves, 32 * member.place::int - 31, 32) as leaf
            from whole w, unnest(w.ids) with ordinality member (id, place)
            order by w.table_name collate "C", member.id, w.number desc
        )
        select array_to_string(array_agg(distinct l.table_name), ' '), count(*),
               string_agg(l.leaf, ''::bytea order by l.table_name, l.id),
               array_agg(l.id) filter (where l.table_name = named[1])
        into told.tables, told.rows, hashes, subjects from latest l;
        if told.rows = 0 then
            raise exception '% is told, but nothing of % changed in this transaction', name, named[1]
                using errcode = 'check_violation';
        end if;
        told.rows_root := meritgrid_root(hashes);
        if cardinality(subjects) = 1 then
            perform check_told(told, named[1], subjects[1]);
        end if;
    end if;
    told.follows := (select event_id from audit_unsealed order by number desc limit 1);
    told.leaf := meritgrid_leaf(
        meritgrid_netstring('meritgrid event 2') || meritgrid_netstring(told.id::text)
        || meritgrid_netstring(((extract(epoch from told.at) * 1000000)::bigint)::text)
        || meritgrid_netstring(told.day::text) || meritgrid_netstring(told.actor_id::text)
        || meritgrid_netstring(told.happened) || meritgrid_netstring(told.subject)
        || meritgrid_netstring(told.unit_id::text) || meritgrid_netstring(told.reason)
        || meritgrid_netstring(told.before) || meritgrid_netstring(told.after)
        || meritgrid_netstring(told.tables) || meritgrid_netstring(told.rows::text)
        || meritgrid_netstring(encode(told.rows_root, 'hex')) || meritgrid_netstring(told.follows::text));
    insert into audit_event values (told.*);
    return event;
end $$;

-- An event about one row speaks of that row: its subject, its unit, and something of what came of it. A grade is told of
-- its person, and a fund of the unit at or above its own that funds were opened for.
create or replace function check_told(told audit_event, changed_table text, row_id uuid)
    returns void language plpgsql security definer
    set search_path = public, pg_temp set timezone = 'UTC' as $$
declare
    found jsonb;
    said jsonb;
    unit uuid;
    whole text;
    about text := replace(initcap(replace(changed_table, '_', ' ')), ' ', '') || '_' || row_id;
begin
    execute format('select to_jsonb(t), to_jsonb(jsonb_populate_record(t, coalesce($2, ''{}''))) from %I t where id = $1',
                   changed_table)
        into found, said using row_id, told.after::jsonb;
    if found is null then
        return;
    end if;
    if said <> found or not exists (
        select from jsonb_object_keys(told.after::jsonb) key where key <> 'id' and found ? key
    ) then
        raise exception '% says nothing of the row % of %, or what it does not', told.happened, row_id, changed_table
            using errcode = 'check_violation';
    end if;
    unit := (found ->> 'unit_id')::uuid;
    if changed_table = 'bonus_fund'
       and exists (select from unit_closure c where c.ancestor_id = told.unit_id and c.unit_id = unit) then
        unit := told.unit_id;
    end if;
    whole := case changed_table when 'grade_holding' then 'Employee_' || (found ->> 'employee_id')
                                when 'bonus_fund' then 'Unit_' || unit else about end;
    if found ? 'unit_id' and unit is distinct from told.unit_id
       or coalesce(told.subject, '') not in (about, whole) then
        raise exception '% names another unit or subject than the row % of %', told.happened, row_id, changed_table
            using errcode = 'check_violation';
    end if;
end $$;

-- The door of the application: an event of a declared name, by whoever acts, with the right to it.
create or replace function meritgrid_record(event uuid, acting uuid, name text, about text, unit uuid, why text,
                                            was text, became text)
    returns uuid language plpgsql security definer set search_path = public, pg_temp as $$
declare
    actor uuid := nullif(current_setting('meritgrid.actor', true), '')::uuid;
    rule record;
begin
    select * into rule from meritgrid_event(name);
    if not found then
        raise exception 'no event is called %: declare it in migrations/events.py', name
            using errcode = 'check_violation';
    end if;
    if acting is distinct from actor or actor is null
       or not meritgrid_owning() and (rule.verb is null or meritgrid_may(actor, rule.verb, unit) is not true) then
        raise exception 'the actor may not %', coalesce(rule.verb, 'load') using errcode = 'insufficient_privilege';
    end if;
    return meritgrid_tell(event, actor, name, about, unit, why, was, became, rule.tables);
end $$;

-- Notes the rows of a statement: their ids, and a leaf over all that each says now; zeros for a row that is gone.
create or replace function note_changes() returns trigger language plpgsql security definer
    set search_path = public, pg_temp set timezone = 'UTC' as $$
begin
    insert into audit_set (table_name, rows, ids, leaves, columns)
    select tg_table_name, count(*), array_agg(n.id order by n.id), string_agg(n.leaf, ''::bytea order by n.id),
           array(select attname::text from pg_attribute
                 where attrelid = tg_relid and attnum > 0 and not attisdropped order by attnum)
    -- Each state is written once, and sorted as its leaf: what is sorted is small.
    from (select c.id, c.leaf, (row_number() over (order by c.id) - 1) / 65536 as portion
          from (select stated.id, case when tg_op = 'DELETE' then decode(repeat('00', 32), 'hex')
                                  else meritgrid_leaf('15:meritgrid row 1,' || meritgrid_netstring(tg_table_name)
                                                      || meritgrid_netstring(stated.id::text)
                                                      || meritgrid_netstring(stated.state)) end as leaf
                from (select id, to_jsonb(t)::text as state from changed t offset 0) stated offset 0) c) n
    group by n.portion;
    if found and meritgrid_by_hand() then
        perform tell_of_a_hand(tg_table_name, tg_op);
    end if;
    return null;
end $$;

-- The same for lines, whose own leaf covers all that they say.
create or replace function note_lines() returns trigger language plpgsql security definer
    set search_path = public, pg_temp as $$
begin
    insert into audit_set (table_name, rows, ids, leaves, columns)
    select tg_table_name, count(*), array_agg(n.id order by n.id), string_agg(n.leaf, ''::bytea order by n.id),
           array['leaf']
    from (select c.id, (row_number() over (order by c.id) - 1) / 65536 as portion,
                 meritgrid_leaf('15:meritgrid row 1,' || meritgrid_netstring(tg_table_name)
                                || meritgrid_netstring(c.id::text)
                                || meritgrid_netstring(encode(c.leaf, 'hex'))) as leaf
          from changed c) n
    group by n.portion;
    if found and meritgrid_by_hand() then
        perform tell_of_a_hand(tg_table_name, tg_op);
    end if;
    return null;
end $$;

-- What the owner changes by hand is told as such: `account.created`, `access_grant.changed`.
create or replace function tell_of_a_hand(changed_table text, operation text) returns void language plpgsql
    security definer set search_path = public, pg_temp set timezone = 'UTC' as $$
declare
    type_name text := replace(initcap(replace(changed_table, '_', ' ')), ' ', '');
    changed jsonb;
    one jsonb;
begin
    execute format('select coalesce(jsonb_agg(to_jsonb(t)), ''[]'') from (select t.* from %I t where id in'
                   ' (select unnest(ids) from audit_set where event_id is null and table_name = $1) limit 2) t',
                   changed_table) into changed using changed_table;
    one := case jsonb_array_length(changed) when 1 then changed -> 0 end;
    perform meritgrid_tell(
        gen_random_uuid(), '00000000-0000-7000-8000-000000000001',
        changed_table || '.' || case operation when 'INSERT' then 'created' when 'UPDATE' then 'changed'
                                else 'deleted' end,
        coalesce(type_name || '_' || (one ->> 'id'), type_name), (one ->> 'unit_id')::uuid,
        'by hand, as the owner of the database', null, one::text, array[changed_table]);
end $$;

do $$
declare noted text; operation text;
begin
    foreach noted in array array['pay_run', 'pay_line', 'bonus_fund', 'assessment', 'kpi_result', 'access_grant',
                                 'account', 'regulation', 'grade_holding', 'conduct_finding'] loop
        foreach operation in array array['insert', 'update', 'delete'] loop
            execute format('create trigger %I after %s on %I referencing %s table as changed
                            for each statement execute function %s()',
                           noted || '_noted_on_' || operation, operation, noted,
                           case operation when 'delete' then 'old' else 'new' end,
                           case noted when 'pay_line' then 'note_lines' else 'note_changes' end);
        end loop;
    end loop;
end $$;

create or replace function refuse_untold() returns trigger language plpgsql security definer
    set search_path = public, pg_temp as $$
begin
    if exists (select from audit_set where number = new.number and event_id is null) then
        raise exception 'a change of % is not told: record its event before the transaction ends', new.table_name
            using errcode = 'integrity_constraint_violation';
    end if;
    return null;
end $$;

create constraint trigger audit_set_told after insert on audit_set deferrable initially deferred
    for each row execute function refuse_untold();

-- A note gets its event once, and is otherwise as it was.
create or replace function guard_audit_set() returns trigger language plpgsql as $$
begin
    if old.event_id is not null
       or (new.number, new.table_name, new.rows, new.ids, new.leaves, new.columns)
          is distinct from (old.number, old.table_name, old.rows, old.ids, old.leaves, old.columns) then
        raise exception 'audit_set is append-only: update is refused; write a correction instead'
            using errcode = 'restrict_violation';
    end if;
    return new;
end $$;

create trigger audit_set_guarded before update on audit_set for each row execute function guard_audit_set();

create trigger audit_set_stays before delete or truncate on audit_set
    for each statement execute function refuse_change();

-- Everybody may execute a new function; these serve other functions and triggers only.
revoke execute on function
    meritgrid_tell(uuid, uuid, text, text, uuid, text, text, text, text[]), check_told(audit_event, text, uuid),
    tell_of_a_hand(text, text), note_changes(), note_lines(), refuse_untold() from public;
