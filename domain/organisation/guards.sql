-- The tree of units: kept as a closure for row rights, and as it is on a day.

-- The tree as it was, is and is planned, so that a right on a unit reaches everything below it on its day, without
-- recursion in a policy. What a unit is said to be first holds before that day too: it has always been somewhere.
create or replace function refresh_unit_closure() returns trigger language plpgsql security definer
    set search_path = public, pg_temp as $$
begin
    perform refuse_elsewhere(tg_relid, 'unit_state');
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

grant select on unit_closure to meritgrid_app;

-- The unit above on a day, as stated until then; before the first statement, as that says.
create or replace function parent_on(unit uuid, day date) returns uuid
    language sql stable security definer set search_path = public, pg_temp as $$
    select s.parent_id from unit_state s where s.unit_id = unit and meritgrid_acting()
    order by s.effective_from <= day desc, case when s.effective_from <= day then s.effective_from end desc,
             s.effective_from
    limit 1
$$;

-- A unit as it is on the session's day.
create view unit_now with (security_invoker = true) as
select u.id, u.code, s.name, s.kind, s.parent_id, s.holds_fund, s.effective_from
from unit u
join lateral (
    select * from unit_state s
    where s.unit_id = u.id and s.effective_from <= (select current_setting('meritgrid.day')::date)
    order by s.effective_from desc limit 1
) s on not s.closed;

grant select on unit_now to meritgrid_app;

grant execute on function parent_on(uuid, date) to meritgrid_app;
