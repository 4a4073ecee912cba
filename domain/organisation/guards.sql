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

-- Does no state say yet where the unit hangs?
create or replace function unit_is_new(unit uuid) returns boolean
    language sql stable security definer set search_path = public, pg_temp as $$
    select meritgrid_acting() and not exists (select from unit_state s where s.unit_id = unit_is_new.unit)
$$;

-- Refuses when somebody is paid for a period from a day on who held a post on or after that day in the unit or below it.
create or replace function refuse_paid_under(top uuid, day date) returns void language plpgsql
    set search_path = public, pg_temp as $$
begin
    perform refuse_paid(array_agg(held.employee_id), array_agg(refuse_paid_under.day), null, true)
    from (select distinct h.employee_id
          from posts_held(refuse_paid_under.day, 'infinity') h
          join position p on p.id = h.position_id
          join unit_ancestor c on c.unit_id = p.unit_id
          where c.ancestor_id = top) held
    having count(*) > 0;
end $$;

-- Under whom a unit hangs, whether it holds a fund and whether it is closed decides who is paid by whom from what: that
-- stays as it is for what is paid. Another name pays nobody otherwise.
create or replace function refuse_paid_units() returns trigger language plpgsql security definer
    set search_path = public, pg_temp as $$
begin
    perform refuse_elsewhere(tg_relid, 'unit_state');
    perform refuse_paid_under(c.unit_id, c.effective_from)
    from changed c
    join lateral (
        select s.parent_id, s.holds_fund, s.closed from unit_state s
        where s.unit_id = c.unit_id and s.effective_from < c.effective_from order by s.effective_from desc limit 1
    ) before on (before.parent_id, before.holds_fund, before.closed)
                is distinct from (c.parent_id, c.holds_fund, c.closed);
    return null;
end $$;

-- Nobody widens what they may do by moving a unit below another.
create or replace function guard_moves() returns trigger language plpgsql security definer
    set search_path = public, pg_temp as $$
begin
    perform refuse_elsewhere(tg_relid, 'unit_state');
    perform refuse_own_gain(before.parent_id, c.parent_id, c.effective_from)
    from changed c
    join lateral (
        select s.parent_id from unit_state s
        where s.unit_id = c.unit_id and s.effective_from < c.effective_from order by s.effective_from desc limit 1
    ) before on before.parent_id is distinct from c.parent_id;
    return null;
end $$;

-- By its name it follows the trigger that brings the tree up to date.
create trigger unit_state_widens_no_right after insert on unit_state referencing new table as changed
    for each statement execute function guard_moves();

create trigger unit_state_stays_once_paid after insert on unit_state referencing new table as changed
    for each statement execute function refuse_paid_units();

-- Whether anything but the trail refers to a unit: what was set up in it, decided about it or granted on it.
create or replace function unit_in_use(unit uuid) returns boolean language plpgsql stable
    set search_path = public, pg_temp as $$
declare
    one record;
    found_any boolean;
begin
    for one in
        select k.conrelid::regclass as referring, a.attname as referred_by
        from pg_constraint k join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1]
        where k.contype = 'f' and k.confrelid = 'unit'::regclass and k.conrelid <> 'audit_event'::regclass
    loop
        execute format('select exists (select from %s where %I = $1)', one.referring, one.referred_by)
            into found_any using unit_in_use.unit;
        if found_any then
            return true;
        end if;
    end loop;
    return false;
end $$;

-- Nobody deletes a row of their own accord. A unit's latest state is taken back while nobody was paid from it or after
-- it, with what it handed over; without any state a unit is nowhere, and its code free again. Gives the unit.
create or replace function withdraw_unit_state(state uuid) returns uuid language plpgsql security definer
    set search_path = public, pg_temp as $$
declare
    gone unit_state;
    before unit_state;
begin
    select * into gone from unit_state where id = state for update;
    select * into before from unit_state s
    where s.unit_id = gone.unit_id and s.effective_from < gone.effective_from order by s.effective_from desc limit 1;
    perform refuse_without('organisation.write', gone.unit_id);
    if before.parent_id is distinct from gone.parent_id and before.parent_id is not null then
        perform refuse_without('organisation.write', before.parent_id);
        perform refuse_own_gain(gone.parent_id, before.parent_id, gone.effective_from);
    end if;
    if exists (select from unit_state later where later.unit_id = gone.unit_id
               and later.effective_from > gone.effective_from) then
        raise exception 'a later state stands after this one' using errcode = 'restrict_violation';
    end if;
    perform refuse_paid_under(gone.unit_id, gone.effective_from);
    if before.id is null and exists (select from unit_state s where s.parent_id = gone.unit_id) then
        raise exception 'other units hang below this one: move or withdraw them first'
            using errcode = 'restrict_violation', constraint = 'unit_in_use';
    end if;
    delete from unit_succession s where s.unit_id = gone.unit_id and s.effective_from = gone.effective_from;
    delete from unit_state where id = state;
    if before.id is null and unit_in_use(gone.unit_id) then
        raise exception 'something belongs to this unit already, such as a post, a person or a right: take that back'
                        ' first, or close the unit (closeUnits)'
            using errcode = 'restrict_violation', constraint = 'unit_in_use';
    end if;
    return gone.unit_id;
