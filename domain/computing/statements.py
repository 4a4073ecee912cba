"""The statements that read a run's inputs: one for each frame, for a unit and all below it and one year.

$1 is the unit, $2 the first day of the year. A month counts for whoever holds a post on its first day.
"""

from domain.database.bulk_copy import CopyColumn

_MONTHS = """
    months as (
        select generate_series($2::date, $2::date + interval '11 months', interval '1 month')::date as month
    ), held as (
        select o.employee_id, o.position_id, o.effective_from,
               lead(o.effective_from) over (partition by o.employee_id order by o.effective_from) as until
        from occupancy o
    ), in_post as (
        select h.employee_id, h.position_id, m.month
        from held h join months m
          on h.effective_from <= m.month and (h.until is null or h.until > m.month)
        where h.position_id is not null
    ), last_post as (
        select distinct on (employee_id) employee_id, position_id, month,
               count(*) over (partition by employee_id) as months_worked
        from in_post order by employee_id, month desc
    ), fund_unit as (
        select distinct on (c.unit_id) c.unit_id, c.ancestor_id as fund_unit_id
        from unit_closure c
        join lateral (
            select s.holds_fund from unit_state s
            where s.unit_id = c.ancestor_id and s.effective_from < $2::date + interval '1 year'
            order by s.effective_from desc limit 1
        ) s on s.holds_fund
        where c.unit_id in (select b.unit_id from unit_closure b where b.ancestor_id = $1)
        order by c.unit_id, c.depth
    ), chosen as (
        select l.employee_id, l.position_id, l.months_worked, p.peer_group_id, f.fund_unit_id
        from last_post l
        join position p on p.id = l.position_id
        join fund_unit f on f.unit_id = p.unit_id
    )
"""

PEOPLE = f"""
    with {_MONTHS}
    select e.id, e.code, c.fund_unit_id, c.peer_group_id, c.position_id, c.months_worked,
           exists (select from conduct_finding d
                   where d.employee_id = e.id and d.year = extract(year from $2::date)) as automatic,
           a.id, a.score_hundredths, a.months, a.state
    from chosen c
    join employee e on e.id = c.employee_id
    left join assessment a on a.employee_id = e.id and a.period = 'year' and a.period_start = $2::date
    order by e.code
"""  # noqa: S608 - nothing in it comes from outside

PEOPLE_COLUMNS = (
    CopyColumn("employee_id", str),
    CopyColumn("employee_code", str),
    CopyColumn("unit_id", str),
    CopyColumn("peer_group_id", str),
    CopyColumn("position_id", str),
    CopyColumn("months_worked", int),
    CopyColumn("automatic_not_completed", bool),
    CopyColumn("assessment_id", str),
    CopyColumn("assessed_hundredths", int),
    CopyColumn("assessed_months", int),
    CopyColumn("assessment_state", str),
)

MONTHS = f"""
    with {_MONTHS}
    , graded as (
        select g.employee_id, g.salary_step_id, g.step_since, g.effective_from,
               lead(g.effective_from) over (partition by g.employee_id order by g.effective_from) as until
        from grade_holding g
    ), last_steps as (
        select grid_table, grade_code, max(step) as step from salary_step group by grid_table, grade_code
    )
    select i.employee_id, i.month, s.grid_table, s.grade_code, s.step,
           coalesce(w.coefficient_hundredths, 0),
           case when s.step = z.step then
               (extract(year from age(i.month, g.step_since)) * 12
                + extract(month from age(i.month, g.step_since)))::int
           else 0 end,
           a.general_points_hundredths, p.leader, a.field_result, a.organising, a.uniting
    from in_post i
    join chosen c on c.employee_id = i.employee_id
    join position p on p.id = i.position_id
    left join graded g on g.employee_id = i.employee_id
         and g.effective_from <= i.month and (g.until is null or g.until > i.month)
    left join salary_step s on s.id = g.salary_step_id
    left join last_steps z on z.grid_table = s.grid_table and z.grade_code = s.grade_code
    left join lateral (
        select l.coefficient_hundredths from leadership_allowance l
        where l.code = p.leadership_code and l.effective_from <= i.month
        order by l.effective_from desc limit 1
    ) w on true
    left join assessment a on a.employee_id = i.employee_id and a.period = 'month' and a.period_start = i.month
"""  # noqa: S608 - nothing in it comes from outside

MONTHS_COLUMNS = (
    CopyColumn("employee_id", str),
    CopyColumn("month", "date"),
    CopyColumn("table", int),
    CopyColumn("grade_code", str),
    CopyColumn("step", int),
    CopyColumn("leadership_coefficient_hundredths", int),
    CopyColumn("months_at_last_step", int),
    CopyColumn("general_points_hundredths", int),
    CopyColumn("leads", bool),
    CopyColumn("field_result", str),
    CopyColumn("organising", str),
    CopyColumn("uniting", str),
)

ITEMS = f"""
    with {_MONTHS}
    , coefficients as (
        select k.product_id, k.coefficient_hundredths, k.effective_from,
               lead(k.effective_from) over (partition by k.product_id order by k.effective_from) as until
        from product_coefficient k
    )
    select r.employee_id, r.month, d.code || case r.kind when 'assigned' then '' else ' ' || r.kind end, r.kind,
           k.coefficient_hundredths,
           r.assigned, r.completed, r.quality_failures, r.delays
    from kpi_result r
    join chosen c on c.employee_id = r.employee_id
    join product d on d.id = r.product_id
    left join coefficients k on k.product_id = r.product_id
         and k.effective_from <= r.month and (k.until is null or k.until > r.month)
    where r.month >= $2::date and r.month < $2::date + interval '1 year'
"""  # noqa: S608 - nothing in it comes from outside

ITEMS_COLUMNS = (
    CopyColumn("employee_id", str),
    CopyColumn("month", "date"),
    CopyColumn("item_key", str),
    CopyColumn("kind", str),
    CopyColumn("coefficient_hundredths", int),
    CopyColumn("assigned", int),
    CopyColumn("completed", int),
    CopyColumn("quality_failures", int),
    CopyColumn("delays", int),
)

UNITS = f"""
    with {_MONTHS}
    , in_force as (
        select distinct on (c.unit_id) c.unit_id, r.id, r.title, r.models, r.parameters
        from unit_closure c
        join regulation r on r.unit_id = c.ancestor_id and r.published_by is not null
             and r.effective_from < $2::date + interval '1 year'
        order by c.unit_id, c.depth, r.effective_from desc
    )
    select u.id, u.code, s.name, r.id, r.title, r.models::text, r.parameters::text
    from (select distinct fund_unit_id from fund_unit) f
    join unit u on u.id = f.fund_unit_id
    join lateral (
        select s.name from unit_state s where s.unit_id = u.id and s.effective_from < $2::date + interval '1 year'
        order by s.effective_from desc limit 1
    ) s on true
    left join in_force r on r.unit_id = u.id
    order by u.code
"""  # noqa: S608 - nothing in it comes from outside

UNITS_COLUMNS = (
    CopyColumn("unit_id", str),
    CopyColumn("unit_code", str),
    CopyColumn("unit_name", str),
    CopyColumn("regulation_id", str),
    CopyColumn("regulation_title", str),
    CopyColumn("models", str),
    CopyColumn("parameters", str),
)
