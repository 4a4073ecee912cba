"""Accounts opened, renamed and closed; rights granted, delegated and ended; what an account chooses for itself."""

from datetime import date
from typing import Annotated, TypeAlias

import strawberry

from api.access.types import AccessGrant, AccessRequest, Account
from api.graphql.enums.languages import Language, language_of
from api.graphql.enums.words import Verb
from api.graphql.mutations.decisions import ONESELF, ContextInfo, Decider, Reason, Version, decision
from api.graphql.mutations.payloads import Answer
from domain import clock
from domain.access import delegation, grants, service
from domain.access.accounts import service as accounts
from domain.access.accounts.service import NewAccount
from domain.access.rights import Right
from domain.database.sessions import ReadSession
from domain.people import service as people
from domain.reading.ids import Row, uuid_of

RIGHT = Answer(AccessGrant, "access_grant", "The right")
REQUEST = Answer(AccessRequest, "access_request", "The request")
YOURS = Answer(Account, "account", "Your account")
ACCOUNT = Answer(Account, "account", "The account")
AccountId: TypeAlias = Annotated[strawberry.ID, strawberry.argument(description="The account; not your own.")]
Name: TypeAlias = Annotated[str, strawberry.argument(description="What it is called from now on.")]
RightId: TypeAlias = Annotated[strawberry.ID, strawberry.argument(description="The right.")]
RequestId: TypeAlias = Annotated[strawberry.ID, strawberry.argument(description="The request.")]
Chosen: TypeAlias = Annotated[
    Language | None,
    strawberry.argument(description="The language; null leaves it to what each request asks for."),
]


@strawberry.input(description="An account to open: for somebody who signs in, or for a program.")
class AccountInput:
    issuer: str = strawberry.field(description="The `iss` of the provider's tokens, to the letter.")
    subject: str = strawberry.field(description="The `sub` that the provider knows them by.")
    name: str = strawberry.field(description="What the person, the office or the program is called.")
    unit_id: strawberry.ID | None = strawberry.field(
        default=None,
        description="The unit that keeps it: whoever grants rights there renames and closes it. Of an employee's it is"
        " the unit that keeps their file.",
    )
    employee_id: strawberry.ID | None = strawberry.field(
        default=None,
        description="To whom on a pay list it belongs: they read their own pay. Null for nobody's.",
    )
    is_program: bool = strawberry.field(
        default=False,
        description="A program's, such as an HR front-end's: it does what it is granted, and approves nothing.",
    )
    reason: str = strawberry.field(description="Why, for the trail.")

    async def account(self, session: ReadSession) -> NewAccount:
        """The same in the domain's words. Raises Invalid for an id that is none, NotFound for a person who is not."""
        said = self.issuer, self.subject, self.name
        if self.employee_id:
            person = await people.employee(session, uuid_of("Employee", self.employee_id, "input.employeeId"))
            return NewAccount(*said, person.unit_id, person.id, self.is_program)
        unit = uuid_of("Unit", self.unit_id, "input.unitId") if self.unit_id else None
        return NewAccount(*said, unit, None, self.is_program)


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

    def right(self) -> Right:
        """The same in the domain's words. Raises Invalid for an id that is none."""
        return Right(
            uuid_of("Account", self.account_id, "input.accountId"),
            str(self.verb.value),
            uuid_of("Unit", self.unit_id, "input.unitId"),
            self.effective_from,
            self.effective_until,
            [str(verb.value) for verb in self.passes_on],
        )


@strawberry.input(
    description="A right of one's own that somebody else is to use for a time, such as an absence."
)
class DelegationInput:
    account_id: strawberry.ID = strawberry.field(description="Who is to use it.")
    verb: Verb = strawberry.field(description="The right: one that you hold there yourself.")
    unit_id: strawberry.ID = strawberry.field(description="The unit, with all below it.")
    effective_from: date = strawberry.field(description="The first day; today or later.")
    effective_until: date = strawberry.field(
        description="The first day on which it is no more, not later than your own right."
    )
    reason: str = strawberry.field(description="Why, for the trail.")

    def right(self) -> Right:
        """The same in the domain's words. Raises Invalid for an id that is none."""
        return Right(
            uuid_of("Account", self.account_id, "input.accountId"),
            str(self.verb.value),
            uuid_of("Unit", self.unit_id, "input.unitId"),
            self.effective_from,
            self.effective_until,
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

    @decision("access.delegate", RIGHT, approves=True)
    async def delegate_right(self, by: Decider, input: DelegationInput) -> Row:
        """Let somebody else use a right of your own until a day. It ends with yours, or sooner by `endDelegation`, and
        they do not delegate it further. Signed in for at most 5 minutes.
        """
        return await delegation.delegate(*by, input.right(), input.reason, clock.today())

    @decision("access.delegate", RIGHT)
    async def end_delegation(self, by: Decider, id: RightId, reason: Reason) -> Row:
        """End today what you let somebody else use; what has not begun never does."""
        return await delegation.end(*by, uuid_of("AccessGrant", id, "id"), reason, clock.today())

    @decision("access.grant", RIGHT)
    async def revoke_right(self, by: Decider, id: RightId, reason: Reason) -> Row:
        """End somebody else's right today, with what they let others use of it; one that has not begun never does."""
        return await grants.revoke(*by, uuid_of("AccessGrant", id, "id"), reason, clock.today())

    @decision(ONESELF, YOURS)
    async def set_language(self, by: Decider, language: Chosen = None) -> Row:
        """Choose the language of your answers, whatever `Accept-Language` says, from the next request on."""
        return await service.set_language(*by, language_of(language))


@strawberry.type
class AccountMutations:
    @decision("access.grant", ACCOUNT, approves=True)
    async def open_account(self, info: ContextInfo, by: Decider, input: AccountInput) -> Row:
        """Open an account, signed in for at most 5 minutes. It may do nothing yet; an employee's reads what is
        theirs.
        """
        trusted, asked = info.context.server.issuer, await input.account(by.session)
        return await accounts.open_account(*by, asked, trusted, input.reason)

    @decision("access.grant", ACCOUNT, forgets=True)
    async def rename_account(
        self, by: Decider, id: AccountId, version: Version, name: Name, reason: Reason
    ) -> Row:
        """Call somebody else's account otherwise."""
        return await accounts.rename(*by, uuid_of("Account", id, "id"), version, name, reason)

    @decision("access.grant", ACCOUNT, approves=True, forgets=True)
    async def close_account(self, by: Decider, id: AccountId, version: Version, reason: Reason) -> Row:
        """Close somebody else's account, signed in for at most 5 minutes: nobody signs in to it, its sessions and
        rights end. Nothing is deleted.
        """
        return await accounts.close(*by, uuid_of("Account", id, "id"), version, reason, clock.today())

    @decision("access.grant", ACCOUNT, approves=True, forgets=True)
    async def reopen_account(self, by: Decider, id: AccountId, version: Version, reason: Reason) -> Row:
        """Open somebody else's closed account again, signed in for at most 5 minutes, without the rights that it
        had.
        """
        return await accounts.reopen(*by, uuid_of("Account", id, "id"), version, reason)
