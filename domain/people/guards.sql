-- Guards of people: where somebody serves, who is found by name, and a grade that is taken back.

-- Does or did the person work in the unit? Who writes there may lack the right to read the person's posts.
create or replace function serves_in(person uuid, unit uuid) returns boolean
    language sql stable security definer set search_path = public, pg_temp as $$
    select meritgrid_acting() and (exists (select from occupancy o where o.employee_id = person and o.unit_id = unit)
        or exists (select from employee e where e.id = person and e.unit_id = unit))
$$;

-- Whoever works or worked in a unit or below it.
create or replace function people_under(unit uuid) returns setof uuid language sql stable
    set search_path = public, pg_temp as $$
    select o.employee_id from occupancy o join unit_closure c on c.unit_id = o.unit_id where c.ancestor_id = unit
    union
    select e.id from employee e join unit_closure c on c.unit_id = e.unit_id where c.ancestor_id = unit
$$;

-- The unit that keeps a person's file; for functions with their owner's rights.
create or replace function file_kept_by(person uuid) returns uuid language sql stable
    set search_path = public, pg_temp as $$ select e.unit_id from employee e where e.id = person $$;

-- Where a person works or worked; for functions with their owner's rights.
create or replace function units_served(person uuid) returns setof uuid language sql stable
    set search_path = public, pg_temp as $$
    select o.unit_id from occupancy o where o.employee_id = person
    union
    select e.unit_id from employee e where e.id = person
$$;

-- Who held which post on any day from one to another; for functions with their owner's rights, whose query it becomes a
-- part of.
create or replace function posts_held(first_day date, last_day date) returns table (employee_id uuid, position_id uuid)
    language sql stable as $$
    select o.employee_id, o.position_id from occupancy o
    where o.effective_from <= last_day and o.position_id is not null
      and not exists (select from occupancy later where later.employee_id = o.employee_id
                      and later.effective_from > o.effective_from and later.effective_from <= first_day)
$$;

-- The units in which a person held a post in a year, and the one that keeps the file: a finding on conduct follows them.
create or replace function units_in_year(person uuid, of_year int) returns setof uuid
    language sql stable security definer set search_path = public, pg_temp as $$
    select e.unit_id from employee e where e.id = person and meritgrid_acting()
    union
    select h.unit_id
    from (select o.unit_id, o.effective_from, lead(o.effective_from) over (order by o.effective_from) as until
          from occupancy o where o.employee_id = person) h
    where meritgrid_acting() and h.effective_from < make_date(of_year + 1, 1, 1) and (h.until is null or h.until > make_date(of_year, 1, 1))
$$;

-- Whom the actor may read, by the beginning of a code or by words of a name. Row security keeps operators that are not
-- leakproof from using an index: inside, the right is asked for, and both indexes are read as one bitmap.
create or replace function meritgrid_people_found(sought text[]) returns uuid[]
    language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
    actor uuid := nullif(current_setting('meritgrid.actor', true), '')::uuid;
    everybody boolean := meritgrid_everywhere(actor, 'people.read');
begin
    return array(
        select e.id from employee e
        -- The codes between the beginning and what follows all that begin so, byte by byte, as the index has them.
        where (e.name_words @@ sought[2]::tsquery
               or e.code ~>=~ sought[1] and e.code ~<~ (sought[1] || chr(1114111)))
          and (everybody or e.id = actor or e.unit_id in (select meritgrid_units(actor, 'people.read'))));
end $$;

-- Nobody deletes a row of their own accord. A person's latest grade holding is taken back while nobody was paid from it
-- or after it; gives the person.
create or replace function withdraw_grade(holding uuid) returns uuid language plpgsql security definer
    set search_path = public, pg_temp as $$
declare
    gone grade_holding;
begin
    select * into gone from grade_holding where id = holding for update;
    perform refuse_without('people.write', gone.unit_id);
    perform refuse_without('people.write', (select e.unit_id from employee e where e.id = gone.employee_id));
    if exists (select from grade_holding later where later.employee_id = gone.employee_id
               and later.effective_from > gone.effective_from) then
        raise exception 'a later grade stands after this one' using errcode = 'restrict_violation';
    end if;
    perform refuse_paid(array[gone.employee_id], array[gone.effective_from], null, true);
    delete from grade_holding where id = holding;
    return gone.employee_id;
end $$;

-- How many people hold a post of each unit on a day or later, whoever may see them: a unit with people in it is not
-- closed.
create or replace function people_seated(units uuid[], day date) returns table (unit_id uuid, people bigint)
    language sql stable security definer set search_path = public, pg_temp as $$
    select o.unit_id, count(distinct o.employee_id) from occupancy o
    where o.unit_id = any(units) and o.position_id is not null and meritgrid_acting() and not exists (
        select from occupancy later where later.employee_id = o.employee_id
        and later.effective_from > o.effective_from and later.effective_from <= people_seated.day)
    group by o.unit_id
$$;

-- The same by name, as far as the reader may see them.
create or replace function people_seated_by_name(units uuid[], day date)
    returns table (unit_id uuid, code text, full_name text)
    language sql stable set search_path = public, pg_temp as $$
    select distinct o.unit_id, e.code, e.full_name from occupancy o join employee e on e.id = o.employee_id
    where o.unit_id = any(units) and o.position_id is not null and not exists (
        select from occupancy later where later.employee_id = o.employee_id
        and later.effective_from > o.effective_from and later.effective_from <= people_seated_by_name.day)
    order by o.unit_id, e.code
$$;

-- How many people hold each of these posts on a day or later, whoever may see them.
create or replace function holders_from(posts uuid[], day date) returns table (position_id uuid, people bigint)
    language sql stable security definer set search_path = public, pg_temp as $$
    select o.position_id, count(distinct o.employee_id) from occupancy o
    where o.position_id = any(posts) and meritgrid_acting() and not exists (
        select from occupancy later where later.employee_id = o.employee_id
        and later.effective_from > o.effective_from and later.effective_from <= holders_from.day)
    group by o.position_id
$$;

create trigger employee_gets_a_secret after insert on employee referencing new table as added
    for each statement execute function make_secrets();

grant execute on function serves_in(uuid, uuid), units_in_year(uuid, int), meritgrid_people_found(text[]),
    withdraw_grade(uuid), people_seated(uuid[], date), people_seated_by_name(uuid[], date),
    holders_from(uuid[], date) to meritgrid_app;
