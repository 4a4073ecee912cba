"""The decorator of mutations (a strawberry FieldExtension): permission, idempotency key, one transaction, payload."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from inspect import getdoc
from typing import Annotated, Any, NamedTuple, TypeAlias

import strawberry
from strawberry.extensions import FieldExtension
from strawberry.extensions.field_extension import AsyncExtensionResolver
from strawberry.types import Info

from api.graphql.computations import COMPUTES, in_turn
from api.graphql.context import Context
from api.graphql.engine.parts import StrawberryAnnotation, StrawberryArgument
from api.graphql.permissions import needs
from api.graphql.problems import Problem
from api.graphql.reads.read_field import read_one
from domain.access.idempotency import JSON, once
from domain.actor import Actor
from domain.database.sessions import WriteSession
from domain.reading.ids import Row, id_of

ContextInfo: TypeAlias = Info[Context, None]
IdempotencyKey = Annotated[
    str,
    strawberry.argument(
        description="Any text of your own, new for each decision. The same key with the same input does nothing and"
        " answers the same row, as it is now; with another input it is refused."
    ),
]
Version = Annotated[
    int, strawberry.argument(description="The version you decide on; refused when there is a newer one.")
]
Reason = Annotated[str, strawberry.argument(description="Why, for the trail.")]
KEY = StrawberryArgument("idempotency_key", None, StrawberryAnnotation(IdempotencyKey))
# What a resolver gives: the row that was made or changed or its global id, or all rows of a batch.
Made: TypeAlias = Row | str | Sequence[Row]
Resolver: TypeAlias = Callable[..., Awaitable[Made]]


class Decider(NamedTuple):
    """Who decides, and the transaction of the decision: a service takes both first (`service.approve(*by, ...)`)."""

    session: WriteSession
    actor: Actor


@dataclass(frozen=True, slots=True)
class Payload:
    """What a mutation answers: a `kind`, or the Problem. Its shape is made here and nowhere else."""

    kind: Any
    name: str
    says: str

    def union(self) -> Any:
        """The type of the field."""
        return Annotated[self.kind | Problem, strawberry.union(self.name, description=self.says)] | None

    def of(self, kept: JSON) -> Any:
        """The answer from what its key keeps: a global id, which is read as any query reads it, or all of a batch."""
        return read_one(kept) if isinstance(kept, str) else self.kind(ids=kept)


class Decision(FieldExtension):
    """One transaction, done once for a key and all arguments that came: those of the resolver, whatever they are."""

    def __init__(self, payload: Payload) -> None:
        self.payload = payload

    async def resolve_async(
        self, next_: AsyncExtensionResolver, source: Any, info: ContextInfo, **sent: Any
    ) -> Any:
        actor, key = info.context.signed_in, sent.pop(KEY.python_name)
        async with info.context.database.writing(actor) as session:

            async def work() -> JSON:
                return _kept(await next_(source, info, by=Decider(session, actor), **sent))

            kept = await once(session, actor, key, info.field_name, _said(sent), work)
        return self.payload.of(kept)


def decision(verb: str, payload: Payload, *, computes: bool = False) -> Callable[[Resolver], Any]:
    """Declare a mutation: its docstring is the description, its arguments besides `by` and the key are the field's.

    `computes`: it waits in the queue of the server. Refusals become the payload's Problem.
    """

    def declare(resolver: Resolver) -> Any:
        field = strawberry.mutation(
            description=" ".join((getdoc(resolver) or "").split()),
            extensions=[Decision(payload), needs(verb), *([in_turn()] if computes else [])],
            metadata=COMPUTES if computes else None,
            graphql_type=payload.union(),
        )(resolver)
        taken = [each for each in field.arguments if each.python_name != "by"]
        field.arguments = sorted([*taken, KEY], key=lambda each: each.default is not strawberry.UNSET)
        return field

    return declare


def _said(sent: dict[str, Any]) -> dict[str, Any]:
    """The arguments that say something: a new one that is left out gives no key another input than it had."""
    return {name: value for name, value in sent.items() if value is not None}


def _kept(made: Any) -> JSON:
    """What the key keeps: global ids."""
    if isinstance(made, Sequence):
        return made if isinstance(made, str) else [id_of(row) for row in made]
    return id_of(made)
