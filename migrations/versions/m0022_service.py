"""People are hired, transferred and leave by an act; their file follows on a day; grades go by national codes."""

from alembic import op

revision = "0022"
down_revision = "0021"

SERVICE = """
alter table employee add column moves_to uuid, add column moves_on date;
-- squawk-ignore constraint-missing-not-valid, adding-foreign-key-constraint
alter table employee add constraint fk_employee_moves_to foreign key (moves_to) references unit (id);
-- squawk-ignore constraint-missing-not-valid
alter table employee add constraint ck_employee_moves_on_a_day check (num_nulls(moves_to, moves_on) in (0, 2));
-- squawk-ignore require-concurrent-index-creation
create index ix_employee_moves_to on employee (moves_to) where moves_to is not null;
-- squawk-ignore require-concurrent-index-creation
create index ix_employee_born_on on employee (born_on);
alter table occupancy add column seconded boolean default false not null, add column act_number text,
    add column act_dated_on date, add column act_issuer text;
-- squawk-ignore constraint-missing-not-valid
alter table occupancy add constraint ck_occupancy_act_is_whole
    check (num_nulls(act_number, act_dated_on, act_issuer) in (0, 3));
create table national_grade (
    id uuid not null,
    source text not null,
    certainty text not null,
    code text not null,
    title text not null,
    kind text not null,
    grid_table integer not null,
    grade_code text not null,
    waiting_months integer not null,
    constraint pk_national_grade primary key (id),
    constraint uq_national_grade_code unique (code),
    constraint ck_national_grade_months_are_waited check (waiting_months > 0)
);
alter table national_grade enable row level security;
create table contract_pay (
    id uuid not null,
    effective_from date not null,
    employee_id uuid not null,
    unit_id uuid not null,
    monthly_vnd bigint not null,
    act_number text,
    act_dated_on date,
    act_issuer text,
    constraint pk_contract_pay primary key (id),
    constraint uq_contract_pay_employee_id_effective_from unique (employee_id, effective_from),
    constraint ck_contract_pay_pays_something check (monthly_vnd > 0),
    constraint ck_contract_pay_act_is_whole check (num_nulls(act_number, act_dated_on, act_issuer) in (0, 3)),
    constraint fk_contract_pay_employee_id foreign key (employee_id) references employee (id),
    constraint fk_contract_pay_unit_id foreign key (unit_id) references unit (id)
);
create index ix_contract_pay_unit_id on contract_pay (unit_id);
alter table contract_pay enable row level security
"""
BEFORE = """
drop table contract_pay;
drop table national_grade;
alter table occupancy drop constraint ck_occupancy_act_is_whole;
alter table occupancy drop column seconded, drop column act_number, drop column act_dated_on, drop column act_issuer;
drop index ix_employee_born_on;
alter table employee drop column moves_to, drop column moves_on
"""


def upgrade() -> None:
    # Wait briefly for a lock and never hold up the administration's work for long.
    op.execute("set local lock_timeout = '4s'")
    op.execute("set local statement_timeout = '60s'")
    for statement in SERVICE.split(";\n"):
        op.execute(statement)


def downgrade() -> None:
    op.execute("set local lock_timeout = '4s'")
    op.execute("set local statement_timeout = '60s'")
    for statement in BEFORE.split(";\n"):
        op.execute(statement)
