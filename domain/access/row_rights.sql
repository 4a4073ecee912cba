-- Row rights: on which units an actor holds a verb, for the policies of every table.
-- Functions that run with their owner's rights name pg_temp last: otherwise a caller's temporary table of the same
-- name would be read in place of ours.

-- Whether somebody acts, or the owner looks: what runs with its owner's rights answers nobody else. Before anybody acts
-- there is only `meritgrid_account`.
create or replace function meritgrid_acting() returns boolean language sql stable as $$
    select nullif(current_setting('meritgrid.actor', true), '') is not null or meritgrid_owning()
$$;

-- Does the actor hold the verb on what is the root on the session's day, that is everywhere?
create or replace function meritgrid_everywhere(actor uuid, wanted text) returns boolean
    language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
    today date := nullif(current_setting('meritgrid.day', true), '')::date;
begin
    return exists (
        select from access_grant g
        where g.account_id = actor and g.verb = wanted and meritgrid_acting()
          and g.effective_from <= today and (g.effective_until is null or g.effective_until > today)
          and not exists (select from unit_ancestor c
                          where c.unit_id = g.unit_id and c.depth > 0
                            and c.effective_from <= today and c.effective_until > today)
    );
end $$;

-- The units on which the actor holds the verb on the session's day, directly or through a unit above.
create or replace function meritgrid_units(actor uuid, wanted text) returns setof uuid
    language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
    today date := nullif(current_setting('meritgrid.day', true), '')::date;
begin
    return query
        select c.unit_id from access_grant g join unit_ancestor c on c.ancestor_id = g.unit_id
        where g.account_id = actor and g.verb = wanted and meritgrid_acting()
          and g.effective_from <= today and (g.effective_until is null or g.effective_until > today)
          and c.effective_from <= today and c.effective_until > today;
end $$;

create or replace function meritgrid_may(actor uuid, wanted text, unit uuid) returns boolean
    language sql stable as $$ select unit in (select meritgrid_units(actor, wanted)) $$;

-- Refuses whoever acts without a right on a unit: for functions that do with the owner's rights what nobody may do alone.
create or replace function refuse_without(wanted text, unit uuid) returns void language plpgsql stable
    set search_path = public, pg_temp as $$
begin
    if not coalesce(meritgrid_may(nullif(current_setting('meritgrid.actor', true), '')::uuid, wanted, unit), false) then
        raise exception 'the actor may not %', wanted using errcode = 'insufficient_privilege';
    end if;
end $$;

-- Before anybody acts there is nobody to grant a right to: sign-in asks for the account of a proven subject.
create or replace function meritgrid_account(proven_subject text) returns table (id uuid, name text, reads text, is_program boolean, closed_on date)
    language sql stable security definer set search_path = public, pg_temp
    as $$
    select account.id, account.name, preference.language, account.is_program, account.closed_on
    from account left join preference on preference.account_id = account.id where account.subject = proven_subject
$$;

grant execute on function meritgrid_everywhere(uuid, text), meritgrid_units(uuid, text),
    meritgrid_may(uuid, text, uuid), meritgrid_account(text) to meritgrid_app;
