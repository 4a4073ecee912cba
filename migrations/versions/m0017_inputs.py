"""What a step reads, and the unit of its number: of sentences from now on."""

from alembic import op

revision = "0017"
down_revision = "0016"

INPUTS = """
alter table step_sentence add column if not exists unit text, add column if not exists inputs json;
-- A few hundred rows are looked through.
-- squawk-ignore constraint-missing-not-valid
alter table step_sentence add constraint ck_step_sentence_unit_with_inputs check ((unit is null) = (inputs is null))
"""
# What a sentence is named by covers both: where one stands they stay, for the upgrade that comes again.
UNDONE = """
do $$ begin
    alter table step_sentence drop constraint ck_step_sentence_unit_with_inputs;
    if not exists (select from step_sentence where inputs is not null) then
        alter table step_sentence drop column unit, drop column inputs;
    end if;
end $$
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
    op.execute(UNDONE)
