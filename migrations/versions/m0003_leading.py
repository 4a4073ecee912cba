"""What is found each month about those who lead: the criteria d, đ and e of Decree 335/2025 art. 15."""

from alembic import op

revision = "0003"
down_revision = "0002"

COLUMNS = """
alter table assessment
    add column field_result text not null default 'none',
    add column organising text not null default 'none',
    add column uniting text not null default 'none';

alter table assessment
    add constraint ck_assessment_field_result_known
        check (field_result in ('none', 'all_completed', 'someone_not_completed')),
    add constraint ck_assessment_organising_known
        check (organising in ('none', 'with_initiatives', 'without_initiatives', 'short_delay', 'prolonged_delay')),
    add constraint ck_assessment_uniting_known
        check (uniting in ('none', 'united', 'short_conflict', 'prolonged_conflict')),
    add constraint ck_assessment_leads_in_all_or_nothing
        check ((field_result = 'none') = (organising = 'none') and (organising = 'none') = (uniting = 'none')),
    add constraint ck_assessment_leads_in_a_month
        check (period = 'month' or field_result = 'none');
"""


def upgrade() -> None:
    # Wait briefly for a lock and never hold up the administration's work for long.
    op.execute("set local lock_timeout = '4s'")
    op.execute("set local statement_timeout = '60s'")
    for statement in COLUMNS.split("\n\n"):
        op.execute(statement)
    op.execute("grant update (field_result, organising, uniting) on assessment to meritgrid_app")


def downgrade() -> None:
    op.execute("set local lock_timeout = '4s'")
    op.execute("set local statement_timeout = '60s'")
    op.execute("alter table assessment drop column field_result, drop column organising, drop column uniting")
