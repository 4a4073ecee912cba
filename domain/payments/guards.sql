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

-- The last day of the period that begins on a day, and the period in words.
create or replace function period_end(period text, start date) returns date language sql immutable
    set search_path = public, pg_temp as $$
    select (start + case period when 'year' then interval '1 year' when 'half_year' then interval '6 months'
                                when 'quarter' then interval '3 months' else interval '1 month' end)::date - 1
$$;

create or replace function period_words(period text, start date) returns text language sql immutable
    set search_path = public, pg_temp as $$
    select case period when 'year' then to_char(start, 'YYYY') when 'month' then to_char(start, 'YYYY-MM')
                       when 'quarter' then to_char(start, 'YYYY"-Q"Q')
                       else to_char(start, 'YYYY"-H"') || (extract(month from start)::int + 5) / 6 end
$$;

-- Which of a run's lines another run of the kind pays for the same period already, and which run that is; for words
-- before the key of `paid_period` refuses.
create or replace function paid_already(run uuid) returns table (people bigint, pay_run_id uuid)
    language sql stable security definer set search_path = public, pg_temp as $$
    select count(distinct l.employee_id) as people, p.pay_run_id
    from pay_run r join pay_line l on l.pay_run_id = r.id
    join paid_period p on p.employee_id = l.employee_id and p.kind = r.kind and p.period = r.period
         and p.period_start = r.period_start and p.unit_id = l.unit_id and p.pay_run_id <> r.id
    where r.id = run and meritgrid_acting() group by p.pay_run_id order by people desc, p.pay_run_id
$$;

-- Who is paid for a kind of run and a period, by which unit and run and with which class, of units on which the actor may
-- make runs: whoever makes one over those who are not paid yet is told of the others.
create or replace function paid_for(of_kind text, of_period text, first date)
    returns table (employee_id uuid, unit_id uuid, pay_run_id uuid, rated text)
    language sql stable security definer set search_path = public, pg_temp as $$
    select p.employee_id, p.unit_id, p.pay_run_id, l.rated
    from paid_period p
    join pay_line l on l.pay_run_id = p.pay_run_id and l.employee_id = p.employee_id and l.unit_id = p.unit_id
    where p.kind = of_kind and p.period = of_period and p.period_start = first
      and (meritgrid_owning() or p.unit_id in (
          select meritgrid_units(nullif(current_setting('meritgrid.actor', true), '')::uuid, 'pay_run.create')))
$$;

-- The run that a unit, or one above it, pays a person with for a kind and the period that begins on a day; for functions
-- with their owner's rights.
create or replace function paid_above(person uuid, of_kind text, first date, unit uuid) returns uuid
    language sql stable set search_path = public, pg_temp as $$
    select p.pay_run_id from paid_period p join unit_closure c on c.ancestor_id = p.unit_id
    where p.employee_id = person and p.kind = of_kind and p.period_start = first and c.unit_id = unit limit 1
$$;

-- Why each person is paid for a period that a day counts for: one that it lies in, or `on_and_on` also each later one;
-- with an end, one that holds all from the day to its end (a year's score enters no quarter). Names the first run that
-- pays them and the way out. A month counts for whoever holds a post or a grade on its first day, hence the first of the
-- last month.
create or replace function paid_by(people uuid[], days date[], ends date[], on_and_on boolean)
    returns table (place bigint, person uuid, unit uuid, says text)
    language sql stable security definer set search_path = public, pg_temp as $$
    select distinct on (given.place) given.place - 1, given.person, r.unit_id,
           format(case r.state when 'closed'
                  then 'PayRun_%s of %s pays from this and is closed: there is no correction in this release yet, so neither changes'
                  else 'PayRun_%s of %s is approved and pays from this: have its approval withdrawn before it is closed'
                       ' (askPayRunWithdrawal), then change this' end, r.id,
                  period_words(p.period, p.period_start))
    from unnest(people, days, ends) with ordinality as given (person, day, ends, place)
    join paid_period p on p.employee_id = given.person
         and date_trunc('month', period_end(p.period, p.period_start))::date >= given.day
         and (on_and_on or p.period_start <= given.day)
         and (given.ends is null or period_end(p.period, p.period_start) >= given.ends)
    join pay_run r on r.id = p.pay_run_id
    where meritgrid_acting()
    order by given.place, p.period_start, p.pay_run_id
$$;

-- The same for those who have to know: the person, whoever may read the run, and whoever may change what somebody of
-- their unit is paid from, whatever they may see of the run.
create or replace function why_paid(people uuid[], days date[], ends date[], on_and_on boolean)
    returns table (place bigint, says text)
    language sql stable security definer set search_path = public, pg_temp as $$
    with theirs as materialized (
        select meritgrid_units(nullif(current_setting('meritgrid.actor', true), '')::uuid, verb) as unit_id
        from (values ('people.write'), ('results.record'), ('assessment.propose'), ('assessment.confirm')) as writes (verb)
    )
    select p.place, p.says from paid_by(people, days, ends, on_and_on) p
    where p.person = nullif(current_setting('meritgrid.actor', true), '')::uuid or meritgrid_owning()
       or meritgrid_may(nullif(current_setting('meritgrid.actor', true), '')::uuid, 'pay_run.read', p.unit)
       or exists (select from units_served(p.person) served (unit_id) where served.unit_id in (select unit_id from theirs))
    order by p.place
$$;

-- The refusal itself, for guards: no approval begins from here to the end of the transaction, and what was approved
-- before is seen.
create or replace function refuse_paid(people uuid[], days date[], ends date[], on_and_on boolean) returns void
    language plpgsql security definer set search_path = public, pg_temp as $$
declare
    why text;
begin
    perform keep_approvals_out(days, on_and_on);
    if not exists (select from paid_period) then
        return;
    end if;
    select found.says into why from paid_by(people, days, ends, on_and_on) found limit 1;
    if why is not null then
        raise exception '%', why using errcode = 'restrict_violation', constraint = 'already_paid';
    end if;
end $$;

-- What somebody was paid from stays as it is while the line stands in an approved or closed run.
create or replace function refuse_what_is_paid() returns trigger language plpgsql security definer
    set search_path = public, pg_temp as $$
begin
    perform refuse_elsewhere(tg_relid);
    perform refuse_paid(given.people, given.days, given.ends, tg_argv[0] = 'effective_from')
    from (select array_agg(c.employee_id) as people,
                 array_agg(case tg_argv[0] when 'year' then make_date((c.said ->> 'year')::int, 1, 1)
                                           else (c.said ->> tg_argv[0])::date end) as days,
                 array_agg(case tg_argv[0] when 'period_start'
                           then period_end(c.said ->> 'period', (c.said ->> 'period_start')::date) end) as ends
          from (select employee_id, to_jsonb(t) as said from changed t offset 0) c having count(*) > 0) given;
    return null;
end $$;

grant execute on function approve_alone(int), paid_already(uuid), paid_for(text, text, date),
    why_paid(uuid[], date[], date[], boolean) to meritgrid_app;
