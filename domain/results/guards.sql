-- Guards of results: a confirmed month stays.

-- Two people stand behind a confirmed month: its results are not changed behind the back of who confirmed it.
create or replace function refuse_confirmed_month() returns trigger language plpgsql security definer
    set search_path = public, pg_temp as $$
begin
    perform refuse_elsewhere(tg_relid, 'kpi_result');
    if exists (select from changed c join assessment a on a.employee_id = c.employee_id and a.period = 'month'
                                                          and a.period_start = c.month
               where a.state = 'confirmed') then
        raise exception 'the month is confirmed: have it assessed again first, so that somebody confirms it anew'
            using errcode = 'restrict_violation', constraint = 'month_confirmed';
    end if;
    return null;
end $$;

create trigger kpi_result_unconfirmed_insert after insert on kpi_result referencing new table as changed
    for each statement execute function refuse_confirmed_month();

create trigger kpi_result_unconfirmed_update after update on kpi_result referencing new table as changed
    for each statement execute function refuse_confirmed_month();

-- The last month, from a day on, of which there are results of each of some KPIs: what these are then stays.
create or replace function last_counted(kpis uuid[], since date) returns table (kpi_id uuid, month date)
    language sql stable security definer set search_path = public, pg_temp as $$
    select r.kpi_id, max(r.month) from kpi_result r
    where r.kpi_id = any(kpis) and r.month >= last_counted.since and meritgrid_acting() group by r.kpi_id
$$;

grant execute on function last_counted(uuid[], date) to meritgrid_app;

-- A target is taken back while no result stands on it; gives the person.
create or replace function withdraw_target(target_id uuid) returns uuid language plpgsql security definer
    set search_path = public, pg_temp as $$
declare
    gone target;
begin
    select * into gone from target where id = target_id for update;
    perform refuse_without('targets.assign', gone.unit_id);
    if exists (select from kpi_result r where r.employee_id = gone.employee_id and r.month = gone.month
               and r.product_id = gone.product_id) then
        raise exception 'a result stands on this target: change the target with a reason instead (assignTargets)'
            using errcode = 'restrict_violation', constraint = 'target_in_use';
    end if;
    delete from target where id = gone.id;
    return gone.employee_id;
end $$;

grant execute on function withdraw_target(uuid) to meritgrid_app;
