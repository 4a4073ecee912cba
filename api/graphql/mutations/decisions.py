"""The decorator of mutations (a strawberry FieldExtension): permission, idempotency key, one transaction, payload."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from inspect import getdoc
from typing import Annotated, Any, NamedTuple, TypeAlias

import strawberry
from strawberry.extensions import FieldExtension
from strawberry.extensions.field_extension import AsyncExtensionResolver
from strawberry.types import Info

from api.graphql.computations import COMPUTES, in_turn
from api.graphql.context import Context
from api.graphql.engine.parts import StrawberryAnnotation, StrawberryArgument
from api.graphql.mutations.payloads import Answer, input_type, members_of, payload_type
from api.graphql.permissions import Oneself, needs
from api.graphql.problems import problems_from
from api.graphql.reads.read_field import read_one
from domain import clock
from domain.access import service as access
from domain.access.idempotency import JSON, once
from domain.actor import Actor
from domain.database.sessions import WriteSession
from domain.reading.ids import Row, id_of, uuid_of

ContextInfo: TypeAlias = Info[Context, None]
Version = Annotated[
    int, strawberry.argument(description="The version you decide on; refused when there is a newer one.")
]
Reason = Annotated[str, strawberry.argument(description="Why, for the trail.")]
# What a resolver gives: the row that was made or changed or its global id, all rows of a batch, or JSON of its own.
Made: TypeAlias = Row | str | Sequence[Row] | Mapping[str, Any]
Resolver: TypeAlias = Callable[..., Awaitable[Made]]


# In place of a right: who signed in decides about themselves.
ONESELF = None
# What a resolver takes that tells the faults of texts itself.
FAULTS = "faults"


class Decider(NamedTuple):
    """Who decides, and the transaction of the decision: a service takes both first (`service.approve(*by, ...)`)."""

    session: WriteSession
    actor: Actor


class Decision(FieldExtension):
    """One transaction, done once for a key and all that came with it."""

    def __init__(self, payload: Any, answer: Answer, whole: bool) -> None:
        self.payload, self.answer, self.whole = payload, answer, whole

    async def resolve_async(
        self, next_: AsyncExtensionResolver, source: Any, info: ContextInfo, **sent: Any
    ) -> Any:
        actor, key, members = info.context.signed_in, sent["input"].idempotency_key, members_of(sent["input"])
        taken = sent if self.whole else {**members, **_besides(sent)}
        async with info.context.database.writing(actor) as session:

            async def work() -> JSON:
                return _kept(await next_(source, info, by=Decider(session, actor), **taken))

            # What says nothing is no part of it: a new member gives no key another input than it had.
            said = {name: value for name, value in members.items() if value is not None}
            kept = await once(session, actor, key, info.field_name, said, work)
        if self.answer.read is not None:
            return self.payload(**{self.answer.name: self.answer.read(kept, info.context.language)})
        # A global id is read as any query reads it; of a batch the key keeps all ids.
        return self.payload(**{self.answer.name: read_one(kept) if isinstance(kept, str) else kept})


class RefusedAsProblems(FieldExtension):
    """Refusals are data: they stand in the payload. Everything else goes on as an error."""

    def __init__(self, payload: Any) -> None:
        self.payload = payload

    async def resolve_async(
        self, next_: AsyncExtensionResolver, source: Any, info: ContextInfo, **sent: Any
    ) -> Any:
        try:
            return await next_(source, info, **sent)
        except Exception as error:
            problems = problems_from(error, info)
            if not problems:
                raise
            return self.payload(problems=problems)


class Approval(FieldExtension):
    """Only a person who signed in just now does what lets money, a rule or a right take effect."""

    async def resolve_async(
        self, next_: AsyncExtensionResolver, source: Any, info: ContextInfo, **sent: Any
    ) -> Any:
        access.refuse_to_approve(info.context.signed_in, clock.now())
        return await next_(source, info, **sent)


class Forgetting(FieldExtension):
    """The next request of the account that the input names looks it up anew, once this is kept."""

    async def resolve_async(
        self, next_: AsyncExtensionResolver, source: Any, info: ContextInfo, **sent: Any
    ) -> Any:
        done = await next_(source, info, **sent)
        info.context.forget(uuid_of("Account", sent["input"].id, "id"))
        return done


def decision(
    verb: str | None, answer: Answer, *, computes: bool = False, approves: bool = False, forgets: bool = False
) -> Callable[[Resolver], Any]:
    """Declare a mutation: its docstring is the description, its arguments besides `by` are the members of its input.

    `verb`: the right that it needs, or ONESELF. `computes`: it waits in the queue of the server. `approves`: it takes
    a person and a fresh sign-in. `forgets`: the account that its `id` names is looked up anew. Refusals become the
    payload's problems. A resolver that takes `faults` gets the faults of texts, to be told with those that it finds;
    any other is not asked when there are some.
    """

    def declare(resolver: Resolver) -> Any:
        name = resolver.__name__
        payload = payload_type(name, answer)
        field = strawberry.mutation(
            description=" ".join((getdoc(resolver) or "").split()),
            metadata=COMPUTES if computes else None,
            graphql_type=payload | None,
        )(resolver)
        gathers = FAULTS if any(each.python_name == FAULTS for each in field.arguments) else ""
        taken = [each for each in field.arguments if each.python_name not in {"by", FAULTS}]
        decided: list[FieldExtension] = [
            Decision(payload, answer, whole=[each.python_name for each in taken] == ["input"]),
            *([Forgetting()] if forgets else []),
        ]
        turn = [in_turn()] if computes else []
        fresh = [Approval()] if approves else []
        allowed = Oneself() if verb is ONESELF else needs(verb, gathers)
        field.extensions = [*decided, *fresh, allowed, *turn, RefusedAsProblems(payload)]
        sent = StrawberryAnnotation(input_type(name, taken))
        field.arguments = [StrawberryArgument("input", None, sent, description="What is to be done.")]
        return field

    return declare


def _besides(sent: Mapping[str, Any]) -> dict[str, Any]:
    """What came beside the input."""
    return {name: value for name, value in sent.items() if name != "input"}


def _kept(made: Any) -> JSON:
    """What the key keeps: global ids, or what is JSON already."""
    if isinstance(made, Mapping):
        return made
    if isinstance(made, Sequence):
        return made if isinstance(made, str) else [id_of(row) for row in made]
    return id_of(made)
