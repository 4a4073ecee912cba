"""An event has the database's own time; rows written as a set are named by one event."""

from alembic import op

revision = "0005"
down_revision = "0004"

COLUMNS = """
alter table audit_event add column day date, add column tables text, add column rows integer,
    add column rows_root bytea, add column follows uuid
"""
SETS = """
create table audit_set (
    number bigint generated always as identity,
    table_name text not null,
    rows integer not null,
    ids uuid[] not null,
    leaves bytea not null,
    columns text[] not null,
    event_id uuid,
    constraint pk_audit_set primary key (number)
)
"""
WAITING = """
alter table audit_unsealed add column number bigint generated always as identity,
    add constraint uq_audit_unsealed_number unique (number)
"""
INDEXES = (
    "create index ix_audit_set_event_id on audit_set (event_id)",
    "create index ix_audit_set_untold on audit_set (number) where event_id is null",
)
# What stood before anybody noted changes is taken as it is, a table an event of the system account.
ADOPT = """
do $$
declare
    adopted text;
    stated text;
    told uuid;
    moment timestamptz;
    today date;
    number_of_rows int;
    hashes bytea;
    level bytea;
    said text[];
    words text;
    word text;
begin
    set local timezone = 'UTC';
    set local datestyle = 'ISO';
    foreach adopted in array array['pay_run', 'pay_line', 'bonus_fund', 'assessment', 'kpi_result', 'access_grant',
                                   'account', 'regulation', 'grade_holding', 'conduct_finding'] loop
        stated := case adopted when 'pay_line' then 'encode(t.leaf, ''hex'')' else 'to_jsonb(t)::text' end;
        told := gen_random_uuid();
        execute format('insert into audit_set (table_name, rows, ids, leaves, columns, event_id)
            select %1$L, count(*), array_agg(id order by id), string_agg(sha256(''\\x00''::bytea || convert_to(
                ''15:meritgrid row 1,'' || octet_length(%1$L) || '':'' || %1$L || '',36:'' || id || '',''
                || octet_length(state) || '':'' || state || '','', ''UTF8'')), ''''::bytea order by id), $2, $1
            from (select id, %2$s as state from %1$I t offset 0) s having count(*) > 0', adopted, stated)
            using told, case adopted when 'pay_line' then array['leaf'] else array(
                select attname::text from pg_attribute
                where attrelid = adopted::regclass and attnum > 0 and not attisdropped order by attnum) end;
        select rows, leaves into number_of_rows, hashes from audit_set where event_id = told;
        continue when not found;
        level := hashes;
        while octet_length(level) > 32 loop
            level := (select string_agg(sha256('\\x01'::bytea || substr(level, 64 * pair + 1, 64)), ''::bytea order by pair)
                      from generate_series(0, octet_length(level) / 64 - 1) pair)
                     || substr(level, octet_length(level) / 64 * 64 + 1);
        end loop;
        moment := clock_timestamp();
        today := (moment + interval '7 hours')::date;
        said := array['meritgrid event 2', told::text, ((extract(epoch from moment) * 1000000)::bigint)::text,
            today::text, '00000000-0000-7000-8000-000000000001', adopted || '.adopted', adopted, null,
            'as it stood before changes were noted', null, null, adopted, number_of_rows::text,
            encode(level, 'hex'), null];
        words := '';
        foreach word in array said loop
            words := words || case when word is null then '-,' else octet_length(word) || ':' || word || ',' end;
        end loop;
        insert into audit_event (id, at, day, actor_id, happened, subject, reason, tables, rows, rows_root, leaf)
        values (told, moment, today, '00000000-0000-7000-8000-000000000001', adopted || '.adopted', adopted,
                'as it stood before changes were noted', adopted, number_of_rows, level,
                sha256('\\x00'::bytea || convert_to(words, 'UTF8')));
        insert into audit_unsealed (event_id) values (told) on conflict (event_id) do nothing;
    end loop;
end $$
"""


def upgrade() -> None:
    # Wait briefly for a lock and never hold up the administration's work for long.
    op.execute("set local lock_timeout = '4s'")
    op.execute("set local statement_timeout = '60s'")
    op.execute(COLUMNS)
    op.execute(WAITING)
    op.execute(SETS)
    for index in INDEXES:
        op.execute(index)
    # Reads whole tables, and locks none of them.
    op.execute("set local statement_timeout = '900s'")
    op.execute(ADOPT)


def downgrade() -> None:
    op.execute("set local lock_timeout = '4s'")
    op.execute("set local statement_timeout = '60s'")
    op.execute("drop table audit_set")
    op.execute("alter table audit_unsealed drop column number")
    op.execute(
        "alter table audit_event drop column day, drop column tables, drop column rows, drop column rows_root,"
        " drop column follows"
    )
