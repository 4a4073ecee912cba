"""The tables of every area."""

from pathlib import Path

from alembic import op

revision = "0001"
down_revision = None

SQL = Path(__file__).parents[1] / "sql" / "tables"
# In the order of who refers to whom.
AREAS = (
    "organisation",
    "grids",
    "people",
    "goals",
    "results",
    "regulations",
    "assessments",
    "funds",
    "access",
    "pay_runs",
    "audit",
)


def upgrade() -> None:
    # Wait briefly for a lock and never hold up the administration's work for long.
    op.execute("set local lock_timeout = '4s'")
    op.execute("set local statement_timeout = '60s'")
    for area in AREAS:
        for statement in (SQL / f"{area}.sql").read_text().split("\n\n"):
            op.execute(statement)


def downgrade() -> None:
    op.execute("set local lock_timeout = '4s'")
    op.execute("set local statement_timeout = '60s'")
    for area in reversed(AREAS):
        text = (SQL / f"{area}.sql").read_text()
        created = [line.split()[2] for line in text.splitlines() if line.startswith("create table")]
        op.execute(f"drop table {', '.join(created)}")
