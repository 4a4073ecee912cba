"""Allowances of people, each kind from a day on by an act."""

from alembic import op

revision = "0026"
down_revision = "0025"

ALLOWANCES = """
create table allowance (
    id uuid not null,
    effective_from date not null,
    employee_id uuid not null,
    unit_id uuid not null,
    kind text not null,
    value integer not null,
    leadership_code text,
    act_number text,
    act_dated_on date,
    act_issuer text,
    constraint pk_allowance primary key (id),
    constraint uq_allowance_employee_id_kind_effective_from unique (employee_id, kind, effective_from),
    constraint ck_allowance_kind_known check (kind in ('leadership_code', 'public_duty', 'other_percentages_bp',
        'regional_coefficient_hundredths', 'responsibility_coefficient_hundredths', 'hard_area_years',
        'reserved_coefficient_hundredths')),
    constraint ck_allowance_value_is_none_or_more check (value >= 0),
    constraint ck_allowance_code_is_of_leadership check
        ((leadership_code is not null) = (kind = 'leadership_code' and value > 0)),
    constraint ck_allowance_act_is_whole check (num_nulls(act_number, act_dated_on, act_issuer) in (0, 3)),
    constraint fk_allowance_employee_id foreign key (employee_id) references employee (id),
    constraint fk_allowance_unit_id foreign key (unit_id) references unit (id)
);
create index ix_allowance_unit_id on allowance (unit_id);
alter table allowance enable row level security
"""


def upgrade() -> None:
    # Wait briefly for a lock and never hold up the administration's work for long.
    op.execute("set local lock_timeout = '4s'")
    op.execute("set local statement_timeout = '60s'")
    for statement in ALLOWANCES.split(";\n"):
        op.execute(statement)


def downgrade() -> None:
    op.execute("set local lock_timeout = '4s'")
    op.execute("set local statement_timeout = '60s'")
    op.execute("drop table allowance")