end $$;

grant execute on function unit_is_new(uuid), withdraw_unit_state(uuid) to meritgrid_app;

-- Refuses when somebody is paid for a period from a day on who held the post on or after that day.
create or replace function refuse_paid_posts(posts uuid[], day date) returns void language plpgsql
    set search_path = public, pg_temp as $$
begin
    perform refuse_paid(array_agg(held.employee_id), array_agg(refuse_paid_posts.day), null, true)
    from (select distinct h.employee_id from posts_held(refuse_paid_posts.day, 'infinity') h
          where h.position_id = any(posts)) held
    having count(*) > 0;
end $$;

-- What a post gives its holders stays as it is for what is paid; its title, staffing and range pay nobody otherwise.
create or replace function refuse_paid_positions() returns trigger language plpgsql security definer
    set search_path = public, pg_temp as $$
begin
    perform refuse_elsewhere(tg_relid, 'position_state');
    perform refuse_paid_posts(array[c.position_id], c.effective_from)
    from changed c
    join position p on p.id = c.position_id
    left join lateral (
        select s.peer_group_id, s.leader, s.leadership_code, s.closed from position_state s
        where s.position_id = c.position_id and s.effective_from < c.effective_from
        order by s.effective_from desc limit 1
    ) before on true
    where not c.sets_up and (c.peer_group_id, c.leader, c.leadership_code, c.closed) is distinct from
          (case when before.closed is null then p.peer_group_id else before.peer_group_id end,
           case when before.closed is null then p.leader else before.leader end,
           case when before.closed is null then p.leadership_code else before.leadership_code end,
           coalesce(before.closed, false));
    return null;
end $$;

create trigger position_state_stays_once_paid after insert on position_state referencing new table as changed
    for each statement execute function refuse_paid_positions();

-- A position's latest state is taken back while nobody was paid from it or after it, and the position with the state that
-- set it up; gives the position.
create or replace function withdraw_position_state(state uuid) returns uuid language plpgsql security definer
    set search_path = public, pg_temp as $$
declare
    gone position_state;
begin
    select * into gone from position_state where id = state for update;
    perform refuse_without('organisation.write', gone.unit_id);
    if exists (select from position_state later where later.position_id = gone.position_id
               and later.effective_from > gone.effective_from) then
        raise exception 'a later state stands after this one' using errcode = 'restrict_violation';
    end if;
    perform refuse_paid_posts(array[gone.position_id], gone.effective_from);
    delete from position_state where id = state;
    if gone.sets_up then
        delete from position where id = gone.position_id;
    end if;
    return gone.position_id;
exception when foreign_key_violation then
    raise exception 'somebody was put into this post or a KPI bound to it: take that back first, or close the post'
                    ' (changePositions)' using errcode = 'restrict_violation', constraint = 'position_in_use';
end $$;

-- The same of a peer group, which nobody leaves by it: posts name it, and it stays while they do.
create or replace function withdraw_peer_group_state(state uuid) returns uuid language plpgsql security definer
    set search_path = public, pg_temp as $$
declare
    gone peer_group_state;
begin
    select * into gone from peer_group_state where id = state for update;
    perform refuse_without('organisation.write', gone.unit_id);
    if exists (select from peer_group_state later where later.peer_group_id = gone.peer_group_id
               and later.effective_from > gone.effective_from) then
        raise exception 'a later state stands after this one' using errcode = 'restrict_violation';
    end if;
    delete from peer_group_state where id = state;
    if gone.sets_up then
        delete from peer_group where id = gone.peer_group_id;
    end if;
    return gone.peer_group_id;
exception when foreign_key_violation then
    raise exception 'posts belong to this peer group: give them another first (changePositions)'
        using errcode = 'restrict_violation', constraint = 'peer_group_in_use';
end $$;

-- Is a position there on a day, begun and not closed? What was loaded always was.
create or replace function position_open_on(post uuid, day date) returns boolean language sql stable as $$
    select exists (select from position p where p.id = post) and coalesce(
        (select not s.closed from position_state s
         where s.position_id = post and s.effective_from <= position_open_on.day
         order by s.effective_from desc limit 1),
        (select not s.sets_up from position_state s where s.position_id = post order by s.effective_from limit 1),
        true)
$$;

grant execute on function withdraw_position_state(uuid), withdraw_peer_group_state(uuid),
    position_open_on(uuid, date) to meritgrid_app;

-- Units that a state tells something new of, written since a moment and in force by a day, and all below them.
create or replace function units_changed(moment timestamptz, by_day date) returns setof uuid language sql stable
    set search_path = public, pg_temp as $$
    select c.unit_id from unit_state s join unit_closure c on c.ancestor_id = s.unit_id
    where written_since(s.id, moment) and s.effective_from <= by_day
$$;
