"""The Relay compiler: what a page of Relay asks becomes artifacts, as the schema stands."""

import shutil
from pathlib import Path

import orjson
import pytest

from cli.documents import files
from tests.fixtures.listening import FOREIGN, NODE, needs_foreign, run

pytestmark = needs_foreign

MADE = [
    "PeopleApproveMutation",
    "PeopleChangedSubscription",
    "PeopleMoreQuery",
    "PeoplePageQuery",
    "PeoplePersonQuery",
    "People_list",
    "People_person",
]
# The list is kept by its filter and its order.
LIST = '"filters": [ "filter", "orderBy" ], "handle": "connection", "key": "People_employees"'


@pytest.fixture
def page(front_end: Path) -> Path:
    """The front-end with a page of Relay."""
    shutil.copy(FOREIGN / "relay" / "People.ts", front_end)
    (front_end / "persisted-documents.json").write_text("{}")
    (front_end / "artifacts").mkdir()
    return front_end


async def compiled(page: Path) -> tuple[int, list[str]]:
    return await run(page, NODE, "node_modules/relay-compiler/cli.js", "relay.config.json")


async def test_lists_that_grow_a_decision_and_a_subscription_compile_as_they_stand(page):
    code, lines = await compiled(page)

    assert code == 0, lines
    assert sorted(path.name.removesuffix(".graphql.ts") for path in (page / "artifacts").iterdir()) == MADE
    assert "@alias" not in (page / "People.ts").read_text()
    more = (page / "artifacts" / "PeopleMoreQuery.graphql.ts").read_text()
    assert LIST in " ".join(more.split())


async def test_what_the_relay_compiler_persists_can_be_registered(page):
    await compiled(page)

    texts = files.read(page / "persisted-documents.json")

    assert len(texts) == 5
    assert orjson.loads((page / "persisted-documents.json").read_bytes()) == texts


async def test_a_field_that_the_schema_does_not_have_stops_the_compiler(page):
    source = page / "People.ts"
    source.write_text(source.read_text().replace("fullName", "fulName"))

    code, lines = await compiled(page)

    assert code != 0
    assert any("The type `Employee` has no field `fulName`" in line for line in lines), lines
    assert list((page / "artifacts").iterdir()) == []
