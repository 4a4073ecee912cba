"""Translations of the catalogues, and the language that an account prefers."""

from alembic import op

revision = "0012"
down_revision = "0011"

LANGUAGES = """
create table translation (
    language text not null,
    source uuid not null,
    text text not null,
    constraint pk_translation primary key (language, source)
);
create table preference (
    account_id uuid not null,
    language text,
    constraint pk_preference primary key (account_id),
    constraint fk_preference_account_id foreign key (account_id) references account (id),
    constraint ck_preference_language_known check (language in ('en', 'vi'))
)
"""


def upgrade() -> None:
    op.execute("set local lock_timeout = '4s'")
    op.execute("set local statement_timeout = '60s'")
    for statement in LANGUAGES.split(";\n"):
        op.execute(statement)


def downgrade() -> None:
    op.execute("set local lock_timeout = '4s'")
    op.execute("set local statement_timeout = '60s'")
    op.execute("drop table preference")
    op.execute("drop table translation")
