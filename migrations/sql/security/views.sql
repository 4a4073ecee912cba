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
       s.certainty, s.parameters, case
           -- In a group of three or less, the others' classes would follow from one's own.
           when s.name in ('peers_good_or_better', 'peers_quota', 'rank_among_peers')
                and l.employee_id = (select nullif(current_setting('meritgrid.actor', true), '')::uuid)
                and few_peers(l.pay_run_id, l.peer_group_id) then null
           else l.steps::json -> s.place
       end as value
from pay_line l
join pay_run_step s on s.pay_run_id = l.pay_run_id and s.rules_number = l.rules_number and s.place is not null;

-- The trail as somebody sees it: what they did themselves is there always, what it said only while they may read it.
create view audit_event_seen with (security_invoker = true) as
select id, at, day, actor_id, happened, subject, unit_id, reason, before, after, leaf,
       tables, rows, rows_root, follows
from audit_event
union all
select o.id, o.at, o.day, o.actor_id, o.happened, o.subject, o.unit_id, '', null, null, o.leaf,
       o.tables, o.rows, o.rows_root, o.follows
from own_events() o where not exists (select from audit_event e where e.id = o.id);
