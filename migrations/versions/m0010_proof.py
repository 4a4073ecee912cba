"""Leaves are salted, lines are narrow, and what a step says is written once."""

from alembic import op

revision = "0010"
down_revision = "0009"

# Each employee has a secret, and so has the administration: 244 bits of chance as a key of HMAC-SHA256, kept as the two
# keys that it is padded to.
SECRETS = """
create table secret (
    owner_id uuid not null,
    inner_key bytea,
    outer_key bytea,
    constraint pk_secret primary key (owner_id)
);
lock table employee in share row exclusive mode;
insert into secret (owner_id, inner_key, outer_key)
select k.id, string_agg(int8send(k.word # 3906369333256140342), ''::bytea order by k.place)
             || decode(repeat('36', 32), 'hex'),
       string_agg(int8send(k.word # 6655295901103053916), ''::bytea order by k.place) || decode(repeat('5c', 32), 'hex')
from (select d.id, p.place, ('x' || substr(d.key, 16 * p.place - 15, 16))::bit(64)::bigint as word
      from (select a.id, encode(sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())), 'hex') as key
            from (select id from employee union all select '00000000-0000-7000-8000-000000000001') a
            offset 0) d, generate_series(1, 4) p (place)) k
group by k.id;
alter table audit_event add column secret_of uuid
"""
# What stands there of before stays as it is: its hashes cover it.
LINES = """
create table step_sentence (
    hash text not null,
    says text not null,
    certainty text not null,
    law text not null,
    agreement text not null,
    choice text not null,
    parameters json not null,
    constraint pk_step_sentence primary key (hash)
);
create table pay_run_columns (
    pay_run_id uuid not null,
    name text not null,
    sha256 text not null,
    rows integer not null,
    content bytea not null,
    constraint pk_pay_run_columns primary key (pay_run_id, name),
    constraint fk_pay_run_columns_pay_run_id foreign key (pay_run_id) references pay_run (id)
);
create table pay_line_values (
    pay_run_id uuid not null,
    chunk integer not null,
    content text[] not null,
    constraint pk_pay_line_values primary key (pay_run_id, chunk),
    constraint ck_pay_line_values_in_order check (chunk >= 0 and array_ndims(content) = 1 and array_lower(content, 1) = 1
        and cardinality(content) between 1 and 500 and array_position(content, null) is null),
    constraint fk_pay_line_values_pay_run_id foreign key (pay_run_id) references pay_run (id)
);
alter table pay_run add column release text, add column stand_ins json;
alter table pay_run_rules add column model_id text, add column model_version text;
-- Few rows stand there, and what they lack from now on stands elsewhere.
alter table pay_run_step add column sentence text;
-- squawk-ignore ban-drop-not-null
alter table pay_run_step alter column says drop not null;
-- squawk-ignore ban-drop-not-null
alter table pay_run_step alter column certainty drop not null;
-- squawk-ignore ban-drop-not-null
alter table pay_run_step alter column law drop not null;
-- squawk-ignore ban-drop-not-null
alter table pay_run_step alter column agreement drop not null;
-- squawk-ignore ban-drop-not-null
alter table pay_run_step alter column choice drop not null;
-- squawk-ignore ban-drop-not-null
alter table pay_run_step alter column parameters drop not null;
-- squawk-ignore constraint-missing-not-valid, adding-foreign-key-constraint
alter table pay_run_step add constraint fk_pay_run_step_sentence foreign key (sentence) references step_sentence (hash);
-- squawk-ignore constraint-missing-not-valid
alter table pay_run_step add constraint ck_pay_run_step_said_once check ((sentence is null) = (says is not null));
-- squawk-ignore ban-drop-not-null
alter table pay_run_trace alter column content drop not null;
-- A million lines are looked through and indexed within seconds; nobody makes a run while the release changes.
alter table pay_line add column place integer;
-- squawk-ignore ban-drop-not-null
alter table pay_line alter column steps drop not null;
-- squawk-ignore ban-drop-not-null
alter table pay_line alter column model_id drop not null;
-- squawk-ignore ban-drop-not-null
alter table pay_line alter column model_version drop not null;
-- squawk-ignore ban-drop-not-null
alter table pay_line alter column parameters_hash drop not null;
-- squawk-ignore ban-drop-constraint
alter table pay_line drop constraint uq_pay_line_pay_run_id_employee_id;
-- squawk-ignore constraint-missing-not-valid, disallowed-unique-constraint
alter table pay_line add constraint uq_pay_line_pay_run_id_employee_id_unit_id unique (pay_run_id, employee_id, unit_id);
-- squawk-ignore constraint-missing-not-valid
alter table pay_line add constraint ck_pay_line_values_once check ((place is null) = (steps is not null))
"""
UNDONE = """
drop table pay_line_values;
drop table pay_run_columns;
alter table pay_line drop column place, alter column steps set not null, alter column model_id set not null,
    alter column model_version set not null, alter column parameters_hash set not null,
    drop constraint uq_pay_line_pay_run_id_employee_id_unit_id,
    add constraint uq_pay_line_pay_run_id_employee_id unique (pay_run_id, employee_id);
-- squawk-ignore ban-drop-not-null
alter table pay_run_trace alter column content set not null;
alter table pay_run_step drop column sentence, alter column says set not null, alter column certainty set not null,
    alter column law set not null, alter column agreement set not null, alter column choice set not null,
    alter column parameters set not null;
drop table step_sentence;
alter table pay_run_rules drop column model_id, drop column model_version;
alter table pay_run drop column release, drop column stand_ins;
alter table audit_event drop column secret_of;
drop table secret
"""


def upgrade() -> None:
    # Wait briefly for a lock and never hold up the administration's work for long.
    op.execute("set local lock_timeout = '4s'")
    op.execute("set local statement_timeout = '60s'")
    # Nobody is added between the secrets and the trigger that makes the next, which follows in this transaction.
    for statement in (SECRETS + ";\n" + LINES).split(";\n"):
        op.execute(statement)


def downgrade() -> None:
    op.execute("set local lock_timeout = '4s'")
    op.execute("set local statement_timeout = '60s'")
    for statement in UNDONE.split(";\n"):
        op.execute(statement)
