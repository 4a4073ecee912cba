"""Who may see and write which rows, and what nobody may change."""

from pathlib import Path

from alembic import op

from migrations.security import ROLE, RULES, statements

revision = "0002"
down_revision = "0001"

SQL = Path(__file__).parents[1] / "sql" / "security"
FUNCTIONS = (
    "guard_bonus_fund()", "guard_assessment()", "guard_pay_run()", "check_pay_lines(pay_run)",
    "queue_for_sealing()", "refuse_change()", "serves_in(uuid, uuid)", "parent_of(uuid)",
    "meritgrid_account(text)", "meritgrid_may(uuid, text, uuid)", "meritgrid_units(uuid, text)",
    "meritgrid_everywhere(uuid, text)", "refresh_unit_closure()",
)  # fmt: skip
CREATE_ROLE = f"""
do $$ begin
    create role {ROLE} login;
exception when duplicate_object or unique_violation then null;
end $$
"""


def upgrade() -> None:
    # Wait briefly for a lock and never hold up the administration's work for long.
    op.execute("set local lock_timeout = '4s'")
    op.execute("set local statement_timeout = '60s'")
    op.execute(CREATE_ROLE)
    op.execute(f"grant usage on schema public to {ROLE}")
    for part in ("rights", "guards", "decisions", "views"):
        for statement in (SQL / f"{part}.sql").read_text().split("\n\n"):
            op.execute(statement)
    op.execute(f"grant select on unit_now, pay_line_step to {ROLE}")
    for statement in statements():
        op.execute(statement)


def downgrade() -> None:
    op.execute("set local lock_timeout = '4s'")
    op.execute("set local statement_timeout = '60s'")
    op.execute("drop view pay_line_step, unit_now")
    for table in RULES:
        for verb in ("select", "insert", "update", "delete"):
            op.execute(f"drop policy if exists {table}_{verb} on {table}")
        op.execute(f"alter table {table} disable row level security")
        op.execute(f"revoke all on {table} from {ROLE}")
    # The role belongs to the whole server, where other databases may use it: it stays.
    op.execute(f"revoke usage on schema public from {ROLE}")
    for function in FUNCTIONS:
        op.execute(f"drop function {function} cascade")
