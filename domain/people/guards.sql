-- Guards of people: where somebody serves, who is found by name, and a grade that is taken back.

-- The unit that keeps a person's file on the session's day; for the owner outside a session, on the server's.
create or replace function file_unit(kept employee) returns uuid language sql stable as $$
    select case when kept.moves_on <= coalesce(nullif(current_setting('meritgrid.day', true), '')::date, current_date)
           then kept.moves_to else kept.unit_id end
$$;

-- Does or did the person work in the unit, or is to? Who writes there may lack the right to read the person's posts.
create or replace function serves_in(person uuid, unit uuid) returns boolean
    language sql stable security definer set search_path = public, pg_temp as $$
    select meritgrid_acting() and (exists (select from occupancy o where o.employee_id = person and o.unit_id = unit)
        or exists (select from employee e where e.id = person and unit in (e.unit_id, e.moves_to)))
$$;

-- Whoever works or worked in a unit or below it.
create or replace function people_under(unit uuid) returns setof uuid language sql stable
    set search_path = public, pg_temp as $$
    select o.employee_id from occupancy o join unit_closure c on c.unit_id = o.unit_id where c.ancestor_id = unit
    union
    select e.id from employee e join unit_closure c on c.unit_id = file_unit(e) where c.ancestor_id = unit
$$;

-- The unit that keeps a person's file; for functions with their owner's rights.
create or replace function file_kept_by(person uuid) returns uuid language sql stable
    set search_path = public, pg_temp as $$ select file_unit(e) from employee e where e.id = person $$;

-- Where a person works or worked; for functions with their owner's rights.
create or replace function units_served(person uuid) returns setof uuid language sql stable
    set search_path = public, pg_temp as $$
    select o.unit_id from occupancy o where o.employee_id = person
    union
    select file_unit(e) from employee e where e.id = person
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
    select file_unit(e) from employee e where e.id = person and meritgrid_acting()
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
          and (everybody or e.id = actor or file_unit(e) in (select meritgrid_units(actor, 'people.read'))));
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
    perform refuse_without('people.write', file_kept_by(gone.employee_id));
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

-- Nobody widens what they may do about a person by moving that person's file.
create or replace function guard_files() returns trigger language plpgsql security definer
    set search_path = public, pg_temp as $$
begin
    perform refuse_elsewhere(tg_relid, 'employee');
    if gains_by_move(file_unit(old), coalesce(new.moves_to, new.unit_id),
                     coalesce(new.moves_on, nullif(current_setting('meritgrid.day', true), '')::date, current_date)) then
        raise exception 'your own rights about % would reach further by this: have somebody transfer them who gains'
                        ' nothing by it', new.code using errcode = 'restrict_violation', constraint = 'own_gain';
    end if;
    return null;
end $$;

create trigger employee_file_widens_no_right after update of unit_id, moves_to on employee for each row
    when ((old.unit_id, old.moves_to) is distinct from (new.unit_id, new.moves_to)) execute function guard_files();

create trigger employee_gets_a_secret after insert on employee referencing new table as added
    for each statement execute function make_secrets();

grant execute on function file_unit(employee), serves_in(uuid, uuid), units_in_year(uuid, int), meritgrid_people_found(text[]),
    withdraw_grade(uuid), people_seated(uuid[], date), people_seated_by_name(uuid[], date),
    holders_from(uuid[], date) to meritgrid_app;

-- Whose allowances began until a day, once for each; and the allowance of an id: for functions with their owner's rights.
create or replace function allowances_until(day date) returns setof uuid language sql stable
    set search_path = public, pg_temp as $$ select a.employee_id from allowance a where a.effective_from <= day $$;

create or replace function allowance_of(row_id uuid) returns table (employee_id uuid, effective_from date)
    language sql stable set search_path = public, pg_temp as $$
    select a.employee_id, a.effective_from from allowance a where a.id = row_id
$$;

-- Who is paid by a labour contract until a day and never by a grade: runs by grades pass them over.
create or replace function paid_by_contract(until date) returns setof uuid language sql stable
    set search_path = public, pg_temp as $$
    select c.employee_id from contract_pay c
    where c.effective_from < until and not exists (
        select from grade_holding g where g.employee_id = c.employee_id and g.effective_from < until)
$$;

-- A name in the spelling that all its spellings share: no marks, no capitals, no second spaces.
create or replace function name_key(name text) returns text language sql immutable as $$
    select btrim(regexp_replace(translate(regexp_replace(
        translate(lower(normalize(name, NFD) collate "C"), 'Đ-''’.,/()', 'đ        '), '[\u0300-\u036f]', '', 'g'),
        'đ', 'd'), ' +', ' ', 'g'))
$$;

-- Who is there already under any spelling of a name and the same day of birth, whoever may see them: by the place of
-- the name, and no more than an id.
create or replace function people_alike(names text[], days date[]) returns table (place int, employee_id uuid)
    language sql stable security definer set search_path = public, pg_temp as $$
    select distinct on (asked.place) asked.place::int - 1, e.id
    from unnest(names, days) with ordinality asked (name, day, place)
    join employee e on e.born_on = asked.day and name_key(e.full_name) = name_key(asked.name)
    where meritgrid_acting()
    order by asked.place, e.id
$$;

