-- Events of the trail: told in the transaction of the change, with clock, leaf and roots made here.

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

-- Writes one event, with all that nobody may choose: its moment, its day, the rows that it names, whose secret salts its
-- leaf, and the leaf.
-- `named`: tables of which the changes of this transaction that no event names yet are this event's; the first is the
-- table of its subject.
-- `own`: only notes of these rows alone; without it, all that no event names yet.
create or replace function meritgrid_tell(event uuid, actor uuid, name text, about text, unit uuid, why text, was text,
                                          became text, named text[], own uuid[] default null)
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
              and (own is null or ids[1] = any(own) and not exists (select unnest(ids) except select unnest(own)))
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
        if told.rows = 0 or subjects is null and not meritgrid_owning() then
            raise exception '% is told, but nothing of % changed in this transaction', name, named[1]
                using errcode = 'check_violation';
        end if;
        told.rows_root := meritgrid_root(hashes);
        if cardinality(subjects) = 1 then
            perform check_told(told, named[1], subjects[1]);
        elsif not meritgrid_owning() then
            perform check_told_batch(told, named[1], subjects);
        end if;
    end if;
    told.follows := (select event_id from audit_unsealed order by number desc limit 1);
    told.secret_of := meritgrid_secret_of(about, named[1], case cardinality(subjects) when 1 then subjects[1] end);
    told.leaf := meritgrid_salted_leaf((meritgrid_salts(array[told.secret_of], 'event', array[told.id]))[1],
        meritgrid_netstring('meritgrid event 3') || meritgrid_netstring(told.id::text)
        || meritgrid_netstring(((extract(epoch from told.at) * 1000000)::bigint)::text)
        || meritgrid_netstring(told.day::text) || meritgrid_netstring(told.actor_id::text)
        || meritgrid_netstring(told.happened) || meritgrid_netstring(told.subject)
        || meritgrid_netstring(told.unit_id::text) || meritgrid_netstring(told.reason)
        || meritgrid_netstring(told.before) || meritgrid_netstring(told.after)
        || meritgrid_netstring(told.tables) || meritgrid_netstring(told.rows::text)
        || meritgrid_netstring(encode(told.rows_root, 'hex')) || meritgrid_netstring(told.follows::text)
        || meritgrid_netstring(told.secret_of::text));
    insert into audit_event values (told.*);
    return event;
end $$;

-- An event about one row speaks of that row: its subject, its unit if it has one, and something of what came of it. A grade is told of
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
    if found ? 'unit_id' and coalesce(unit, told.unit_id) is distinct from told.unit_id
       or coalesce(told.subject, '') not in (about, whole) then
        raise exception '% names another unit or subject than the row % of %', told.happened, row_id, changed_table
            using errcode = 'check_violation';
    end if;
end $$;

-- An event about several rows speaks of their unit, and says something true of each: under the row's own name, or of
-- all of them alike. Funds are told of the unit at or above theirs that they were opened for. What the owner loads at
-- once is told as a whole.
create or replace function check_told_batch(told audit_event, changed_table text, row_ids uuid[])
    returns void language plpgsql security definer
    set search_path = public, pg_temp set timezone = 'UTC' as $$
declare
    type_name text := replace(initcap(replace(changed_table, '_', ' ')), ' ', '') || '_';
    row_id uuid;
    elsewhere boolean;
begin
    execute format($sql$
        select t.id, t.elsewhere
        from (select r.id, s.said, s.found, to_jsonb(jsonb_populate_record(r, s.said)) as stated,
                     s.found ? 'unit_id' and s.unit is distinct from $4 and ($5 <> 'bonus_fund' or not exists (
                         select from unit_closure c where c.ancestor_id = $4 and c.unit_id = s.unit)) as elsewhere
              from %I r cross join lateral (
                  select to_jsonb(r) as found, (to_jsonb(r) ->> 'unit_id')::uuid as unit,
                         case when jsonb_typeof($2 -> ($3 || r.id)) = 'object' then $2 -> ($3 || r.id)
                              else coalesce($2, '{}') end as said
                  -- Each row is written once, whatever is asked of it.
                  offset 0) s
              where r.id = any($1)) t
        where t.elsewhere or t.stated <> t.found
           or not exists (select from jsonb_object_keys(t.said) key where key <> 'id' and t.found ? key)
        limit 1 $sql$, changed_table)
        into row_id, elsewhere using row_ids, told.after::jsonb, type_name, told.unit_id, changed_table;
    if elsewhere or told.subject is distinct from 'Unit_' || told.unit_id then
        raise exception '% names another unit or subject than rows of %', told.happened, changed_table
            using errcode = 'check_violation';
    end if;
    if row_id is not null then
        raise exception '% says nothing of the row % of %, or what it does not', told.happened, row_id, changed_table
            using errcode = 'check_violation';
    end if;
end $$;

-- The door of the application: an event of a declared name, by whoever acts, with the right to it.
create or replace function meritgrid_record(event uuid, acting uuid, name text, about text, unit uuid, why text,
                                            was text, became text, own uuid[] default null)
    returns uuid language plpgsql security definer set search_path = public, pg_temp as $$
declare
    actor uuid := nullif(current_setting('meritgrid.actor', true), '')::uuid;
    rule record;
begin
    select * into rule from meritgrid_event(name);
    if not found then
        raise exception 'no event is called %: declare it in events.py of its area', name
            using errcode = 'check_violation';
    end if;
    if acting is distinct from actor or actor is null
       or not meritgrid_owning() and (rule.verb is null or meritgrid_may(actor, rule.verb, unit) is not true) then
        raise exception 'the actor may not %', coalesce(rule.verb, 'load') using errcode = 'insufficient_privilege';
    end if;
    return meritgrid_tell(event, actor, name, about, unit, why, was, became, rule.tables, own);
end $$;

-- Many events by one statement, in their order; each names the changes of its own rows only.
create or replace function meritgrid_record_many(acting uuid, events jsonb) returns bigint language sql
    security definer set search_path = public, pg_temp as $$
    select count(meritgrid_record(e.id, acting, e.happened, e.subject, e.unit_id, e.reason, e.before, e.after, e.rows))
    from jsonb_to_recordset(events) as e (id uuid, happened text, subject text, unit_id uuid, reason text, before text,
                                          after text, rows uuid[])
$$;

grant execute on function meritgrid_record(uuid, uuid, text, text, uuid, text, text, text, uuid[]),
    meritgrid_record_many(uuid, jsonb) to meritgrid_app;
