"""Reads of many rows find theirs by an index, as the application and under row security."""

import re
from datetime import date
from uuid import UUID

import pytest

from domain.areas import VIEWS
from domain.clock import today
from domain.database.sessions import APPLICATION_ROLE
from domain.people.names import sought
from domain.reading import compile as compiled
from domain.reading.ids import global_id
from domain.reading.selection import Selection

MONTH = {"month.from": 1, "month.to": 1}
# Of what a page asks for there are many, as in a trail of years: of a handful each way costs the same.
MANY_EVENTS = """
    set session_replication_role = replica;
    insert into audit_event
    select (jsonb_populate_record(e, jsonb_build_object(
        'id', gen_random_uuid(), 'subject', 'PayRun_x',
        'happened', case when n % 10 = 0 then 'pay_run.approved' else 'pay_run.reviewed' end,
        'actor_id', '00000000-0000-0000-0000-000000000001', 'unit_id', '00000000-0000-0000-0000-000000000001'))).*
    from audit_event e, generate_series(1, 10000) n where e.id = (select id from audit_event limit 1);
    set session_replication_role = origin;
    analyze audit_event
"""
YEARLY = {"words": {"periods": ("year",)}, "alone": frozenset({"periods"})}


def one(name, *children, sizes=None, words=None, alone=frozenset(), order=None, **arguments):
    """A field of a selection."""
    return Selection(
        name, name, arguments, sizes or {}, children, words=words or {}, alone=alone, order=order
    )


@pytest.fixture
async def plan(owner, actor_named):
    """The server's plan of a statement for HR, as it was carried out: the text of it, and its loops over a table."""
    hr = await actor_named("hr")
    await owner.execute("analyze")

    async def read(statement, *slots, language="en"):
        await owner.execute(f"set role {APPLICATION_ROLE}")
        sql = f"explain (analyze, costs off, timing off, buffers off, format text) {statement.sql}"
        rows = await owner.fetch(
            sql,
            *(read(slots[slot]) for slot, read in statement.takes),
            str(hr.id),
            today().isoformat(),
            language,
        )
        await owner.execute("reset role")
        return "\n".join(row[0] for row in rows)

    return read


async def test_children_are_found_by_their_parent_not_among_all_units(plan, owner):
    children = one("children", one("nodes", one("code")), sizes={"first": 100})
    tree = one(
        "units",
        one("nodes", children),
        sizes={"first": 100},
        words={"kinds": ("department",)},
        alone=frozenset({"kinds"}),
    )
    await owner.execute("set enable_seqscan = off")

    text = await plan(compiled.page(VIEWS, "Unit", tree))

    loops = [int(found) for found in re.findall(r"Index Scan using pk_unit on unit.*loops=(\d+)", text)]
    units = await owner.fetchval("select count(*) from unit")
    assert "using ix_unit_state_parent_id on unit_state" in text
    assert 0 < max(loops) <= units


async def test_what_waits_is_found_by_the_index_of_what_waits_whoever_asked_before(plan, owner):
    waiting = one(
        "assessments",
        one("nodes", one("id")),
        one("totalCount"),
        sizes={"first": 50},
        words={"states": ("proposed",)},
        alone=frozenset({"states"}),
    )
    statement = compiled.page(VIEWS, "Assessment", waiting)
    await owner.execute("set plan_cache_mode = force_generic_plan")

    text = await plan(statement)

    assert "'proposed'" in statement.sql
    assert text.count("using ix_assessment_proposed on assessment") == 2
    assert "Seq Scan on assessment" not in text


async def test_a_month_of_a_unit_is_found_by_unit_and_month(plan, owner):
    unit = await owner.fetchval("select unit_id from kpi_result limit 1")
    month = await owner.fetchval("select min(month) from kpi_result")
    await owner.execute("set enable_seqscan = off")
    results = one(
        "results", one("nodes", one("id")), one("totalCount"), sizes={"first": 50}, subtreeOf=0, **MONTH
    )

    text = await plan(compiled.page(VIEWS, "KpiResult", results), global_id("Unit", unit), month)

    assert "ix_kpi_result_unit_id_month" in text


async def test_a_source_is_said_in_vietnamese_by_the_key_of_each_of_its_texts(plan):
    salaries = one("baseSalaries", one("nodes", one("source")), sizes={"first": 50})

    text = await plan(compiled.page(VIEWS, "BaseSalary", salaries), language="vi")

    assert "using pk_translation on translation" in text
    assert "Seq Scan on translation" not in text


async def test_the_words_of_a_name_are_found_by_their_index(owner):
    await owner.execute("set enable_seqscan = off")
    _, words = sought("Nguyễn thị")

    rows = await owner.fetch("explain select id from employee where name_words @@ $1::text::tsquery", words)

    assert any("ix_employee_name_words" in row[0] for row in rows)