-- Which of these personnel codes somebody has, whoever may see them.
create or replace function codes_taken(codes text[]) returns setof text
    language sql stable security definer set search_path = public, pg_temp as $$
    select e.code from employee e where e.code = any(codes) and meritgrid_acting()
$$;

grant execute on function name_key(text), people_alike(text[], date[]), codes_taken(text[]) to meritgrid_app;

-- A person's latest post is taken back while nobody was paid from it or after it, and the file is where it was; with the
-- only one goes the person, with what they were to be paid by. Gives the person.
create or replace function withdraw_occupancy(occupancy uuid) returns uuid language plpgsql security definer
    set search_path = public, pg_temp as $$
declare
    gone occupancy;
    before occupancy;
begin
    select * into gone from occupancy o where o.id = withdraw_occupancy.occupancy for update;
    perform refuse_without('people.write', gone.unit_id);
    perform refuse_without('people.write', file_kept_by(gone.employee_id));
    if exists (select from occupancy later where later.employee_id = gone.employee_id
               and later.effective_from > gone.effective_from) then
        raise exception 'a later post stands after this one' using errcode = 'restrict_violation';
    end if;
    perform refuse_paid(array[gone.employee_id], array[gone.effective_from], null, true);
    delete from occupancy o where o.id = gone.id;
    if not exists (select from occupancy o where o.employee_id = gone.employee_id) then
        if (select count(*) from grade_holding g where g.employee_id = gone.employee_id) > 1 then
            raise exception 'another grade was set since: withdraw that one first (withdrawGrade)'
                using errcode = 'restrict_violation', constraint = 'person_in_use';
        end if;
        delete from grade_holding g where g.employee_id = gone.employee_id;
        delete from contract_pay c where c.employee_id = gone.employee_id;
        delete from employee e where e.id = gone.employee_id;
        return gone.employee_id;
    end if;
    select * into before from occupancy o where o.employee_id = gone.employee_id and not o.seconded
    order by o.effective_from desc limit 1;
    update employee e set moves_to = null, moves_on = null,
           unit_id = case when e.moves_on = gone.effective_from or gone.seconded or gone.position_id is null
                          then e.unit_id else coalesce(before.unit_id, e.unit_id) end
    where e.id = gone.employee_id and (e.moves_on is null or e.moves_on = gone.effective_from);
    return gone.employee_id;
exception when foreign_key_violation then
    raise exception 'something is recorded of this person already, such as results or an assessment: end their service'
                    ' instead (endService)' using errcode = 'restrict_violation', constraint = 'person_in_use';
end $$;

grant execute on function withdraw_occupancy(uuid) to meritgrid_app;

-- A person's latest allowance of a kind is taken back while nobody was paid from it or after it; gives the person.
create or replace function withdraw_allowance(allowance uuid) returns uuid language plpgsql security definer
    set search_path = public, pg_temp as $$
declare
    gone allowance;
begin
    select * into gone from allowance a where a.id = withdraw_allowance.allowance for update;
    perform refuse_without('people.write', gone.unit_id);
    perform refuse_without('people.write', file_kept_by(gone.employee_id));
    if exists (select from allowance later where later.employee_id = gone.employee_id and later.kind = gone.kind
               and later.effective_from > gone.effective_from) then
        raise exception 'a later allowance of the kind stands after this one' using errcode = 'restrict_violation';
    end if;
    perform refuse_paid(array[gone.employee_id], array[gone.effective_from], null, true);
    delete from allowance a where a.id = gone.id;
    return gone.employee_id;
end $$;

grant execute on function withdraw_allowance(uuid) to meritgrid_app;

-- No two leaves of a person share a day, and what somebody was paid from keeps the leave that it knew.
create or replace function guard_leaves() returns trigger language plpgsql security definer
    set search_path = public, pg_temp as $$
begin
    perform refuse_elsewhere(tg_relid, 'leave');
    perform from employee e where e.id = new.employee_id for update;
    if exists (select from leave other where other.employee_id = new.employee_id and other.id <> new.id
               and (new.effective_until is null or other.effective_from < new.effective_until)
               and (other.effective_until is null or new.effective_from < other.effective_until)) then
        raise exception 'another leave of this person has a day in common with it: end or withdraw that one first'
            using errcode = 'restrict_violation', constraint = 'leaves_overlap';
    end if;
    perform refuse_paid(array[new.employee_id],
                        array[case when tg_op = 'INSERT' then new.effective_from
                                   else least(new.effective_until, old.effective_until) end], null, true);
    return null;
end $$;

create trigger leave_shares_no_day after insert or update of effective_until on leave for each row
    execute function guard_leaves();

-- A leave is taken back while nobody was paid from its first day on; gives the person.
create or replace function withdraw_leave(leave uuid) returns uuid language plpgsql security definer
    set search_path = public, pg_temp as $$
declare
    gone leave;
begin
    select * into gone from leave l where l.id = withdraw_leave.leave for update;
    perform refuse_without('people.write', gone.unit_id);
    perform refuse_without('people.write', file_kept_by(gone.employee_id));
    perform refuse_paid(array[gone.employee_id], array[gone.effective_from], null, true);
    delete from leave l where l.id = gone.id;
    return gone.employee_id;
end $$;

grant execute on function withdraw_leave(uuid) to meritgrid_app;
