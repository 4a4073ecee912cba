-- What PostGraphile is given: the shape of the nested read as views, with the keys that it joins by.
create schema peer;

create view peer.unit as
select u.id, u.code, s.name
from unit u
join lateral (
    select name from unit_state s where s.unit_id = u.id and s.effective_from <= current_date
    order by s.effective_from desc limit 1
) s on true;

create view peer.position as select id, code, title, leader from position;

create view peer.employee as
select e.id, e.code, e.name_sort_key, e.full_name, e.joined_on, e.unit_id,
       (select o.position_id from occupancy o where o.employee_id = e.id and o.effective_from <= current_date
        order by o.effective_from desc limit 1) as position_id
from employee e;

create type peer.score as (hundredths int, formatted text);
create type peer.money as (amount bigint, currency text, formatted text);
create type peer.class as (code text, label text);
create function peer.called(rated text) returns text language sql immutable as $$
    select case rated
        when 'excellent' then 'Work completed excellently'
        when 'good' then 'Work completed well'
        when 'completed' then 'Work completed'
        when 'not_completed' then 'Work not completed'
        when 'unrated' then 'Not classified'
        when 'elsewhere' then 'Classified elsewhere' else rated end
$$;

create view peer.assessment as
select id, employee_id, period, period_start, state,
       case when months > 0 then row(score_hundredths, meritgrid_number(score_hundredths, 2))::peer.score end as score
from assessment;

create view peer.pay_line as
select id, employee_id, pay_run_id, row(amount_vnd, 'VND', meritgrid_money(amount_vnd, 'VND'))::peer.money as amount,
       row(rated, meritgrid_translated(peer.called(rated)))::peer.class as rated
from pay_line;

comment on view peer.unit is '@primaryKey id';
comment on view peer.position is '@primaryKey id';
comment on view peer.employee is E'@primaryKey id\n@foreignKey (unit_id) references unit (id)\n@foreignKey (position_id) references position (id)';
comment on view peer.assessment is E'@primaryKey id\n@foreignKey (employee_id) references employee (id)';
comment on view peer.pay_line is E'@primaryKey id\n@foreignKey (employee_id) references employee (id)';
-- The language in which all but ours are asked.
alter database meritgrid set meritgrid.language = 'vi';
