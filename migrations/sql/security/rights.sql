-- Functions that run with their owner's rights name pg_temp last: otherwise a caller's temporary table of the same
-- name would be read in place of ours.

-- The tree of today, so that a right on a unit reaches everything below it without recursion in a policy.
create or replace function refresh_unit_closure() returns trigger language plpgsql security definer
    set search_path = public, pg_temp as $$
begin
    -- Not TRUNCATE: whoever reads meanwhile keeps the tree that they began with, and waits for nobody.
    delete from unit_closure;
    insert into unit_closure (ancestor_id, unit_id, depth)
    with recursive latest as (
        select distinct on (unit_id) unit_id, parent_id from unit_state order by unit_id, effective_from desc
    ), tree (ancestor_id, unit_id, depth) as (
        select unit_id, unit_id, 0 from latest
        union all
        select tree.ancestor_id, latest.unit_id, tree.depth + 1
        from tree join latest on latest.parent_id = tree.unit_id where tree.depth < 32
    )
    select ancestor_id, unit_id, min(depth) from tree group by ancestor_id, unit_id;
    -- A right on the root is a right everywhere: so there is one root, and everything is below it.
    if exists (select from unit_closure) and not exists (
        select from unit_closure c where not exists (
            select from unit_closure above where above.unit_id = c.ancestor_id and above.depth > 0
        ) group by ancestor_id having count(*) = (select count(distinct unit_id) from unit_closure)
    ) then
        raise exception 'an administration is one tree: one unit without a parent, and all others below it'
            using errcode = 'restrict_violation';
    end if;
    return null;
end $$;

create trigger unit_state_refreshes_closure after insert or update or delete on unit_state
    for each statement execute function refresh_unit_closure();

-- Does the actor hold the verb on the root, that is everywhere?
create or replace function meritgrid_everywhere(actor uuid, wanted text) returns boolean
    language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
    return exists (
        select from access_grant g
        where g.account_id = actor and g.verb = wanted
          and g.effective_from <= nullif(current_setting('meritgrid.day', true), '')::date
          and (g.effective_until is null
               or g.effective_until > nullif(current_setting('meritgrid.day', true), '')::date)
          and not exists (select from unit_closure c where c.unit_id = g.unit_id and c.depth > 0)
    );
end $$;

-- The units on which the actor holds the verb, directly or through a unit above.
create or replace function meritgrid_units(actor uuid, wanted text) returns setof uuid
    language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
    return query
        select c.unit_id from access_grant g join unit_closure c on c.ancestor_id = g.unit_id
        where g.account_id = actor and g.verb = wanted
          and g.effective_from <= nullif(current_setting('meritgrid.day', true), '')::date
          and (g.effective_until is null
               or g.effective_until > nullif(current_setting('meritgrid.day', true), '')::date);
end $$;

create or replace function meritgrid_may(actor uuid, wanted text, unit uuid) returns boolean
    language sql stable as $$ select unit in (select meritgrid_units(actor, wanted)) $$;

-- Before anybody acts there is nobody to grant a right to: sign-in asks for the account of a proven subject.
create or replace function meritgrid_account(proven_subject text) returns table (id uuid, name text)
    language sql stable security definer set search_path = public, pg_temp
    as $$ select account.id, account.name from account where account.subject = proven_subject $$;

-- The unit above, as last stated.
create or replace function parent_of(unit uuid) returns uuid
    language sql stable security definer set search_path = public, pg_temp as $$
    select s.parent_id from unit_state s where s.unit_id = unit order by s.effective_from desc limit 1
$$;

-- Does or did the person work in the unit? Who writes there may lack the right to read the person's posts.
create or replace function serves_in(person uuid, unit uuid) returns boolean
    language sql stable security definer set search_path = public, pg_temp as $$
    select exists (select from occupancy o where o.employee_id = person and o.unit_id = unit)
        or exists (select from employee e where e.id = person and e.unit_id = unit)
$$;

-- Whom the actor may read, by the beginning of a code or by words of a name. Row security keeps operators that are not
-- leakproof from using an index: inside, the right is asked for first, and the words find their rows by the index.
create or replace function meritgrid_people_found(sought text[]) returns setof uuid
    language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
    actor uuid := nullif(current_setting('meritgrid.actor', true), '')::uuid;
    everybody boolean := meritgrid_everywhere(actor, 'people.read');
begin
    return query
        select e.id from employee e join (
            select n.id from employee n where n.name_words @@ sought[2]::tsquery
            union select c.id from employee c where starts_with(c.code, sought[1])
        ) found on found.id = e.id
        where everybody or e.id = actor or e.unit_id in (select meritgrid_units(actor, 'people.read'));
end $$;
