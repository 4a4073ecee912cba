"""Refusals are data, mistakes are explained, bugs are an id: through a schema of our kind."""

import logging
from types import SimpleNamespace
from typing import Any

import pytest
import strawberry
from graphql import GraphQLError

from api.graphql import problems
from api.graphql.mutations.decisions import RefusedAsProblems
from api.graphql.mutations.payloads import Answer, payload_type
from domain.errors import Conflict, Invalid, Refusals, Unavailable

MEETING = "They met at Lan's house and it cost 100 dong"


@strawberry.type
class Approved:
    by: str


Payload: Any = payload_type("approve", Answer(Approved, "approved", "What was approved"))


@strawberry.input
class ApproveInput:
    how: str
    id: str = ""


@strawberry.type
class Query:
    @strawberry.field
    async def read(self, how: str) -> str:
        return raised(how)

    @strawberry.field(graphql_type=Payload | None, extensions=[RefusedAsProblems(Payload)])
    async def approve(self, input: ApproveInput) -> Any:
        return Payload(approved=Approved(by=raised(input.how)))


schema = strawberry.Schema(Query)
READER = SimpleNamespace(language="en")


def raised(how: str) -> str:
    """Fail in one of the ways that code fails."""
    if how == "refuse":
        raise Conflict("own_pay_run", "Who made it cannot approve it.", "id", "Decree 335/2025")
    if how == "several":
        raise Refusals(
            [
                Invalid("text_too_long", "Too short.", "how"),
                Invalid("unknown_period", "Unknown.", "input.id.3.month"),
                Conflict("refers_to_nothing", "Nowhere."),
            ]
        )
    if how == "away":
        raise ConnectionRefusedError(111, "connect to 10.0.0.7 failed")
    if how == "explain":
        raise GraphQLError("Ask for at most 100.", extensions={"code": "page_too_large"})
    if how == "fail":
        raise ValueError(MEETING)
    return "Lan"


async def asked(document: str) -> tuple[Any, list[dict[str, Any]]]:
    """Data, and errors as a client reads them."""
    result = await schema.execute(document, context_value=READER)
    return result.data, [problems.presentable(error).formatted for error in result.errors or ()]


APPROVE = (
    """{ approve(input: {how: "%s"}) { approved { by } problems { code message path row field law } } }"""
)


async def test_a_refusal_is_an_answer_where_there_is_room_for_problems() -> None:
    data, errors = await asked(APPROVE % "refuse")

    assert errors == []
    assert data["approve"]["approved"] is None
    assert data["approve"]["problems"] == [
        {
            "code": "OWN_PAY_RUN",
            "message": "Who made it cannot approve it.",
            "path": ["input", "id"],
            "row": None,
            "field": "id",
            "law": "Decree 335/2025",
        }
    ]


async def test_every_fault_is_a_problem_of_its_own_with_its_row_and_field() -> None:
    data, errors = await asked(APPROVE % "several")

    assert errors == []
    assert data["approve"] == {
        "approved": None,
        "problems": [
            {"code": code, "message": says, "path": path, "row": row, "field": field, "law": None}
            for code, says, path, row, field in [
                ("TEXT_TOO_LONG", "Too short.", ["input", "how"], None, "how"),
                ("UNKNOWN_PERIOD", "Unknown.", ["input", "id", "3", "month"], 3, "month"),
                ("REFERS_TO_NOTHING", "Nowhere.", [], None, None),
            ]
        ],
    }


async def test_a_database_that_is_away_is_a_problem_without_its_address() -> None:
    data, errors = await asked(APPROVE % "away")

    assert errors == []
    assert [problem["code"] for problem in data["approve"]["problems"]] == ["DATABASE_UNAVAILABLE"]
    assert "10.0.0.7" not in str(data)


def test_a_code_that_no_catalogue_has_is_logged_as_a_bug(caplog: pytest.LogCaptureFixture) -> None:
    assert problems.code_of("page_size").name == "PAGE_SIZE"
    assert problems.code_of("nobody_knows").name == "INTERNAL"
    assert caplog.messages == ["the code nobody_knows is in no catalogue"]


async def test_a_refusal_of_a_read_is_an_error_with_its_code() -> None:
    data, errors = await asked('{ read(how: "refuse") }')

    assert data is None
    assert [each["message"] for each in errors] == ["Who made it cannot approve it."]
    assert errors[0]["extensions"] == {"code": "own_pay_run", "path": "id", "law": "Decree 335/2025"}
    assert errors[0]["path"] == ["read"]


async def test_empty_members_of_a_refusal_are_left_out_of_an_error() -> None:
    assert problems.extensions_of(Unavailable("database_unavailable", "Away.")) == {
        "code": "database_unavailable"
    }


@pytest.mark.parametrize(
    ("document", "left"), [(APPROVE % "fail", {"approve": None}), ('{ read(how: "fail") }', None)]
)
async def test_a_bug_says_nothing_but_its_id(
    document: str, left: Any, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR, "meritgrid.problems"):
        data, errors = await asked(document)

    assert data == left
    id_ = errors[0]["extensions"].pop("id")
    assert errors[0]["extensions"] == {"code": "internal"}
    assert errors[0]["message"] == (
        f"Something went wrong on our side. If it happens again, quote error {id_}."
    )
    assert MEETING not in str(errors)
    assert [record.error_id for record in caplog.records if record.name == "meritgrid.problems"] == [id_]
    assert MEETING in caplog.text


async def test_a_sentence_written_for_the_client_is_left_as_it_is() -> None:
    _, errors = await asked('{ read(how: "explain") }')

    assert errors[0]["message"] == "Ask for at most 100."
    assert errors[0]["extensions"] == {"code": "page_too_large"}


async def test_a_mistake_in_the_document_is_explained() -> None:
    _, errors = await asked("{ reed }")

    assert errors[0]["message"].startswith("Cannot query field 'reed' on type 'Query'.")
