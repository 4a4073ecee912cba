"""Refusals are data in the answer; bugs are masked and logged under an id that the client can quote."""

import logging
from typing import Any

import strawberry
from graphql import GraphQLError, get_named_type
from strawberry.schema import ExceptionHandler
from strawberry.types.field import StrawberryField

from api.graphql.engine.parts import arguments_of
from domain.database.errors import refusal_from
from domain.database.tables import new_id
from domain.errors import Refusal

log = logging.getLogger("meritgrid.problems")


@strawberry.type(description="Why a request was refused, in words for the person who made it.")
class Problem:
    code: str = strawberry.field(description="Stable, for programs.")
    message: str = strawberry.field(description="What is wrong, which rule says so, and the way out.")
    path: str = strawberry.field(
        description="The argument at fault and the field in it, such as `input.reason`; a place in a list is its"
        " number from 0 on, such as `input.3.month`. Empty when it is none in particular."
    )
    law: str = strawberry.field(description="The legal text behind the rule; empty when there is none.")

    @classmethod
    def of(cls, refusal: Refusal) -> "Problem":
        """The only bridge from the domain's refusals to the schema."""
        return cls(code=refusal.code, message=refusal.message, path=refusal.path, law=refusal.law)


class RefusedAsProblem(ExceptionHandler[Exception, Problem]):
    """Turns refusals into the `Problem` of each field whose result may be one; all other errors go on."""

    def handle(self, exception: Exception, *, field: StrawberryField, info: Any) -> Problem | None:  # noqa: ARG002
        refusal = refusal_from(exception)
        return None if refusal is None else Problem.of(refusal.at(sent_as(refusal.path, info)))


def sent_as(path: str, info: Any) -> str:
    """The path as this mutation takes it: services and foreign keys know a field's name, not where it was sent.

    What stands in no argument of a decision about one thing came with that thing, which its `id` names.
    """
    taken = arguments_of(info)
    bare = path.removeprefix("input.")
    if not path or path.partition(".")[0] in taken:
        return path
    if "input" in taken and bare.partition(".")[0] in getattr(
        get_named_type(taken["input"].type), "fields", ()
    ):
        return f"input.{bare}"
    return "id" if "id" in taken else path


def presentable(error: GraphQLError) -> GraphQLError:
    """What a client may read of `error`: refusals and mistakes in the document in full, bugs by their id."""
    cause = error.original_error
    if cause is None or isinstance(cause, GraphQLError):
        return error
    refusal = refusal_from(cause)
    if refusal is not None:
        return _like(error, refusal.message, extensions_of(refusal))
    return _like(error, *masked(cause))


def extensions_of(refusal: Refusal) -> dict[str, str]:
    """The members of a refusal as the `extensions` of a GraphQL error, without the empty ones."""
    members = {"code": refusal.code, "path": refusal.path, "law": refusal.law}
    return {name: value for name, value in members.items() if value}


def masked(bug: BaseException) -> tuple[str, dict[str, str]]:
    """Log `bug` under a new id; returns the sentence and the extensions that the client gets instead."""
    id_ = new_id().hex[-12:]
    log.error("error %s", id_, exc_info=bug, extra={"error_id": id_})
    sentence = f"Something went wrong on our side. If it happens again, quote error {id_}."
    return sentence, {"code": "internal", "id": id_}


def _like(error: GraphQLError, message: str, extensions: dict[str, str]) -> GraphQLError:
    return GraphQLError(
        message,
        nodes=error.nodes,
        source=error.source,
        positions=error.positions,
        path=error.path,
        extensions=dict(extensions),
    )
