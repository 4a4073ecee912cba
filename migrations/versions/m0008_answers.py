"""What an idempotency key replays is JSON: a batch, too, answers the same again."""

from alembic import op

revision = "0008"
down_revision = "0007"

# A batch kept its first id alone: sent again, it is refused row by row instead of answered in part.
ANSWERS = """
delete from answered_request where operation = 'recordResults';
alter table answered_request add column answer jsonb;
update answered_request set answer = to_jsonb(case operation
    when 'grantRight' then 'AccessGrant_'
    when 'confirmRight' then 'AccessGrant_'
    when 'revokeRight' then 'AccessGrant_'
    when 'requestRight' then 'AccessRequest_'
    when 'proposeAssessment' then 'Assessment_'
    when 'confirmAssessment' then 'Assessment_'
    when 'openBonusFunds' then 'Unit_'
    when 'withdrawRegulation' then 'Unit_'
    when 'setGrade' then 'GradeHolding_'
    when 'withdrawGrade' then 'Employee_'
    when 'draftRegulation' then 'Regulation_'
    when 'publishRegulation' then 'Regulation_'
    else 'PayRun_' end || answer_id);
-- Few rows stand there, and only what replays keys reads them.
-- squawk-ignore adding-not-nullable-field, ban-drop-column
alter table answered_request alter column answer set not null, drop column answer_id
"""
IDS = """
delete from answered_request where jsonb_typeof(answer) <> 'string';
alter table answered_request add column answer_id uuid;
update answered_request set answer_id = cast(right(answer #>> '{}', 36) as uuid);
alter table answered_request alter column answer_id set not null, drop column answer
"""


def upgrade() -> None:
    # Wait briefly for a lock and never hold up the administration's work for long.
    op.execute("set local lock_timeout = '4s'")
    op.execute("set local statement_timeout = '60s'")
    for statement in ANSWERS.split(";\n"):
        op.execute(statement)


def downgrade() -> None:
    op.execute("set local lock_timeout = '4s'")
    op.execute("set local statement_timeout = '60s'")
    for statement in IDS.split(";\n"):
        op.execute(statement)