@pytest.mark.parametrize(
    ("view", "index", "asked"),
    [
        ("Assessment", "ix_assessment_period_score", {"order": ("SCORE", True), **YEARLY}),
        ("KpiResult", "ix_kpi_result_unit_id_month",
         {"order": ("MONTH", True), "unitIds": 0, "alone": frozenset({"unitIds"})}),
        ("Employee", "ix_employee_joined_on", {"order": ("JOINED_ON", True)}),
        ("Employee", "uq_employee_code", {"order": ("CODE", False)}),
        ("PayLine", "ix_pay_line_pay_run_id_amount",
         {"order": ("AMOUNT", True), "payRunIds": 1, "alone": frozenset({"payRunIds"})}),
        ("PayRun", "ix_pay_run_period_start", {"order": ("PERIOD_START", True)}),
        ("AuditEvent", "ix_audit_event_happened_id",
         {"words": {"kinds": ("pay_run.approved",)}, "alone": frozenset({"kinds"})}),
        ("AuditEvent", "ix_audit_event_actor_id_id", {"actorIds": 2, "alone": frozenset({"actorIds"})}),
        ("AuditEvent", "ix_audit_event_subject_id", {"subjects": 3, "alone": frozenset({"subjects"})}),
        ("AuditEvent", "ix_audit_event_unit_id_id", {"unitIds": 0, "alone": frozenset({"unitIds"})}),
        ("GradeHolding", "ix_grade_holding_step", {"salaryStepIds": 4, "alone": frozenset({"salaryStepIds"})}),
    ],
)  # fmt: skip
async def test_a_page_in_its_order_is_read_along_an_index(plan, owner, view, index, asked):
    if view == "AuditEvent":
        await owner.execute(MANY_EVENTS)
    ids = [[global_id(kind, UUID(int=1))] for kind in ("Unit", "PayRun", "Account")]
    slots = [*ids, ["PayRun_x"], [global_id("SalaryStep", UUID(int=1))]]
    for way in ("seqscan", "bitmapscan", "sort"):
        await owner.execute(f"set enable_{way} = off")
    page = one("page", one("nodes", one("id")), sizes={"first": 50}, **asked)

    text = await plan(compiled.page(VIEWS, view, page), *slots)

    assert re.search(rf"Index (Only )?Scan (Backward )?using {index} on", text), text
    assert not re.search(r"Seq Scan", text), text
    # What readers did themselves is sorted apart, and is little: it is put between the others in order.
    assert not re.search(r'(?<!Incremental )Sort \(.*\n.*\n? *Sort Key: (?!"\*SELECT\* 2")', text), text


async def test_the_people_of_a_unit_are_found_by_where_their_file_is_kept_or_goes(plan, owner):
    await owner.execute("set enable_seqscan = off")
    of_unit = one(
        "page", one("nodes", one("id")), sizes={"first": 50}, unitIds=0, alone=frozenset({"unitIds"})
    )

    text = await plan(compiled.page(VIEWS, "Employee", of_unit), [global_id("Unit", UUID(int=1))])

    assert "on ix_employee_unit_id_name_sort_key_code" in text, text
    assert "on ix_employee_moves_to" in text, text
    assert "Seq Scan" not in text


async def test_the_board_of_a_unit_in_a_period_sorts_no_more_than_the_units_own(plan, owner):
    unit, size = await owner.fetchrow(
        "select unit_id, count(*) from assessment where period = 'year' group by unit_id order by 2 desc limit 1"
    )
    await owner.execute("set enable_seqscan = off")
    board = one(
        "board", one("nodes", one("id")), sizes={"first": 100}, order=("SCORE", True),
        words={"periods": ("year",)}, alone=frozenset({"unitIds", "periods"}),
        unitIds=0, **{"periodStart.from": 1, "periodStart.to": 1},
    )  # fmt: skip

    text = await plan(compiled.page(VIEWS, "Assessment", board), [global_id("Unit", unit)], date(2026, 1, 1))

    found = re.search(r"using ix_assessment_unit_id_period_period_start on assessment.*rows=(\d+)", text)
    assert found, text
    assert int(found[1]) == size


async def test_people_of_a_grade_are_found_by_their_holdings_not_among_all(plan, owner):
    step, holdings = await owner.fetchrow(
        "select salary_step_id, count(*) from grade_holding group by 1 order by 2 limit 1"
    )
    await owner.execute("set enable_seqscan = off")
    people = one("employees", one("totalCount"), salaryStepIds=0, alone=frozenset({"salaryStepIds"}))

    text = await plan(compiled.page(VIEWS, "Employee", people), [global_id("SalaryStep", step)])

    loops = re.search(r"using uq_grade_holding_employee_id_effective_from on .*loops=(\d+)", text)
    assert loops, text
    assert int(loops[1]) <= holdings
