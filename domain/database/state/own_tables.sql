-- Trigger functions with their owner's rights: on our own tables alone.

-- Whoever may execute one could put it on a table of their own, whose rows say what they like: `tg_relid` tells.
-- `home`: the only table that it serves; without one, every table of ours.
create or replace function refuse_elsewhere(relation oid, home text default null) returns void language plpgsql stable
    set search_path = public, pg_temp as $$
begin
    if not exists (select from pg_class c where c.oid = relation and c.relnamespace = 'public'::regnamespace
                                            and c.relname = coalesce(home, c.relname)) then
        raise exception 'this trigger serves % alone', coalesce(home, 'tables of Meritgrid')
            using errcode = 'insufficient_privilege';
    end if;
end $$;
