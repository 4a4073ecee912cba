-- Readers of the trail: what somebody sees of it.

-- What somebody did stays known to them when the right is gone, but no longer what it said.
create or replace function own_events() returns setof audit_event
    language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
    -- Whoever reads the whole trail has them already.
    if not meritgrid_everywhere(nullif(current_setting('meritgrid.actor', true), '')::uuid, 'audit.read') then
        return query select e.* from audit_event e
                     where e.actor_id = nullif(current_setting('meritgrid.actor', true), '')::uuid;
    end if;
end $$;

-- The trail as somebody sees it: what they did themselves is there always, what it said only while they may read it.
create view audit_event_seen with (security_invoker = true) as
select id, at, day, actor_id, happened, subject, unit_id, reason, before, after, leaf,
       tables, rows, rows_root, follows, secret_of
from audit_event
union all
select o.id, o.at, o.day, o.actor_id, o.happened, o.subject, o.unit_id, '', null, null, o.leaf,
       o.tables, o.rows, o.rows_root, o.follows, o.secret_of
from own_events() o where not exists (select from audit_event e where e.id = o.id);

grant select on audit_event_seen to meritgrid_app;

-- What was decided on a pay run and why, for whoever reads the run there: the second person has to know what the first
-- one said. What a run was before and after stays with those who read the trail.
create or replace function events_of_run(run uuid) returns table (id uuid, at timestamptz, happened text, actor_id uuid, reason text)
    language sql stable security definer set search_path = public, pg_temp as $$
    select e.id, e.at, e.happened, e.actor_id, e.reason from audit_event e
    where e.subject = 'PayRun_' || events_of_run.run and e.happened like 'pay\_run.%'
      and meritgrid_may(nullif(current_setting('meritgrid.actor', true), '')::uuid, 'pay_run.read', e.unit_id)
$$;

-- The latest event of these kinds about a subject, with its seal, which is null while the event waits for one; for
-- functions with their owner's rights.
create or replace function latest_sealed(about text, kinds text[])
    returns table (happened text, decided_at timestamptz, seal bigint, link text, sealed_at timestamptz)
    language sql stable set search_path = public, pg_temp as $$
    select e.happened, e.at, s.number, encode(s.link, 'hex'), s.sealed_at
    from audit_event e
    left join audit_seal_event placed on placed.event_id = e.id
    left join audit_seal s on s.number = placed.seal_number
    where e.subject = about and e.happened = any (kinds) order by e.at desc, e.id desc limit 1
$$;

-- Rows of the named tables of which an event told after a moment, each with the subject of its event; for functions with
-- their owner's rights.
create or replace function rows_told_since(moment timestamptz, named text[])
    returns table (table_name text, id uuid, subject text)
    language sql stable set search_path = public, pg_temp as $$
    select s.table_name, changed.id, e.subject
    from audit_event e join audit_set s on s.event_id = e.id, unnest(s.ids) changed (id)
    -- Ids of events are in the order of time: an hour more, as clocks differ.
    where e.id > (lpad(to_hex((extract(epoch from moment - interval '1 hour') * 1000)::bigint), 12, '0')
                  || '00000000000000000000')::uuid
      and e.at > moment and s.table_name = any (named)
$$;

-- Whether a row was written after a moment: ids of version 7 are in the order of time.
create or replace function written_since(id uuid, moment timestamptz) returns boolean language sql immutable
    set search_path = public, pg_temp as $$
    select substr(id::text, 15, 1) = '7'
       and id > (lpad(to_hex((extract(epoch from moment) * 1000)::bigint), 12, '0') || '00000000000000000000')::uuid
$$;

grant execute on function own_events(), events_of_run(uuid) to meritgrid_app;
