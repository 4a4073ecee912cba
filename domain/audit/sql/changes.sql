-- Changes that the trail must tell: a statement's trigger notes which rows it changed, and the commit is refused while a
-- note has no event.

-- Notes the rows of a statement: their ids, and a leaf over all that each says now; zeros for a row that is gone.
-- A trigger that names a column makes a note for each of its values: events of a batch name those of their unit.
create or replace function note_changes() returns trigger language plpgsql security definer
    set search_path = public, pg_temp set timezone = 'UTC' as $$
begin
    perform refuse_elsewhere(tg_relid);
    insert into audit_set (table_name, rows, ids, leaves, columns)
    select tg_table_name, count(*), array_agg(n.id order by n.id), string_agg(n.leaf, ''::bytea order by n.id),
           array(select attname::text from pg_attribute
                 where attrelid = tg_relid and attnum > 0 and not attisdropped order by attnum)
    -- Each state is written once, and sorted as its leaf: what is sorted is small.
    from (select c.id, c.leaf, c.part, (row_number() over (partition by c.part order by c.id) - 1) / 65536 as portion
          from (select stated.id, stated.part,
                       case when tg_op = 'DELETE' then decode(repeat('00', 32), 'hex')
                                  else meritgrid_leaf('15:meritgrid row 1,' || meritgrid_netstring(tg_table_name)
                                                      || meritgrid_netstring(stated.id::text)
                                                      || meritgrid_netstring(stated.state)) end as leaf
                from (select id, whole ->> tg_argv[0] as part, whole::text as state
                      from (select id, to_jsonb(t) as whole from changed t offset 0) j offset 0) stated offset 0) c) n
    group by n.part, n.portion;
    if found and meritgrid_by_hand() then
        perform tell_of_a_hand(tg_table_name, tg_op);
    end if;
    return null;
end $$;

-- The same for lines, whose own leaf covers all that they say.
create or replace function note_lines() returns trigger language plpgsql security definer
    set search_path = public, pg_temp as $$
begin
    perform refuse_elsewhere(tg_relid);
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

create or replace function refuse_untold() returns trigger language plpgsql security definer
    set search_path = public, pg_temp as $$
begin
    perform refuse_elsewhere(tg_relid, 'audit_set');
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
