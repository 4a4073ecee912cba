"""One person is put on hold for a period, and a run names whom it leaves out."""

from alembic import op

revision = "0023"
down_revision = "0022"

HOLDS = """
create table payment_hold (
    id uuid not null,
    version integer not null,
    employee_id uuid not null,
    unit_id uuid not null,
    kind text not null,
    period text not null,
    period_start date not null,
    reason text not null,
    held_by uuid not null,
    held_at timestamptz not null,
    released_by uuid,
    released_at timestamptz,
    release_reason text,
    constraint pk_payment_hold primary key (id),
    constraint ck_payment_hold_period_known check (period in ('month', 'quarter', 'half_year', 'year')),
    constraint ck_payment_hold_released_whole check (num_nulls(released_by, released_at, release_reason) in (0, 3)),
    constraint fk_payment_hold_employee_id foreign key (employee_id) references employee (id),
    constraint fk_payment_hold_unit_id foreign key (unit_id) references unit (id)
);
create unique index uq_payment_hold_unreleased on payment_hold (employee_id, kind, period_start) where released_by is null;
create index ix_payment_hold_unit_id on payment_hold (unit_id);
alter table payment_hold enable row level security;
create table pay_run_exclusion (
    id uuid not null,
    pay_run_id uuid not null,
    employee_id uuid not null,
    unit_id uuid not null,
    hold_id uuid,
    paid_by_run_id uuid,
    constraint pk_pay_run_exclusion primary key (id),
    constraint uq_pay_run_exclusion_pay_run_id_employee_id_unit_id unique (pay_run_id, employee_id, unit_id),
    constraint ck_pay_run_exclusion_one_reason check (num_nulls(hold_id, paid_by_run_id) = 1),
    constraint fk_pay_run_exclusion_pay_run_id foreign key (pay_run_id) references pay_run (id),
    constraint fk_pay_run_exclusion_employee_id foreign key (employee_id) references employee (id),
    constraint fk_pay_run_exclusion_unit_id foreign key (unit_id) references unit (id),
    constraint fk_pay_run_exclusion_hold_id foreign key (hold_id) references payment_hold (id),
    constraint fk_pay_run_exclusion_paid_by_run_id foreign key (paid_by_run_id) references pay_run (id)
);
create index ix_pay_run_exclusion_employee_id on pay_run_exclusion (employee_id);
alter table pay_run_exclusion enable row level security
"""
BEFORE = """
drop table pay_run_exclusion;
drop table payment_hold
"""


def upgrade() -> None:
    # Wait briefly for a lock and never hold up the administration's work for long.
    op.execute("set local lock_timeout = '4s'")
    op.execute("set local statement_timeout = '60s'")
    for statement in HOLDS.split(";\n"):
        op.execute(statement)


def downgrade() -> None:
    op.execute("set local lock_timeout = '4s'")
    op.execute("set local statement_timeout = '60s'")
    for statement in BEFORE.split(";\n"):
        op.execute(statement)
