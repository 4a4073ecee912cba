"""What a step reads, and the unit of its number: of sentences from now on."""

from alembic import op

revision = "0017"
down_revision = "0016"

INPUTS = """
alter table step_sentence add column unit text, add column inputs json;
-- A few hundred rows are looked through.
-- squawk-ignore constraint-missing-not-valid
alter table step_sentence add constraint ck_step_sentence_unit_with_inputs check ((unit is null) = (inputs is null))
"""


def upgrade() -> None:
    # Wait briefly for a lock and never hold up the administration's work for long.
    op.execute("set local lock_timeout = '4s'")
    op.execute("set local statement_timeout = '60s'")
    for statement in INPUTS.split(";\n"):
        op.execute(statement)


def downgrade() -> None:
    op.execute("set local lock_timeout = '4s'")
    op.execute("set local statement_timeout = '60s'")
    op.execute("alter table step_sentence drop column unit, drop column inputs")
