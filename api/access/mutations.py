"""Granting rights and ending them, and what an account chooses for itself."""

from datetime import date
from typing import Annotated, TypeAlias

import strawberry

from api.access.types import AccessGrant, AccessRequest, Account
from api.graphql.enums.languages import Language, language_of
from api.graphql.enums.words import Verb
from api.graphql.mutations.decisions import ONESELF, Decider, Reason, decision
from api.graphql.mutations.payloads import Answer
from domain import clock
from domain.access import grants, service
from domain.reading.ids import Row, uuid_of

RIGHT = Answer(AccessGrant, "access_grant", "The right")
REQUEST = Answer(AccessRequest, "access_request", "The request")
YOURS = Answer(Account, "account", "Your account")
RightId: TypeAlias = Annotated[strawberry.ID, strawberry.argument(description="The right.")]
RequestId: TypeAlias = Annotated[strawberry.ID, strawberry.argument(description="The request.")]
Chosen: TypeAlias = Annotated[
    Language | None,
    strawberry.argument(description="The language; null leaves it to what each request asks for."),
]


@strawberry.input(description="A right to give: a verb on a unit and all below it.")
class RightInput:
    account_id: strawberry.ID = strawberry.field(
        description="Who gets it. Nobody gives rights to themselves."
    )
    verb: Verb = strawberry.field(description="The right.")
    unit_id: strawberry.ID = strawberry.field(description="The unit, with all below it.")
    effective_from: date = strawberry.field(description="The first day; today or later.")
    effective_until: date | None = strawberry.field(
        default=None, description="The first day on which it is no more; null without an end."
    )
    passes_on: list[Verb] = strawberry.field(
        default_factory=list,
        description="With `access.grant` only: what the account may grant to others, among what you may.",
    )
    reason: str = strawberry.field(description="Why, for the trail.")

    def right(self) -> grants.Right:
        """The same in the domain's words. Raises Invalid for an id that is none."""
        return grants.Right(
            uuid_of("Account", self.account_id, "input.accountId"),
            str(self.verb.value),
            uuid_of("Unit", self.unit_id, "input.unitId"),
            self.effective_from,
            self.effective_until,
            [str(verb.value) for verb in self.passes_on],
        )


@strawberry.type
class AccessMutations:
    @decision("access.grant", RIGHT, approves=True)
    async def grant_right(self, by: Decider, input: RightInput) -> Row:
        """Let somebody else do something on a unit and all below it, within what you may pass on. `access.grant` takes
        two people as soon as two hold it there: see `requestRight`. Signed in for at most 5 minutes.
        """
        return await grants.grant(*by, input.right(), input.reason, clock.today())

    @decision("access.grant", REQUEST)
    async def request_right(self, by: Decider, input: RightInput) -> Row:
        """Ask for a right that another person who grants rights then confirms."""
        return await grants.request(*by, input.right(), input.reason, clock.today())

    @decision("access.grant", RIGHT, approves=True)
    async def confirm_right(self, by: Decider, id: RequestId, reason: Reason) -> Row:
        """Give a right that somebody else asked for, as it stands, signed in for at most 5 minutes."""
        return await grants.confirm(*by, uuid_of("AccessRequest", id, "id"), reason, clock.today())

    @decision("access.grant", RIGHT)
    async def revoke_right(self, by: Decider, id: RightId, reason: Reason) -> Row:
        """End somebody else's right today; one that has not begun never does."""
        return await grants.revoke(*by, uuid_of("AccessGrant", id, "id"), reason, clock.today())

    @decision(ONESELF, YOURS)
    async def set_language(self, by: Decider, language: Chosen = None) -> Row:
        """Choose the language of your answers, whatever `Accept-Language` says, from the next request on."""
        return await service.set_language(*by, language_of(language))
