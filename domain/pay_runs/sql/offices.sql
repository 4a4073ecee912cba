-- The office that acted: the unit of the post that the account's person held on that day, or the account's own name when
-- it belongs to nobody on a pay list. Four eyes must be seen by whoever sees the run, and no more of the person is told.
create or replace function acting_office(account uuid, at timestamptz) returns text
    language sql stable security definer set search_path = public, pg_temp as $$
    select coalesce(
        (select s.name from occupancy o join unit_state s on s.unit_id = o.unit_id
         where o.employee_id = acting_office.account and o.effective_from <= acting_office.at::date
           and s.effective_from <= acting_office.at::date
         order by o.effective_from desc, s.effective_from desc limit 1),
        (select a.name from account a where a.id = acting_office.account
         and not exists (select from employee e where e.id = a.id)))
    where acting_office.account is not null and meritgrid_acting()
$$;

grant execute on function acting_office(uuid, timestamptz) to meritgrid_app;
