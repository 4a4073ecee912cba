"""Leaves of people, each from a day until another by an act."""

from alembic import op

revision = "0027"
down_revision = "0026"

LEAVES = """
create table leave (
    id uuid not null,
    effective_from date not null,
    employee_id uuid not null,
    unit_id uuid not null,
    kind text not null,
    effective_until date,
    act_number text,
    act_dated_on date,
    act_issuer text,
    constraint pk_leave primary key (id),
    constraint uq_leave_employee_id_effective_from unique (employee_id, effective_from),
    constraint ck_leave_kind_known check (kind in ('unpaid_leave', 'sick_leave', 'maternity_leave')),
    constraint ck_leave_ends_after_it_begins check (effective_until > effective_from),
    constraint ck_leave_act_is_whole check (num_nulls(act_number, act_dated_on, act_issuer) in (0, 3)),
    constraint fk_leave_employee_id foreign key (employee_id) references employee (id),
    constraint fk_leave_unit_id foreign key (unit_id) references unit (id)
);
create index ix_leave_unit_id on leave (unit_id);
alter table leave enable row level security
"""


def upgrade() -> None:
    # Wait briefly for a lock and never hold up the administration's work for long.
    op.execute("set local lock_timeout = '4s'")
    op.execute("set local statement_timeout = '60s'")
    for statement in LEAVES.split(";\n"):
        op.execute(statement)


def downgrade() -> None:
    op.execute("set local lock_timeout = '4s'")
    op.execute("set local statement_timeout = '60s'")
    op.execute("drop table leave")
