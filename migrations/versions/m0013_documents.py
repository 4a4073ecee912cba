"""The documents that clients register, by the hash of their text."""

from alembic import op

revision = "0013"
down_revision = "0012"

DOCUMENTS = """
create table client_document (
    client text not null,
    sha256 text not null,
    text text not null,
    registered_at timestamp with time zone not null,
    constraint pk_client_document primary key (client, sha256),
    constraint ck_client_document_hash_of_the_text check (sha256 = encode(sha256(convert_to(text, 'UTF8')), 'hex'))
);
create index ix_client_document_sha256 on client_document (sha256);
alter table client_document enable row level security
"""


def upgrade() -> None:
    # Wait briefly for a lock and never hold up the administration's work for long.
    op.execute("set local lock_timeout = '4s'")
    op.execute("set local statement_timeout = '60s'")
    for statement in DOCUMENTS.split(";\n"):
        op.execute(statement)


def downgrade() -> None:
    op.execute("set local lock_timeout = '4s'")
    op.execute("set local statement_timeout = '60s'")
    op.drop_table("client_document")
