"""What is found each month about those who lead: the criteria d, đ and e of Decree 335/2025 art. 15."""

from pathlib import Path

from alembic import op

from migrations.security import LEADING, ROLE

revision = "0003"
down_revision = "0002"

SQL = Path(__file__).parents[1] / "sql" / "tables" / "leading.sql"
FINDINGS = ", ".join(LEADING)


def upgrade() -> None:
    # Wait briefly for a lock and never hold up the administration's work for long.
    op.execute("set local lock_timeout = '4s'")
    op.execute("set local statement_timeout = '60s'")
    for statement in SQL.read_text().split("\n\n"):
        op.execute(statement)
    op.execute(f"grant update ({FINDINGS}) on assessment to {ROLE}")


def downgrade() -> None:
    op.execute("set local lock_timeout = '4s'")
    op.execute("set local statement_timeout = '60s'")
    op.execute(f"alter table assessment {', '.join(f'drop column {name}' for name in LEADING)}")
