"""Permissions: the right that a field needs, stated on the field. The decision on each row stays in the database."""

from typing import Any

from strawberry.extensions import FieldExtension
from strawberry.extensions.field_extension import AsyncExtensionResolver
from strawberry.types import Info
from strawberry.types.field import StrawberryField

from api.graphql.context import Context
from api.graphql.validation.texts import judged, told
from domain.access import service
from domain.errors import Forbidden
from domain.language.rights import named


class Needs(FieldExtension):
    """Answers `forbidden` before any work starts when the actor holds `verb` on no unit at all.

    What is asked by whoever may ask it passes the gate for texts here, so that no field can forget it.
    """

    def __init__(self, verb: str, faults: str = "") -> None:
        self.verb, self.faults = verb, faults

    def apply(self, field: StrawberryField) -> None:
        """Say it where people read: in the field's description."""
        field.description = f"{field.description or ''} Needs the right `{self.verb}`.".strip()

    async def resolve_async(
        self, next_: AsyncExtensionResolver, source: Any, info: Info[Context, None], **arguments: Any
    ) -> Any:
        await _refuse_without(self.verb, info.context)
        if not self.faults:
            return await next_(source, info, **judged(arguments))
        spelled, faults = told(arguments)
        return await next_(source, info, **spelled, **{self.faults: faults})


class SignedIn(FieldExtension):
    """Answers `unauthenticated` to strangers; who signed in needs no right, and their texts pass the gate as ever."""

    async def resolve_async(
        self, next_: AsyncExtensionResolver, source: Any, info: Info[Context, None], **arguments: Any
    ) -> Any:
        _ = info.context.signed_in
        return await next_(source, info, **judged(arguments))


class Oneself(SignedIn):
    """What is about whoever asks and nobody else: no right is needed, and the next request knows them anew."""

    def apply(self, field: StrawberryField) -> None:
        """Say it where people read: in the field's description."""
        field.description = f"{field.description or ''} It is about yourself, and needs no right.".strip()

    async def resolve_async(
        self, next_: AsyncExtensionResolver, source: Any, info: Info[Context, None], **arguments: Any
    ) -> Any:
        done = await super().resolve_async(next_, source, info, **arguments)
        info.context.forget_account()
        return done


def signed_in() -> SignedIn:
    """Mark a field that whoever signed in may ask, and that no statement reads by itself."""
    return SignedIn()


def needs(verb: str, faults: str = "") -> Needs:
    """Mark a field: `@strawberry.mutation(extensions=[needs("pay_run.create")])`.

    `faults`: the argument of a resolver that tells the faults of texts together with others.
    """
    return Needs(verb, faults)


def verb_of(field: StrawberryField) -> str | None:
    """The right that a field names, or None: the house test asks."""
    return next((each.verb for each in field.extensions if isinstance(each, Needs)), None)


def is_about_oneself(field: StrawberryField) -> bool:
    """Whether a field says that it is about whoever asks: the house test asks."""
    return any(isinstance(each, Oneself) for each in field.extensions)


async def _refuse_without(verb: str, context: Context) -> None:
    actor = context.signed_in
    if verb not in context.held:
        async with context.database.reading(actor) as session:
            context.held[verb] = await service.holds(session, actor, verb)
    if not context.held[verb]:
        raise Forbidden(
            "forbidden",
            "This needs the right to {right}, which you do not hold today. Ask whoever grants rights.",
            right=named(verb),
        )
