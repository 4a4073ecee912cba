-- Guards of kept counts: written with the rows that they count, summed up when the trail is sealed.

-- One row for each unit of a statement, whatever its rows. Nothing that is there is touched: nobody waits.
create or replace function count_rows() returns trigger language plpgsql security definer
    set search_path = public, pg_temp as $$
begin
    perform refuse_elsewhere(tg_relid);
    if tg_op = 'INSERT' then
        insert into row_count (table_name, unit_id, delta)
        select tg_table_name, a.unit_id, count(*) from added a group by a.unit_id;
    elsif tg_op = 'DELETE' then
        insert into row_count (table_name, unit_id, delta)
        select tg_table_name, g.unit_id, -count(*) from gone g group by g.unit_id;
    else
        insert into row_count (table_name, unit_id, delta)
        select tg_table_name, m.unit_id, sum(m.step)
        from (select unit_id, 1 as step from added union all select unit_id, -1 from gone) m
        group by m.unit_id having sum(m.step) <> 0;
    end if;
    return null;
end $$;

create or replace function refuse_truncate() returns trigger language plpgsql as $$
begin
    raise exception '% is counted as it is written: delete its rows, which a truncate would leave counted', tg_table_name
        using errcode = 'restrict_violation';
end $$;

-- One delta for each table and unit in place of those that gathered. Readers see the old ones or the new one; whoever
-- writes meanwhile adds another, which the next seal finds.
create or replace function sum_up_row_counts() returns void language sql security definer
    set search_path = public, pg_temp as $$
    with gathered as (
        select table_name, unit_id from row_count group by table_name, unit_id having count(*) > 1
    ), gone as (
        delete from row_count c using gathered g where c.table_name = g.table_name and c.unit_id = g.unit_id
        returning c.table_name, c.unit_id, c.delta
    )
    insert into row_count (table_name, unit_id, delta)
    select table_name, unit_id, sum(delta) from gone group by table_name, unit_id having sum(delta) <> 0
$$;
