"""One statement for a whole answer, and nothing of what a client sent inside of it."""

import asyncio
import json
import re
from datetime import UTC, date, datetime
from enum import Enum

import asyncpg
import pytest

from domain.areas import VIEWS
from domain.clock import today
from domain.database.sessions import APPLICATION_ROLE
from domain.reading import compile as compiled
from domain.reading.selection import Selection
from domain.reading.view import Many


class Period(Enum):
    """Words of an enum, as they come."""

    MONTH = "month"


NOBODY = "0192f7c2-0000-7000-8000-000000000000"
LONG_AGO, IN_THE_END = date(1900, 1, 1), date(9000, 1, 1)
# What no row has, by the name of the argument: else a word, or a list of one, that no row has.
STRANGE = {
    **{
        name: [2_000_000_000]
        for name in ("steps", "gridTables", "complexityGroups", "numbers", "rulesNumbers")
    },
    "assessed": {"period": Period.MONTH, "start": LONG_AGO},
    "number": 2_000_000_000,
    **dict.fromkeys(("code", "codePrefix", "search", "subject"), "no such thing"),
    "years": [1900, 1901],
    "classes": ["elsewhere"],
}
EITHER_OR = {
    "acting", "closed", "confirmed", "counts", "hasGrade", "hasPosition", "holdsFund", "isProgram", "leader",
    "hasParent", "inForce", "published", "released", "vacant",
}  # fmt: skip
# Of what an id is whose argument has another name.
OTHERS = {"inheritedBy": "Unit", "parent": "Unit", "actor": "Account", "subtreeOf": "Unit"}
# What belongs to members that are objects themselves.
INSIDE = {"money": ("amount", "currency", "formatted"), "value": ("unit", "number", "option", "formatted")}
# Of what the demo has none.
EMPTY = {"AccessRequest", "Allowance", "PaymentHold"}
PEOPLE = {"employee", "occupancy", "assessment", "kpi_result", "grade_holding", "pay_line"}


def one(name, *children, key="", sizes=None, **arguments):
    """A field of a selection."""
    return Selection(key or name, name, arguments, sizes or {}, children)


NESTED = one(
    "employees",
    one(
        "nodes",
        one("id"),
        one("fullName"),
        one("unit", one("name")),
        one("position", one("title")),
        one("assessments", one("nodes", one("score", one("hundredths"))), sizes={"first": 4}, periods=0),
    ),
    sizes={"first": 100},
)


@pytest.fixture
async def as_hr(owner, actor_named):
    """Run a statement as the application does for HR; answers its rows."""
    hr = await actor_named("hr")
    await owner.execute("set track_functions = 'all'")
    await owner.execute(f"set role {APPLICATION_ROLE}")

    async def run(statement, *slots, before=""):
        binds = [read(slots[slot]) for slot, read in statement.takes]
        return await owner.fetch(before + statement.sql, *binds, str(hr.id), today().isoformat(), "en")

    return run


async def test_a_nested_read_is_one_statement(as_hr):
    rows = await as_hr(compiled.page(VIEWS, "Employee", NESTED), ["month"])

    (answer,) = [json.loads(row[0]) for row in rows]
    assert len(answer["nodes"]) == 100
    assert max(len(node["assessments"]["nodes"]) for node in answer["nodes"]) == 4


async def test_no_people_are_searched_one_by_one(as_hr, owner):
    await owner.execute("set enable_seqscan = off")

    rows = await as_hr(compiled.page(VIEWS, "Employee", NESTED), ["month"], before="explain ")

    plan = "\n".join(row[0] for row in rows)
    assert set(re.findall(r"Seq Scan on (\w+)", plan)) & PEOPLE == set()
    assert set(re.findall(r"Index Scan (?:Backward )?using \w+ on (\w+)", plan)) >= PEOPLE & {
        "employee",
        "assessment",
    }
    assert "Sort Key" not in plan.replace("Sort Key: ((unit_state.effective_from", "")


async def test_each_right_is_asked_for_once_however_many_rows_there_are(as_hr, owner):
    async with owner.transaction():
        await as_hr(compiled.page(VIEWS, "Employee", NESTED), ["month"])
        calls = await owner.fetch(
            "select funcname, calls from pg_stat_xact_user_functions where funcname like 'meritgrid%'"
        )

    # employee, occupancy and assessment ask whether the actor may read everywhere; who may is asked nothing more.
    assert {call["funcname"]: call["calls"] for call in calls} == {"meritgrid_everywhere": 3}


def test_what_a_client_sends_is_never_a_part_of_the_statement():
    asked = one("employees", one("nodes", one("id")), sizes={"first": 1}, search=0, unitIds=1, after=2)

    statement = compiled.page(VIEWS, "Employee", asked)

    assert sorted(slot for slot, _ in statement.takes) == [0, 1, 2, 2]
    assert set(re.findall(r"\$\d+", statement.sql)) == {f"${place}" for place in range(1, 8)}


async def test_an_object_may_have_more_members_than_a_function_has_arguments(as_hr):
    many = [one("code", key=f"code{number}") for number in range(300)]
    asked = one("employees", one("nodes", *many), sizes={"first": 1})

    rows = await as_hr(compiled.page(VIEWS, "Employee", asked))

    (node,) = json.loads(rows[0][0])["nodes"]
    assert len(node) == 300
    assert set(node.values()) == {node["code0"]}


async def test_an_object_may_be_asked_for_nothing(as_hr):
    rows = await as_hr(compiled.page(VIEWS, "Employee", one("employees", one("nodes"), sizes={"first": 2})))

    assert json.loads(rows[0][0]) == {"nodes": [{}, {}]}


