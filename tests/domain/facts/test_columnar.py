"""Columns come packed, each as long as its rows, all of one state."""

import pytest

from domain.facts import columnar
from domain.facts.fact import Fact, FactColumn
from tests.given import known

ROWS = (
    "(values (1, 'a'::text, true, date '2026-03-01', null::int), (null, 'b', false, date '1999-12-31', 5))"
    " v (n, t, f, d, e)"
)
SAYS = (
    FactColumn("t", "text"),
    FactColumn("f", "flag"),
    FactColumn("d", "day"),
    FactColumn("e", "number", "things", empty=True),
)


def fact(
    *columns: FactColumn, table: str = ROWS, keys: tuple[str, ...] = (), parts: str = "", holds="true"
) -> Fact:
    return Fact("made up", table, keys, columns, holds, parts=parts)


async def read(database, hr, one: Fact):
    async with database.reading(hr) as session:
        frames = await columnar.read(session, columnar.packed(0, one, one.statement()), [one], ())
    return frames["made up"]


@pytest.fixture
async def hr(actor_named, small):
    return await actor_named("hr")


async def test_a_column_comes_as_what_it_is(database, hr):
    rows = await read(database, hr, fact(*SAYS))

    assert [(*row[:2], str(row[2]), row[3]) for row in rows.rows()] == [
        ("a", True, "2026-03-01", None),
        ("b", False, "1999-12-31", 5),
    ]


async def test_parts_of_an_answer_are_put_together(database, hr):
    rows = await read(database, hr, fact(*SAYS, parts="d"))

    assert sorted(rows["t"]) == ["a", "b"]


@pytest.mark.parametrize("parts", ["", "d"])
async def test_no_rows_are_a_frame_of_none(database, hr, parts):
    rows = await read(database, hr, fact(*SAYS, parts=parts, holds="false"))

    assert (rows.height, rows.columns) == (0, ["t", "f", "d", "e"])


async def test_a_null_where_none_may_be_is_found_and_moves_no_other_row(database, hr):
    with pytest.raises(ValueError, match="n: 1 values in 2 rows"):
        await read(database, hr, fact(FactColumn("n", "number", "things")))


async def test_a_word_that_the_fact_does_not_know_is_found(database, hr):
    assert (await read(database, hr, fact(FactColumn("t", "word", words=("b", "a")))))["t"].to_list() == [
        "a",
        "b",
    ]
    with pytest.raises(ValueError, match="none of a, c"):
        await read(database, hr, fact(FactColumn("t", "word", words=("a", "c"))))


async def test_two_ids_that_agree_in_their_low_half_are_not_taken_for_one(database, hr):
    ids = "(values ('00000000-0000-4000-8000-000000000001'::uuid), ('00000000-0000-4001-8000-000000000001')) v (id)"

    with pytest.raises(ValueError, match="same low 60 bits"):
        await read(database, hr, fact(FactColumn("key", "key", sql="id"), table=ids, keys=("key",)))


async def test_an_id_comes_as_text_too_and_none_as_null(database, hr):
    one = known("employee", "A1")
    ids = f"(values ('{one}'::uuid), (null)) v (id)"

    rows = await read(database, hr, fact(FactColumn("id", "uuid", empty=True), table=ids))

    assert rows["id"].to_list() == [str(one), None]
