-- Seals of the trail.

-- Each event waits in a queue for its seal, so that sealing costs what is new and never what is old. Only this
-- function writes there, so that no event can stay out of it.
create or replace function queue_for_sealing() returns trigger language plpgsql security definer
    set search_path = public, pg_temp as $$
begin
    perform refuse_elsewhere(tg_relid, 'audit_event');
    insert into audit_unsealed (event_id) select id from added;
    return null;
end $$;

create trigger audit_event_waits after insert on audit_event referencing new table as added
    for each statement execute function queue_for_sealing();

-- Seals up to `largest` committed events, the oldest first, one sealer at a time. The root is taken over what is
-- there: whoever asks for a seal has no say in it. What waits without its event goes on waiting, and is found. Nobody
-- seals in a name of their own: the server does, as the system's account.
create or replace function meritgrid_seal(largest int) returns setof audit_seal language plpgsql security definer
    set search_path = public, pg_temp set timezone = 'UTC' as $$
declare
    sealed audit_seal;
    before bytea;
    events uuid[];
    leaves bytea;
begin
    if nullif(current_setting('meritgrid.actor', true), '') is distinct from '00000000-0000-7000-8000-000000000001'
       and not meritgrid_owning() then
        raise exception 'the system''s own account seals, and nobody else' using errcode = 'insufficient_privilege';
    end if;
    perform pg_advisory_xact_lock(hashtext('audit_seal'));
    with waiting as (
        select u.event_id from audit_unsealed u join audit_event e on e.id = u.event_id
        order by u.event_id limit least(largest, 65536)
    ), taken as (
        delete from audit_unsealed u using waiting w where u.event_id = w.event_id returning u.event_id
    )
    select array_agg(e.id order by e.id), string_agg(e.leaf, ''::bytea order by e.id) into events, leaves
    from taken t join audit_event e on e.id = t.event_id;
    if events is null then
        return;
    end if;
    select s.number, s.link into sealed.number, before from audit_seal s order by s.number desc limit 1;
    sealed.number := coalesce(sealed.number, 0) + 1;
    sealed.events := cardinality(events);
    sealed.root := meritgrid_root(leaves);
    sealed.sealed_at := clock_timestamp();
    sealed.link := sha256('\x01'::bytea || coalesce(before, decode(repeat('00', 32), 'hex')) || meritgrid_leaf(
        meritgrid_netstring('meritgrid seal 1') || meritgrid_netstring(sealed.number::text)
        || meritgrid_netstring(sealed.events::text) || meritgrid_netstring(encode(sealed.root, 'hex'))
        || meritgrid_netstring(((extract(epoch from sealed.sealed_at) * 1000000)::bigint)::text)));
    insert into audit_seal values (sealed.*);
    insert into audit_seal_event (event_id, seal_number, place)
    select placed.id, sealed.number, placed.place - 1 from unnest(events) with ordinality placed (id, place);
    perform sum_up_row_counts();
    return next sealed;
end $$;

grant execute on function meritgrid_seal(int) to meritgrid_app;
