"""Nobody is paid twice, an approval has a way back, and work without an assignment says what it is."""

from alembic import op

revision = "0004"
down_revision = "0003"

# Work completed beyond what was assigned counted as work taken over does: so that is what it is from here on.
COLUMNS = """
alter table pay_run
    add column withdrawal_asked_by uuid,
    add column withdrawal_asked_at timestamp with time zone,
    add constraint ck_pay_run_withdrawal_of_an_approval
        check (withdrawal_asked_by is null or state = 'approved'),
    add constraint ck_pay_run_withdrawal_asked_at_a_time
        check ((withdrawal_asked_by is null) = (withdrawal_asked_at is null));

create table paid_period (
    employee_id uuid not null,
    year integer not null,
    pay_run_id uuid not null,
    constraint pk_paid_period primary key (employee_id, year)
);

insert into paid_period (employee_id, year, pay_run_id)
    select distinct on (l.employee_id, r.year) l.employee_id, r.year, r.id
    from pay_line l join pay_run r on r.id = l.pay_run_id
    where r.state in ('approved', 'closed') order by l.employee_id, r.year, r.closed_at nulls last, r.approved_at;

alter table bonus_fund
    add column spent_vnd bigint not null default 0,
    add constraint ck_bonus_fund_spends_at_most_the_fund check (spent_vnd between 0 and amount_vnd);

alter table kpi_result add column kind text not null default 'assigned';

update kpi_result set kind = 'taken_over' where assigned = 0 and completed > 0;

alter table kpi_result
    drop constraint uq_kpi_result_employee_id_month_product_id,
    add constraint uq_kpi_result_employee_id_month_product_id_kind unique (employee_id, month, product_id, kind);

insert into kpi_result (id, employee_id, unit_id, position_id, kpi_id, product_id, month, kind, assigned, completed,
                        quality_failures, delays, source_system, evidence, version)
    select gen_random_uuid(), employee_id, unit_id, position_id, kpi_id, product_id, month, 'taken_over', 0,
           completed - assigned, 0, 0, source_system, evidence, 1
    from kpi_result where kind = 'assigned' and completed > assigned;

update kpi_result set completed = assigned where kind = 'assigned' and completed > assigned;

alter table kpi_result
    add constraint ck_kpi_result_kind_known check (kind in ('assigned', 'handed_over', 'taken_over', 'ad_hoc')),
    add constraint ck_kpi_result_completes_what_was_assigned
        check (case when kind in ('assigned', 'handed_over') then completed <= assigned else assigned = 0 end);
"""
# What approved and closed runs took from the funds. A fund that was overwritten since then gave no more than it holds.
SPENT = """
update bonus_fund f set spent_vnd = least(s.spent_vnd, f.amount_vnd)
from (select r.year, l.unit_id, sum(l.amount_vnd) as spent_vnd
      from paid_period p join pay_run r on r.id = p.pay_run_id
      join pay_line l on l.pay_run_id = p.pay_run_id and l.employee_id = p.employee_id
      group by r.year, l.unit_id) s
where s.year = f.year and s.unit_id = f.unit_id
"""


def upgrade() -> None:
    # Wait briefly for a lock and never hold up the administration's work for long.
    op.execute("set local lock_timeout = '4s'")
    op.execute("set local statement_timeout = '60s'")
    # A closed fund changes no more; its guard is made anew after the last revision.
    op.execute("drop trigger if exists bonus_fund_guarded on bonus_fund")
    for statement in COLUMNS.split("\n\n"):
        op.execute(statement)
    op.execute(SPENT)


def downgrade() -> None:
    op.execute("set local lock_timeout = '4s'")
    op.execute("set local statement_timeout = '60s'")
    op.execute(
        "alter table kpi_result drop constraint uq_kpi_result_employee_id_month_product_id_kind,"
        " drop constraint ck_kpi_result_completes_what_was_assigned, drop column kind,"
        " add constraint uq_kpi_result_employee_id_month_product_id unique (employee_id, month, product_id)"
    )
    op.execute("alter table bonus_fund drop column spent_vnd")
    op.execute("drop table paid_period")
    op.execute("alter table pay_run drop column withdrawal_asked_by, drop column withdrawal_asked_at")
