"""Names are found without accents and stand in Vietnamese order; what waits and what a month holds are found at once."""

from alembic import op

revision = "0007"
down_revision = "0006"

TABLES = r"""
alter table employee
    add column name_words tsvector not null generated always as (array_to_tsvector(array_remove(string_to_array(
    normalize(translate(lower(normalize(full_name, NFD) collate "C"), 'Đ-''’.,/()', 'đ        '), NFC) || ' ' || translate(regexp_replace(translate(lower(normalize(full_name, NFD) collate "C"), 'Đ-''’.,/()', 'đ        '), '[\u0300-\u036f]', '', 'g'), 'đ', 'd'), ' '), ''))) stored,
    add column name_sort_key text collate "C" not null generated always as ((replace(translate(translate(regexp_replace(btrim(regexp_replace(translate(lower(normalize(full_name, NFD) collate "C"), 'Đ-''’.,/()', 'đ        '), ' +', ' ', 'g')), '^.* ', ''), U&'\0300\0309\0303\0301\0323', ''), U&'\0306\0302\031b ', '{|}-'), 'đ', 'd}') || '!' || translate(regexp_replace(regexp_replace(btrim(regexp_replace(translate(lower(normalize(full_name, NFD) collate "C"), 'Đ-''’.,/()', 'đ        '), ' +', ' ', 'g')), '^.* ', ''), U&'[^\0300\0309\0303\0301\0323]', '.', 'g'), U&'\0300\0309\0303\0301\0323', '12345') || ' ' || replace(translate(translate(regexp_replace(btrim(regexp_replace(translate(lower(normalize(full_name, NFD) collate "C"), 'Đ-''’.,/()', 'đ        '), ' +', ' ', 'g')), '[^ ]+$', ''), U&'\0300\0309\0303\0301\0323', ''), U&'\0306\0302\031b ', '{|}-'), 'đ', 'd}') || '!' || translate(regexp_replace(regexp_replace(btrim(regexp_replace(translate(lower(normalize(full_name, NFD) collate "C"), 'Đ-''’.,/()', 'đ        '), ' +', ' ', 'g')), '[^ ]+$', ''), U&'[^\0300\0309\0303\0301\0323]', '.', 'g'), U&'\0300\0309\0303\0301\0323', '12345')) collate "C") stored;

create index ix_employee_unit_id_name_sort_key_code on employee (unit_id, name_sort_key, code);

create index ix_employee_name_sort_key_code on employee (name_sort_key, code);

create index ix_employee_name_words on employee using gin (name_words);

drop index ix_employee_unit_id_code;

create index ix_kpi_result_unit_id_month on kpi_result (unit_id, month);

create index ix_assessment_proposed on assessment (employee_id, period, period_start) where state = 'proposed';
"""


def upgrade() -> None:
    # Wait briefly for a lock and never hold up the administration's work for long.
    op.execute("set local lock_timeout = '4s'")
    op.execute("set local statement_timeout = '60s'")
    for statement in TABLES.split("\n\n"):
        op.execute(statement)


def downgrade() -> None:
    op.execute("set local lock_timeout = '4s'")
    op.execute("set local statement_timeout = '60s'")
    op.execute("drop index ix_assessment_proposed, ix_kpi_result_unit_id_month")
    op.execute("create index ix_employee_unit_id_code on employee (unit_id, code)")
    op.execute("alter table employee drop column name_words, drop column name_sort_key")
