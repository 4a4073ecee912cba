"""A run is of a kind, for a period; who is paid is noted by kind, period and unit."""

from alembic import op

revision = "0011"
down_revision = "0010"

# Every run so far paid the bonus of its year. The guards of the life of a run would refuse to be told so. Runs are few,
# and who is paid is written by approvals alone: both tables stand still meanwhile.
KINDS = """
alter table pay_run disable trigger user;
alter table pay_run
    add column kind text not null default 'bonus',
    add column period text not null default 'year',
    add column period_start date,
    add column corrects_run_id uuid;
update pay_run set period_start = make_date(year, 1, 1);
alter table pay_run enable trigger user;
-- squawk-ignore ban-drop-default
alter table pay_run alter column kind drop default;
-- squawk-ignore ban-drop-default
alter table pay_run alter column period drop default;
-- squawk-ignore adding-not-nullable-field
alter table pay_run alter column period_start set not null;
-- squawk-ignore constraint-missing-not-valid, adding-foreign-key-constraint
alter table pay_run add constraint fk_pay_run_corrects_run_id foreign key (corrects_run_id) references pay_run (id);
-- squawk-ignore constraint-missing-not-valid
alter table pay_run add constraint ck_pay_run_period_known check (period in ('month', 'quarter', 'half_year', 'year'));
-- squawk-ignore constraint-missing-not-valid
alter table pay_run add constraint ck_pay_run_year_of_the_period check (year = extract(year from period_start));
-- squawk-ignore constraint-missing-not-valid
alter table pay_run add constraint ck_pay_run_period_by_its_first_day check (
    extract(day from period_start) = 1 and (extract(month from period_start)::int - 1) % case period
        when 'year' then 12 when 'half_year' then 6 when 'quarter' then 3 else 1 end = 0);
alter table paid_period
    add column kind text not null default 'bonus',
    add column period text not null default 'year',
    add column period_start date,
    add column unit_id uuid;
update paid_period p set period_start = make_date(p.year, 1, 1), unit_id = l.unit_id
from pay_line l where l.pay_run_id = p.pay_run_id and l.employee_id = p.employee_id;
-- squawk-ignore ban-drop-default
alter table paid_period alter column kind drop default;
-- squawk-ignore ban-drop-default
alter table paid_period alter column period drop default;
-- squawk-ignore ban-drop-constraint
alter table paid_period drop constraint pk_paid_period;
-- squawk-ignore ban-drop-column
alter table paid_period drop column year;
-- squawk-ignore constraint-missing-not-valid, adding-serial-primary-key-field
alter table paid_period add constraint pk_paid_period
    primary key (employee_id, kind, period, period_start, unit_id)
"""
YEARS = """
delete from paid_period where kind <> 'bonus';
alter table paid_period drop constraint pk_paid_period, add column year int;
delete from paid_period p using paid_period q where q.employee_id = p.employee_id and q.kind = p.kind
    and q.period_start = p.period_start and q.unit_id < p.unit_id;
update paid_period set year = extract(year from period_start);
alter table paid_period
    drop column kind, drop column period, drop column period_start, drop column unit_id,
    add constraint pk_paid_period primary key (employee_id, year);
alter table pay_run drop column kind, drop column period, drop column period_start, drop column corrects_run_id
"""


def upgrade() -> None:
    # Wait briefly for a lock and never hold up the administration's work for long.
    op.execute("set local lock_timeout = '4s'")
    op.execute("set local statement_timeout = '60s'")
    for statement in KINDS.split(";\n"):
        op.execute(statement)


def downgrade() -> None:
    op.execute("set local lock_timeout = '4s'")
    op.execute("set local statement_timeout = '60s'")
    for statement in YEARS.split(";\n"):
        op.execute(statement)
