-- Inputs of a run, counted.

-- What the people of a unit and all below it are paid from in a year, counted as whoever asks may see it.
create or replace function pay_inputs(top uuid, of_year int)
    returns table (people bigint, posts bigint, grades bigint, results bigint, assessments bigint, findings bigint)
    language sql stable set search_path = public, pg_temp as $$
    with held as (
        select o.employee_id, o.position_id, o.effective_from,
               lead(o.effective_from) over (partition by o.employee_id order by o.effective_from) as until
        from occupancy o
    ), in_post as (
        select h.employee_id, h.position_id, m.month
        from held h join (select make_date(of_year, n, 1) as month from generate_series(1, 12) n) m
          on h.effective_from <= m.month and (h.until is null or h.until > m.month)
        where h.position_id is not null
    ), person as (
        select e.id
        from (select distinct on (employee_id) employee_id, position_id from in_post order by employee_id, month desc) l
        join position p on p.id = l.position_id
        join employee e on e.id = l.employee_id
        where p.unit_id in (select unit_id from unit_closure where ancestor_id = top)
    )
    select (select count(*) from person),
           (select count(*) from in_post i join person on person.id = i.employee_id),
           (select count(*) from grade_holding g join person on person.id = g.employee_id
            where g.effective_from <= make_date(of_year, 12, 1)),
           (select count(*) from kpi_result r join person on person.id = r.employee_id
            where r.month between make_date(of_year, 1, 1) and make_date(of_year, 12, 1)),
           (select count(*) from assessment a join person on person.id = a.employee_id
            where a.period_start between make_date(of_year, 1, 1) and make_date(of_year, 12, 1)),
           (select count(*) from conduct_finding f join person on person.id = f.employee_id where f.year = of_year)
$$;

-- The same of all that there is, for whoever makes a run or opens funds there: what they cannot see must not be left out.
create or replace function pay_inputs_in_full(top uuid, of_year int)
    returns table (people bigint, posts bigint, grades bigint, results bigint, assessments bigint, findings bigint)
    language sql stable security definer set search_path = public, pg_temp as $$
    select p.* from pay_inputs(top, of_year) p
    where top in (select meritgrid_units(nullif(current_setting('meritgrid.actor', true), '')::uuid, verb)
                  from (values ('pay_run.create'), ('fund.open')) as wanted (verb))
$$;

grant execute on function pay_inputs(uuid, int), pay_inputs_in_full(uuid, int) to meritgrid_app;
