"""Refusals are data in the answer; bugs are masked and logged under an id that the client can quote."""

import logging
from collections.abc import Sequence
from enum import Enum
from typing import Any, cast

import strawberry
from graphql import GraphQLError, get_named_type, get_nullable_type, is_list_type

from api.graphql.engine.parts import arguments_of
from domain.database.errors import refusal_from
from domain.database.tables import new_id
from domain.errors import Invalid, Refusal, place
from domain.language.catalogue import sentences_by_code
from domain.language.text import ENGLISH, Language

log = logging.getLogger("meritgrid.problems")

INTERNAL = "internal"
MOST = 1_000  # problems of one answer


# `page_size` is the value PAGE_SIZE; docs/problems.md has every sentence of each.
ProblemCode: Any = strawberry.enum(
    cast(
        "type[Enum]",
        Enum(
            "ProblemCode",
            {
                code.upper(): strawberry.enum_value(code, description=says[0])
                for code, says in sentences_by_code().items()
            },
        ),
    ),
    description="What is wrong, for programs: each code with its cause and the way out is on docs/problems.md.",
)


@strawberry.type(description="Why a request was refused, in words for the person who made it.")
class Problem:
    code: Enum = strawberry.field(graphql_type=ProblemCode, description="Stable, for programs.")
    message: str = strawberry.field(description="What is wrong, which rule says so, and the way out.")
    path: list[str] = strawberry.field(
        description="Where the fault is, from the argument on: such as `input`, `results`, `3`, `month`. A place in a"
        " list is its number from 0 on. Empty when it is none in particular."
    )
    row: int | None = strawberry.field(
        description="The place in a list, from 0 on; null when the fault is in none."
    )
    field: str | None = strawberry.field(
        description="The field at fault; null when it is none in particular."
    )
    law: str | None = strawberry.field(description="The legal text behind the rule; null when there is none.")

    @classmethod
    def of(cls, refusal: Refusal, path: list[str], language: str) -> "Problem":
        """The only bridge from the domain's refusals to the schema."""
        return cls(
            code=code_of(refusal.code),
            message=refusal.said(language),
            law=refusal.law_in(language) or None,
            **place(path),
        )


def code_of(code: str) -> Enum:
    """The code as a value of the enum; of one that no catalogue has, a bug of ours, the log tells."""
    found: Enum | None = ProblemCode.__members__.get(code.upper())
    if found is None:
        log.error("the code %s is in no catalogue", code)
    return found or cast(Enum, ProblemCode.INTERNAL)


def problems_from(error: Exception, info: Any) -> list[Problem]:
    """All that a mutation was refused for, in the reader's language; none when `error` is a bug of ours."""
    refusal = refusal_from(error)
    language = info.context.language
    return (
        [Problem.of(one, sent_as(one.path, info), language) for one in told(refusal.each)] if refusal else []
    )


def told(faults: Sequence[Refusal]) -> Sequence[Refusal]:
    """Faults as far as one answer tells them; the last says how many more there are."""
    if len(faults) <= MOST:
        return faults
    return (
        *faults[: MOST - 1],
        Invalid(
            "too_many_problems",
            "There are {more} more problems: mend those told here, then send it again.",
            more=len(faults) - MOST + 1,
        ),
    )


def sent_as(path: str, info: Any) -> list[str]:
    """The path from the argument on: services and foreign keys know a field's name, not where it was sent.

    A number begins the place in the only list that came. What stands in no member of a decision about one thing came
    with that thing, which its `id` names.
    """
    if not path:
        return []
    members = getattr(get_named_type(arguments_of(info)["input"].type), "fields", {})
    bare = path.removeprefix("input.").split(".")
    if bare[0].isdigit():
        bare = [
            *(name for name, member in members.items() if is_list_type(get_nullable_type(member.type))),
            *bare,
        ]
    known = bare[0] in members or "id" not in members
    return ["input", *(bare if known else ["id"])]


def presentable(error: GraphQLError, language: Language = ENGLISH) -> GraphQLError:
    """What a client may read of `error`: refusals and mistakes in the document in full, bugs by their id."""
    cause = error.original_error
    if cause is None or isinstance(cause, GraphQLError):
        return error
    refusal = refusal_from(cause) or masked(cause)
    told = {**(error.extensions or {}), **extensions_of(refusal, language)}
    return _like(error, refusal.said(language), told)


def extensions_of(refusal: Refusal, language: Language = ENGLISH) -> dict[str, Any]:
    """The members of a refusal as the `extensions` of a GraphQL error, without the empty ones."""
    members = {"code": refusal.code, "path": refusal.path, "law": refusal.law_in(language)}
    if refusal.code == INTERNAL:
        members["id"] = refusal.text.values["id"]
    return {name: value for name, value in members.items() if value}


def masked(bug: BaseException) -> Refusal:
    """Log `bug` under a new id; returns what the client is told instead."""
    id_ = new_id().hex[-12:]
    log.error("error %s", id_, exc_info=bug, extra={"error_id": id_})
    return Refusal(
        "internal", "Something went wrong on our side. If it happens again, quote error {id}.", id=id_
    )


def _like(error: GraphQLError, message: str, extensions: dict[str, Any]) -> GraphQLError:
    return GraphQLError(
        message,
        nodes=error.nodes,
        source=error.source,
        positions=error.positions,
        path=error.path,
        extensions=dict(extensions),
    )
