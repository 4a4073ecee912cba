-- The law's codes, for whoever checks a text that names one.

create or replace function known_grades() returns setof text language sql stable set search_path = public, pg_temp as $$
    select distinct grade_code from salary_step order by 1
$$;

-- The codes of leaders' posts whose allowance is in force on a day.
create or replace function known_leaders(day date) returns setof text language sql stable
    set search_path = public, pg_temp as $$
    select distinct code from leadership_allowance where effective_from <= known_leaders.day order by 1
$$;

grant execute on function known_grades(), known_leaders(date) to meritgrid_app;
