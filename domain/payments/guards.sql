-- Guards of what is paid: nobody twice, and nothing that somebody was paid from changes.

-- An approval, and whoever changes what somebody is paid from in its year, keep one another out until they end. Both
-- try and are refused at once: who waits holds a connection, and forty who wait hold all of them. What counts for every
-- later year too, as a grade does, goes by the year 0, which each approval takes besides its own.
create or replace function approve_alone(of_year int) returns boolean language sql volatile
    set search_path = public, pg_temp as $$
    select pg_try_advisory_xact_lock(hashtext('paid'), of_year) and pg_try_advisory_xact_lock(hashtext('paid'), 0)
$$;

create or replace function keep_approvals_out(days date[], on_and_on boolean) returns void language plpgsql
    set search_path = public, pg_temp as $$
declare
    of_year int;
begin
    foreach of_year in array case when on_and_on then array[0]
                                  else array(select distinct extract(year from day)::int from unnest(days) day) end loop
        if not pg_try_advisory_xact_lock_shared(hashtext('paid'), of_year) then
            raise exception 'a pay run is being approved just now: send this again in a minute'
                using errcode = 'restrict_violation', constraint = 'year_in_use';
        end if;
    end loop;
end $$;

-- Which of a run's people another run pays for the same year already, and which run that is; for words before the key
-- of `paid_period` refuses.
create or replace function paid_already(run uuid) returns table (people bigint, pay_run_id uuid)
    language sql stable security definer set search_path = public, pg_temp as $$
    select count(*), p.pay_run_id
    from pay_run r join pay_line l on l.pay_run_id = r.id
    join paid_period p on p.employee_id = l.employee_id and p.year = r.year and p.pay_run_id <> r.id
    where r.id = run and meritgrid_acting() group by p.pay_run_id order by count(*) desc, p.pay_run_id
$$;

-- Why each person is paid for a year that a day counts for: its own year, or `on_and_on` also each later one. Names the
-- first run that pays them and the way out. A month counts for whoever holds a post or a grade on its first day, hence
-- the first of December. Whoever changes what somebody was paid from is told, whatever they may see of it.
create or replace function why_paid(people uuid[], days date[], on_and_on boolean)
    returns table (place bigint, says text)
    language sql stable security definer set search_path = public, pg_temp as $$
    select distinct on (given.place) given.place - 1,
           format(case r.state when 'closed'
                  then 'PayRun_%s of %s pays from this and is closed: there is no correction in this release yet, so neither changes'
                  else 'PayRun_%s of %s is approved and pays from this: have its approval withdrawn before it is closed'
                       ' (askPayRunWithdrawal), then change this' end, r.id, p.year)
    from unnest(people, days) with ordinality as given (person, day, place)
    join paid_period p on p.employee_id = given.person and make_date(p.year, 12, 1) >= given.day
         and (on_and_on or make_date(p.year, 1, 1) <= given.day)
    join pay_run r on r.id = p.pay_run_id
    where meritgrid_acting()
    order by given.place, p.year
$$;

-- The refusal itself, for guards: no approval begins from here to the end of the transaction, and what was approved
-- before is seen.
create or replace function refuse_paid(people uuid[], days date[], on_and_on boolean) returns void language plpgsql
    security definer set search_path = public, pg_temp as $$
declare
    why text;
begin
    perform keep_approvals_out(days, on_and_on);
    if not exists (select from paid_period) then
        return;
    end if;
    select found.says into why from why_paid(people, days, on_and_on) found limit 1;
    if why is not null then
        raise exception '%', why using errcode = 'restrict_violation', constraint = 'already_paid';
    end if;
end $$;

-- What somebody was paid from stays as it is while the line stands in an approved or closed run.
create or replace function refuse_what_is_paid() returns trigger language plpgsql security definer
    set search_path = public, pg_temp as $$
begin
    perform refuse_elsewhere(tg_relid);
    perform refuse_paid(given.people, given.days, tg_argv[0] = 'effective_from')
    from (select array_agg(c.employee_id) as people,
                 array_agg(case tg_argv[0] when 'year' then make_date((to_jsonb(c) ->> 'year')::int, 1, 1)
                                           else (to_jsonb(c) ->> tg_argv[0])::date end) as days
          from changed c having count(*) > 0) given;
    return null;
end $$;

grant execute on function approve_alone(int), paid_already(uuid),
    why_paid(uuid[], date[], boolean) to meritgrid_app;
