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

create view peer.assessment as select id, employee_id, period, period_start, score_hundredths, state from assessment;

comment on view peer.unit is '@primaryKey id';
comment on view peer.position is '@primaryKey id';
comment on view peer.employee is E'@primaryKey id\n@foreignKey (unit_id) references unit (id)\n@foreignKey (position_id) references position (id)';
comment on view peer.assessment is E'@primaryKey id\n@foreignKey (employee_id) references employee (id)';
