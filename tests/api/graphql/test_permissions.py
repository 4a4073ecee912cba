"""A field names the right that it needs; who lacks it is refused before any work starts."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest
import strawberry

from api.graphql import permissions
from api.graphql.context import Context, Server
from api.graphql.mutations.decisions import RefusedAsProblems
from api.graphql.mutations.payloads import Answer, payload_type
from domain.actor import Actor
from domain.database.sessions import Database

worked: list[str] = []


@strawberry.type
class Made:
    name: str


@strawberry.type
class Query:
    ready: bool = True


Payload: Any = payload_type("make", Answer(Made, "made", "What was made"))


@strawberry.type
class Mutation:
    @strawberry.mutation(
        description="Make a run.",
        graphql_type=Payload,
        extensions=[permissions.needs("pay_run.create"), RefusedAsProblems(Payload)],
    )
    async def make(self) -> Any:
        worked.append("make")
        return Payload(made=Made(name="run"))


schema = strawberry.Schema(Query, Mutation)
MAKE = "mutation { make { made { name } problems { code message } } }"
Named = Callable[[str], Awaitable[Actor]]


async def made(database: Database, actor: Actor | None) -> dict[str, Any]:
    """What somebody gets who makes a run."""
    worked.clear()
    result = await schema.execute(MAKE, context_value=Context(Server("development", database), actor))
    assert result.errors is None
    found: dict[str, Any] = (result.data or {})["make"]
    return found


async def test_whoever_holds_the_right_may(database: Database, actor_named: Named) -> None:
    assert await made(database, await actor_named("hr")) == {"made": {"name": "run"}, "problems": []}
    assert worked == ["make"]


@pytest.mark.parametrize("name", ["finance", "employee", "legislator", "auditor"])
async def test_whoever_lacks_the_right_is_told_which_one(
    database: Database, actor_named: Named, name: str
) -> None:
    found = await made(database, await actor_named(name))

    assert found == {
        "made": None,
        "problems": [
            {
                "code": "FORBIDDEN",
                "message": "This needs the right to make pay runs, which you do not hold today. Ask whoever grants"
                " rights.",
            }
        ],
    }
    assert worked == []


async def test_nobody_may_do_anything(database: Database) -> None:
    found = await made(database, None)

    assert [problem["code"] for problem in found["problems"]] == ["UNAUTHENTICATED"]
    assert worked == []


async def test_a_right_that_has_ended_is_no_right(database: Database, actor_named: Named, owner: Any) -> None:
    hr = await actor_named("hr")
    await owner.execute(
        "update access_grant set effective_until = effective_from + 1 where account_id = $1", hr.id
    )

    assert [problem["code"] for problem in (await made(database, hr))["problems"]] == ["FORBIDDEN"]
    assert worked == []


def test_the_right_is_read_where_the_field_is_read() -> None:
    assert '"""Make a run. Needs the right `pay_run.create`."""\n  make:' in schema.as_str()


def test_the_right_of_a_field_can_be_asked_for() -> None:
    field = schema.get_field_for_type("make", "Mutation")

    assert field is not None
    assert permissions.verb_of(field) == "pay_run.create"
