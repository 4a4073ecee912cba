"""Drafting and publishing regulations."""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

import strawberry
from strawberry.scalars import JSON

from api.graphql.decisions import ContextInfo, IdempotencyKey, Version, decided
from api.graphql.permissions import needs
from api.graphql.problems import Problem
from api.graphql.reads.read_field import read_one
from api.organisation.types import Unit
from api.regulations.types import Regulation
from domain import clock
from domain.database.sessions import WriteSession
from domain.errors import Invalid
from domain.reading.ids import uuid_of
from domain.regulations import service, withdrawal

RegulationResult = (
    Annotated[
        Regulation | Problem, strawberry.union("RegulationResult", description="The regulation, or why not.")
    ]
    | None
)

WithdrawRegulationResult = Annotated[
    Unit | Problem,
    strawberry.union(
        "WithdrawRegulationResult", description="The unit, with the regulations that stay, or why not."
    ),
]


@strawberry.input(description="What a regulation states.")
class RegulationInput:
    unit_id: strawberry.ID = strawberry.field(
        description="The unit, with all below it that have none of their own."
    )
    effective_from: date = strawberry.field(description="The day from which it holds.")
    title: str = strawberry.field(description="The title of the document.")
    models: JSON = strawberry.field(
        description='A model for each stage: {"scoring": ..., "pay": ..., "classification": ..., "bonus": ...}.'
    )
    parameters: JSON = strawberry.field(
        description='Values that it sets, by model: {"vn.classes_2026": {"quota_bp": 2500}}; {} for none.'
    )


@strawberry.type
class RegulationMutations:
    @strawberry.mutation(
        description="Write down which models a unit uses and which numbers it sets for them.",
        extensions=[needs("regulation.draft")],
    )
    async def draft_regulation(
        self, info: ContextInfo, input: RegulationInput, idempotency_key: IdempotencyKey
    ) -> RegulationResult:
        actor, unit = info.context.signed_in, uuid_of("Unit", input.unit_id, "input.unitId")

        async def work(session: WriteSession) -> UUID:
            models, parameters = _object(input.models, "models"), _object(input.parameters, "parameters")
            for model, values in parameters.items():
                _object(values, f"parameters.{model}")
            return (
                await service.draft(
                    session, actor, unit, input.effective_from, input.title, models, parameters
                )
            ).id

        return read_one(Regulation, await decided(info, idempotency_key, work, **strawberry.asdict(input)))

    @strawberry.mutation(
        description="Put a draft in force. Whoever drafted it cannot.",
        extensions=[needs("regulation.publish")],
    )
    async def publish_regulation(
        self,
        info: ContextInfo,
        id: Annotated[strawberry.ID, strawberry.argument(description="The draft.")],
        version: Version,
        idempotency_key: IdempotencyKey,
    ) -> RegulationResult:
        actor, regulation = info.context.signed_in, uuid_of("Regulation", id, "id")

        async def work(session: WriteSession) -> UUID:
            return (await service.publish(session, actor, regulation, version, clock.now())).id

        return read_one(Regulation, await decided(info, idempotency_key, work, id=id, version=version))

    @strawberry.mutation(
        description="Take back a draft, such as one for a day on which another regulation begins. The trail keeps it.",
        extensions=[needs("regulation.draft")],
    )
    async def withdraw_regulation(
        self,
        info: ContextInfo,
        id: Annotated[strawberry.ID, strawberry.argument(description="The draft.")],
        reason: Annotated[str, strawberry.argument(description="Why, for the trail.")],
        idempotency_key: IdempotencyKey,
    ) -> WithdrawRegulationResult | None:
        actor, regulation = info.context.signed_in, uuid_of("Regulation", id, "id")

        async def work(session: WriteSession) -> UUID:
            return await withdrawal.withdraw(session, actor, regulation, reason)

        return read_one(Unit, await decided(info, idempotency_key, work, id=id, reason=reason))


def _object(sent: Any, name: str) -> dict[str, Any]:
    if not isinstance(sent, dict):
        raise Invalid("not_an_object", f"`{name}` is a JSON object, such as {{}}.", f"input.{name}")
    return sent
