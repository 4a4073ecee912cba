-- Functions that run with their owner's rights name pg_temp last: otherwise a caller's temporary table of the same
-- name would be read in place of ours.

-- The tree as it was, is and is planned, so that a right on a unit reaches everything below it on its day, without
-- recursion in a policy. What a unit is said to be first holds before that day too: it has always been somewhere.
create or replace function refresh_unit_closure() returns trigger language plpgsql security definer
    set search_path = public, pg_temp as $$
begin
    -- Not TRUNCATE: whoever reads meanwhile keeps the tree that they began with, and waits for nobody.
    delete from unit_ancestor;
    insert into unit_ancestor (ancestor_id, unit_id, effective_from, effective_until, depth)
    with recursive turned as (
        select unit_id, parent_id, effective_from, lag(parent_id) over w as before, row_number() over w as place
        from unit_state window w as (partition by unit_id order by effective_from)
    ), under as (
        select unit_id, parent_id, case place when 1 then '-infinity'::date else effective_from end as since,
               coalesce(lead(effective_from) over (partition by unit_id order by effective_from), 'infinity') as until
        from turned where place = 1 or parent_id is distinct from before
    ), tree as (
        select distinct unit_id as ancestor_id, unit_id, '-infinity'::date as since, 'infinity'::date as until,
               0 as depth
        from unit_state
        union all
        select tree.ancestor_id, under.unit_id, greatest(tree.since, under.since), least(tree.until, under.until),
               tree.depth + 1
        from tree
        join under on under.parent_id = tree.unit_id and under.since < tree.until and tree.since < under.until
        where tree.depth < 32
    )
    select ancestor_id, unit_id, since, max(until), min(depth) from tree group by ancestor_id, unit_id, since;
    -- A right on the root is a right everywhere: so on every day there is one root, and everything is below it.
    if exists (select from unit_ancestor) and exists (
        select from (select '-infinity'::date as day
                     union select effective_from from unit_ancestor
                     union select effective_until from unit_ancestor where effective_until < 'infinity') turning
        where not exists (
            select from unit_ancestor c
            where c.effective_from <= turning.day and c.effective_until > turning.day and not exists (
                select from unit_ancestor above
                where above.unit_id = c.ancestor_id and above.depth > 0
                  and above.effective_from <= turning.day and above.effective_until > turning.day)
            group by c.ancestor_id having count(*) = (select count(distinct unit_id) from unit_state))
    ) then
        raise exception 'an administration is one tree: one unit without a parent, and all others below it'
            using errcode = 'restrict_violation';
    end if;
    return null;
end $$;

create trigger unit_state_refreshes_closure after insert or update or delete on unit_state
    for each statement execute function refresh_unit_closure();

-- The tree on the session's day; for the owner outside a session, on the server's.
create view unit_closure with (security_invoker = true) as
select ancestor_id, unit_id, depth from unit_ancestor
where effective_from <= (select coalesce(nullif(current_setting('meritgrid.day', true), '')::date, current_date))
  and effective_until > (select coalesce(nullif(current_setting('meritgrid.day', true), '')::date, current_date));

-- Does the actor hold the verb on what is the root on the session's day, that is everywhere?
create or replace function meritgrid_everywhere(actor uuid, wanted text) returns boolean
    language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
    today date := nullif(current_setting('meritgrid.day', true), '')::date;
begin
    return exists (
        select from access_grant g
        where g.account_id = actor and g.verb = wanted
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
        where g.account_id = actor and g.verb = wanted
          and g.effective_from <= today and (g.effective_until is null or g.effective_until > today)
          and c.effective_from <= today and c.effective_until > today;
end $$;

create or replace function meritgrid_may(actor uuid, wanted text, unit uuid) returns boolean
    language sql stable as $$ select unit in (select meritgrid_units(actor, wanted)) $$;

-- Before anybody acts there is nobody to grant a right to: sign-in asks for the account of a proven subject.
create or replace function meritgrid_account(proven_subject text) returns table (id uuid, name text)
    language sql stable security definer set search_path = public, pg_temp
    as $$ select account.id, account.name from account where account.subject = proven_subject $$;

-- The unit above on a day, as stated until then; before the first statement, as that says.
create or replace function parent_on(unit uuid, day date) returns uuid
    language sql stable security definer set search_path = public, pg_temp as $$
    select s.parent_id from unit_state s where s.unit_id = unit
    order by s.effective_from <= day desc, case when s.effective_from <= day then s.effective_from end desc,
             s.effective_from
    limit 1
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
