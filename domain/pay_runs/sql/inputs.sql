-- Inputs of a run: whose they are, how much of them there is, and what was changed of them since.

-- Who is paid from a period by a unit or one below, for whoever makes a run or opens funds there: all who held a post
-- there on the first day of a month of it, but for who is paid by a labour contract alone. Gives every row that says where they were on a day of the period, also to
-- whom it is hidden: what cannot be seen must not be left out. `classified`: their last post lies there.
create or replace function paid_from(top uuid, first date, after date)
    returns table (occupancy_id uuid, employee_id uuid, classified bool)
    language sql stable security definer set search_path = public, pg_temp
    set plan_cache_mode = force_custom_plan as $$
    with place as materialized (
        select p.id from position p
        where p.unit_id in (select unit_id from unit_closure where ancestor_id = top)
          and top in (select meritgrid_units(nullif(current_setting('meritgrid.actor', true), '')::uuid, verb)
                      from (values ('pay_run.create'), ('fund.open')) as wanted (verb))
    ), held as (
        select o.id, o.employee_id, o.position_id, o.effective_from,
               lead(o.effective_from) over (partition by o.employee_id order by o.effective_from) as until
        from occupancy o
        where o.employee_id in (select w.employee_id from occupancy w
                                where w.position_id in (select id from place) and w.effective_from < after)
          and o.employee_id not in (select paid_by_contract(after))
    ), lasting as (
        select h.id, h.employee_id, h.effective_from, h.position_id in (select id from place) as inside,
               -- It holds on the first day of a month: the next one from its beginning on comes before its end.
               h.position_id is not null
               and (date_trunc('month', greatest(h.effective_from, first) - interval '1 day')
                    + interval '1 month')::date < least(h.until, after) as counts
        from held h
        where h.effective_from < after and coalesce(h.until, after) > first
    )
    select l.id, l.employee_id, p.classified
    from lasting l
    join (select i.employee_id, (array_agg(i.inside order by i.effective_from desc))[1] as classified
          from lasting i where i.counts group by i.employee_id having bool_or(i.inside)) p
      on p.employee_id = l.employee_id
$$;

-- How many rows there are to read for them, whoever may read these. Nothing (null) is counted of what the actor may
-- read everywhere, as the policies of these tables say: none of it is hidden. Those who are classified elsewhere are
-- paid from their posts and grades alone.
create or replace function pay_inputs_in_full(top uuid, first date, after date, kind text)
    returns table (people int, posts int, grades int, results int, assessments int, findings int)
    language sql stable security definer set search_path = public, pg_temp
    set plan_cache_mode = force_custom_plan as $$
    with may as materialized (
        select meritgrid_everywhere(actor, 'people.read') as people, meritgrid_everywhere(actor, 'grades.read') as grades,
               meritgrid_everywhere(actor, 'results.read') as results,
               meritgrid_everywhere(actor, 'assessment.read') as assessments
        from (select nullif(current_setting('meritgrid.actor', true), '')::uuid as actor) acting
    ), post as materialized (
        select * from paid_from(top, first, after)
    ), person as materialized (
        select distinct employee_id from post
    ), classified as materialized (
        select distinct employee_id from post where post.classified
    )
    select case when not may.people then (select count(*) from person) end::int,
           case when not may.people then (select count(*) from post) end::int,
           case when not may.grades then (
               (select count(*) from grade_holding g where g.employee_id in (select employee_id from person)
                and g.effective_from <= after - interval '1 month')
               + (select count(*) from allowances_until((after - interval '1 month')::date) whose
                  where whose in (select employee_id from person))) end::int,
           case when not may.results then (
               select count(*) from kpi_result r where r.employee_id in (select employee_id from classified)
               and r.month >= first and r.month < after) end::int,
           case when not may.assessments then (
               select count(*) from assessment a where a.employee_id in (select employee_id from classified)
               and ((a.period = 'month' and a.period_start >= first and a.period_start < after)
                    or (a.period = kind and a.period_start = first))) end::int,
           case when not may.assessments then (
               select count(*) from conduct_finding f where f.employee_id in (select employee_id from classified)
               and f.year = extract(year from first)) end::int
    from may
$$;

-- Which kinds of input of whom were changed since a run that waits was computed: other rows in its period, told before it
-- or not; of a grade that is gone its event names the person. For functions with their owner's rights.
create or replace function inputs_changed(run uuid) returns table (input text, employee_id uuid)
    language sql stable set search_path = public, pg_temp set plan_cache_mode = force_custom_plan as $$
    with waits as materialized (
        select r.made_at, r.period, r.period_start as first, period_end(r.period, r.period_start) as last
        from pay_run r where r.id = run and r.state in ('computed', 'reviewed')
    ), changed as materialized (
        select told.* from waits w, rows_told_since(
            w.made_at, array['kpi_result', 'assessment', 'conduct_finding', 'grade_holding', 'allowance']) told
    )
    select 'results', k.employee_id
    from waits w, changed c join kpi_result k on k.id = c.id
    where c.table_name = 'kpi_result' and k.month between w.first and w.last
    union
    select 'assessments', a.employee_id
    from waits w, changed c join assessment a on a.id = c.id
    where c.table_name = 'assessment'
      and (a.period = 'month' and a.period_start between w.first and w.last
           or a.period = w.period and a.period_start = w.first)
    union
    select 'findings', f.employee_id
    from waits w, changed c join conduct_finding f on f.id = c.id
    where c.table_name = 'conduct_finding' and f.year = extract(year from w.first)
    union
    select 'grades', coalesce(g.employee_id, meritgrid_person_of(c.subject, null, null))
    from waits w, changed c left join grade_holding g on g.id = c.id
    where c.table_name = 'grade_holding' and (g.effective_from is null or g.effective_from <= w.last)
    union
    select 'allowances', coalesce(a.employee_id, meritgrid_person_of(c.subject, null, null))
    from waits w, changed c left join lateral allowance_of(c.id) a on true
    where c.table_name = 'allowance' and (a.effective_from is null or a.effective_from <= w.last)
    union
    select 'posts', o.employee_id
    from waits w join occupancy o on written_since(o.id, w.made_at) and o.effective_from <= w.last
    union
    select 'units', l.employee_id
    from waits w join pay_line l on l.pay_run_id = run join position p on p.id = l.position_id
    where p.unit_id in (select units_changed(w.made_at, w.last))
$$;

-- Of each kind of input, how many people of a run that waits have others than when it was computed; for whoever reads
-- its lines.
create or replace function changed_since(run uuid) returns table (input text, people bigint)
    language sql stable security definer set search_path = public, pg_temp
    set plan_cache_mode = force_custom_plan as $$
    select c.input, count(*) from inputs_changed(run) c
    where exists (select from pay_line l where l.pay_run_id = run and l.employee_id = c.employee_id)
      and exists (select from pay_run r where r.id = run and meritgrid_may(
          nullif(current_setting('meritgrid.actor', true), '')::uuid, 'pay_run.read', r.unit_id))
    group by c.input
$$;

-- The same of one line, for whoever reads it.
create or replace function line_changed(line uuid) returns table (input text)
    language sql stable security definer set search_path = public, pg_temp
    set plan_cache_mode = force_custom_plan as $$
    select c.input from pay_line l cross join lateral inputs_changed(l.pay_run_id) c
    where l.id = line and c.employee_id = l.employee_id and values_of_line(line) is not null
$$;

grant execute on function paid_from(uuid, date, date), pay_inputs_in_full(uuid, date, date, text), changed_since(uuid),
    line_changed(uuid) to meritgrid_app;
