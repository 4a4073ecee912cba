"""Jobs: work behind requests, as those who asked for it see it."""

from alembic import op

revision = "0021"
down_revision = "0020"

JOBS = """
create table job (
    id uuid not null,
    kind text not null,
    asked_by uuid not null,
    arguments jsonb not null,
    state text not null,
    done integer not null,
    total integer not null,
    starts integer not null,
    outcome jsonb,
    problem jsonb,
    asked_at timestamp with time zone not null,
    began_at timestamp with time zone,
    ended_at timestamp with time zone,
    constraint pk_job primary key (id),
    constraint fk_job_asked_by foreign key (asked_by) references account (id),
    constraint ck_job_state_known check (state in ('waiting', 'running', 'done', 'refused', 'cancelled', 'held')),
    constraint ck_job_ended_when_over check ((ended_at is null) = (state in ('waiting', 'running'))),
    constraint ck_job_refused_with_a_problem check ((problem is not null) = (state in ('refused', 'held'))),
    constraint ck_job_counts_from_nothing check (done >= 0 and total >= 0)
);
create index ix_job_asked_by on job (asked_by, id);
alter table job enable row level security
"""


def upgrade() -> None:
    # Wait briefly for a lock and never hold up the administration's work for long.
    op.execute("set local lock_timeout = '4s'")
    op.execute("set local statement_timeout = '60s'")
    for statement in JOBS.split(";\n"):
        op.execute(statement)


def downgrade() -> None:
    op.execute("set local lock_timeout = '4s'")
    op.execute("set local statement_timeout = '60s'")
    op.drop_table("job")
    op.execute("drop schema if exists queue cascade")
