"""Rows of results and assessments are counted as they are written; a code is found by its beginning."""

from alembic import op

revision = "0009"
down_revision = "0008"

COUNTS = """
create table row_count (
    number bigint generated always as identity,
    table_name text not null,
    unit_id uuid not null,
    delta integer not null,
    constraint pk_row_count primary key (number)
);
lock table kpi_result, assessment in share row exclusive mode;
insert into row_count (table_name, unit_id, delta)
select 'kpi_result', unit_id, count(*) from kpi_result group by unit_id
union all
select 'assessment', unit_id, count(*) from assessment group by unit_id;
create index ix_employee_code_beginning on employee (code text_pattern_ops)
"""


def upgrade() -> None:
    # Wait briefly for a lock and never hold up the administration's work for long.
    op.execute("set local lock_timeout = '4s'")
    op.execute("set local statement_timeout = '60s'")
    # Nobody writes between the count and the triggers, which follow in this transaction.
    for statement in COUNTS.split(";\n"):
        op.execute(statement)


def downgrade() -> None:
    op.execute("set local lock_timeout = '4s'")
    op.execute("set local statement_timeout = '60s'")
    op.execute("drop index ix_employee_code_beginning")
    op.execute("drop table row_count")