@pytest.mark.parametrize("name", sorted(VIEWS))
async def test_every_column_of_every_view_is_sound_json(as_hr, name):
    view = VIEWS[name]
    columns = [one(key, *_members(column)) for key, column in view.columns.items()]
    asked = one("rows", one("nodes", *columns), one("totalCount"), sizes={"first": 100})

    rows = await as_hr(compiled.page(VIEWS, name, asked))

    answer = json.loads(rows[0][0])
    assert len(answer["nodes"]) == min(answer["totalCount"], 100)
    assert all(
        node[column] is not None
        for node in answer["nodes"]
        for column, stored in view.columns.items()
        if not stored.nullable
    )


@pytest.mark.parametrize("name", sorted(VIEWS))
async def test_every_relation_of_every_view_is_sound_json(as_hr, name):
    view = VIEWS[name]
    relations = [one(relation, *_least(view.relations[relation])) for relation in view.relations]
    sized = [
        Selection(each.key, each.name, {}, _size(view.relations[each.name]), each.children)
        for each in relations
    ]
    asked = one("rows", one("nodes", *sized), sizes={"first": 20})

    rows = await as_hr(compiled.page(VIEWS, name, asked))

    answer = json.loads(rows[0][0])
    assert all(set(node) == set(view.relations) for node in answer["nodes"])
    assert all(
        node[relation] is not None
        for node in answer["nodes"]
        for relation, way in view.relations.items()
        if getattr(way, "required", True)
    )


@pytest.mark.parametrize(
    ("name", "argument"),
    sorted(
        (name, each)
        for name, view in VIEWS.items()
        for each in set(view.filters) - EITHER_OR - {"unassessed"}
    ),
)
async def test_nothing_is_left_for_an_argument_that_no_row_has(as_hr, name, argument):
    statement = compiled.page(VIEWS, name, one("rows", one("totalCount"), **{argument: 0}))

    rows = await as_hr(statement, _strange(VIEWS[name], argument))

    assert json.loads(rows[0][0]) == {"totalCount": 0}


@pytest.mark.parametrize(
    ("name", "argument"),
    sorted((name, each) for name, view in VIEWS.items() for each in set(view.filters) & EITHER_OR),
)
async def test_what_is_so_and_what_is_not_are_all(as_hr, name, argument):
    statement = compiled.page(VIEWS, name, one("rows", one("totalCount"), **{argument: 0}))
    everything = compiled.page(VIEWS, name, one("rows", one("totalCount")))

    asked = ((statement, True), (statement, False), (everything,))
    so, not_so, both = [json.loads((await as_hr(*each))[0][0])["totalCount"] for each in asked]

    assert so + not_so == both
    assert both > 0 or name in EMPTY


async def test_who_has_an_assessment_and_who_has_none_are_all(as_hr):
    period = {"period": Period.MONTH, "start": date(2026, 3, 1)}
    asked = [one("rows", one("totalCount"), **{argument: 0}) for argument in ("assessed", "unassessed")]

    some, others = [
        json.loads((await as_hr(compiled.page(VIEWS, "Employee", each), period))[0][0])["totalCount"]
        for each in asked
    ]

    assert some > 0
    assert some + others == 300


def _strange(view, argument):
    name, _, end = argument.partition(".")
    stem = name.removesuffix("Ids")
    if argument == "id":
        return f"{view.name}_{NOBODY}"
    if name in OTHERS or stem != name:
        id_ = f"{OTHERS.get(stem, stem[:1].upper() + stem[1:])}_{NOBODY}"
        return id_ if name == "subtreeOf" else [id_]
    if end:
        return _beyond(name, end)
    return STRANGE.get(name, ["no such thing"])


def _beyond(name, end):
    if name in ("amount", "scoreHundredths"):
        return 2_000_000_000 if end == "from" else -1
    day = IN_THE_END if end == "from" else LONG_AGO
    return datetime(day.year, 1, 1, tzinfo=UTC) if name in ("at", "sealedAt") else day


def _members(column):
    return [one(each, *map(one, INSIDE.get(each, ()))) for each in column.members or ()]


def _least(relation):
    target = VIEWS[relation.of]
    plain = [key for key, column in target.columns.items() if column.members is None]
    child = one(plain[0]) if plain else one("__typename")
    return (one("nodes", child),) if isinstance(relation, Many) else (child,)


def _size(relation):
    return {"first": 3} if isinstance(relation, Many) else {}


async def test_the_next_statement_on_a_connection_begins_as_nobody(database, actor_named):
    hr, employee = await actor_named("hr"), await actor_named("employee")
    statement = compiled.page(VIEWS, "Employee", one("employees", one("totalCount")))

    seen = [await database.read_json(actor, statement.sql, []) for actor in (hr, employee, hr)]

    assert [json.loads(text)["totalCount"] for text in seen] == [300, 1, 300]
    async with database.pool.acquire() as connection:
        assert await connection.fetchval("select count(*) from employee") == 0
        assert await connection.fetchval("select current_setting('meritgrid.actor')") == ""


async def test_readers_cannot_write(database):
    async with database.pool.acquire() as connection:
        with pytest.raises(asyncpg.ReadOnlySQLTransactionError):
            await connection.execute("insert into unit (id, code) values (gen_random_uuid(), 'X')")


async def test_a_read_that_is_given_up_leaves_its_connection_fit_for_the_next(database, actor_named):
    hr = await actor_named("hr")
    statement = compiled.page(VIEWS, "Employee", one("employees", one("totalCount")))
    slow = statement.sql.replace("SELECT convert_to(", "SELECT convert_to(pg_sleep(10)::text || ")

    with pytest.raises(TimeoutError):
        await asyncio.wait_for(database.read_json(hr, slow, []), 0.1)

    seen = [await database.read_json(hr, statement.sql, []) for _ in range(8)]
    assert {json.loads(text)["totalCount"] for text in seen} == {300}
