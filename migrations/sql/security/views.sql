-- A unit as it is on the session's day.
create view unit_now with (security_invoker = true) as
select u.id, u.code, s.name, s.kind, s.parent_id, s.holds_fund, s.effective_from
from unit u
join lateral (
    select * from unit_state s
    where s.unit_id = u.id and s.effective_from <= (select current_setting('meritgrid.day')::date)
    order by s.effective_from desc limit 1
) s on not s.closed;

-- A step of a line: the sentence as the run pinned it, with this person's value.
create view pay_line_step with (security_invoker = true) as
select l.id as pay_line_id, s.id, s.ordinal, s.model_id, s.stage, s.name, s.says, s.law, s.agreement, s.choice,
       s.certainty, s.parameters, l.steps::json -> s.place as value
from pay_line l
join pay_run_step s on s.pay_run_id = l.pay_run_id and s.rules_number = l.rules_number and s.place is not null;
