"""Work is assigned for a month before what came of it is recorded."""

from alembic import op

revision = "0025"
down_revision = "0024"

TARGETS = """
create table target (
    id uuid not null,
    version integer not null,
    employee_id uuid not null,
    unit_id uuid not null,
    position_id uuid not null,
    product_id uuid not null,
    month date not null,
    quantity integer not null,
    due_on date not null,
    late_reason text,
    constraint pk_target primary key (id),
    constraint uq_target_employee_id_month_product_id unique (employee_id, month, product_id),
    constraint ck_target_month_by_its_first_day check (extract(day from month) = 1),
    constraint ck_target_quantity_positive check (quantity > 0),
    constraint ck_target_due_in_the_month_or_later check (due_on >= month),
    constraint fk_target_employee_id foreign key (employee_id) references employee (id),
    constraint fk_target_unit_id foreign key (unit_id) references unit (id),
    constraint fk_target_position_id foreign key (position_id) references position (id),
    constraint fk_target_product_id foreign key (product_id) references product (id)
);
create index ix_target_unit_id_month on target (unit_id, month);
create index ix_target_position_id on target (position_id);
create index ix_target_product_id on target (product_id);
alter table target enable row level security
"""


def upgrade() -> None:
    # Wait briefly for a lock and never hold up the administration's work for long.
    op.execute("set local lock_timeout = '4s'")
    op.execute("set local statement_timeout = '60s'")
    for statement in TARGETS.split(";\n"):
        op.execute(statement)


def downgrade() -> None:
    op.execute("set local lock_timeout = '4s'")
    op.execute("set local statement_timeout = '60s'")
    op.drop_table("target")
