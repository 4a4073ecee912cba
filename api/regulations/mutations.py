"""Drafting and publishing regulations."""

from datetime import date
from typing import Annotated, Any, TypeAlias

import strawberry
from strawberry.scalars import JSON

from api.graphql.decisions import Decider, Reason, Version, decision
from api.graphql.payloads import Answer
from api.organisation.types import Unit
from api.regulations.types import Regulation
from domain import clock
from domain.errors import Invalid
from domain.reading.ids import Row, global_id, uuid_of
from domain.regulations import service, withdrawal

REGULATION = Answer(Regulation, "regulation", "The regulation")
UNIT = Answer(Unit, "unit", "The unit, with the regulations that stay")
RegulationId: TypeAlias = Annotated[strawberry.ID, strawberry.argument(description="The draft.")]


@strawberry.input(description="What a regulation states.")
class RegulationInput:
    unit_id: strawberry.ID = strawberry.field(
        description="The unit, with all below it that have none of their own."
    )
    effective_from: date = strawberry.field(description="The day from which it holds.")
    title: str = strawberry.field(description="The title of the document.")
    models: JSON = strawberry.field(
        description="A model for each stage of each kind of run that it picks models for:"
        ' {"bonus": {"scoring": ..., "pay": ..., "classification": ..., "bonus": ...}}. Stages alone are those of the'
        " bonus. A kind that it does not name is inherited from the unit above."
    )
    parameters: JSON = strawberry.field(
        description='Values that it sets, by kind and model: {"bonus": {"vn.classes_2026": {"quota_bp": 2500}}}; {} for'
        " none. Without kinds, as the models."
    )

    def rules(self) -> tuple[dict[str, Any], dict[str, Any]]:
        """Models and parameters. Raises Invalid (`not_an_object`) for other JSON."""
        models, parameters = _object(self.models, "models"), _object(self.parameters, "parameters")
        for model, values in parameters.items():
            _object(values, f"parameters.{model}")
        return models, parameters


@strawberry.type
class RegulationMutations:
    @decision("regulation.draft", REGULATION)
    async def draft_regulation(self, by: Decider, input: RegulationInput) -> Row:
        """Write down which models a unit uses and which numbers it sets for them."""
        unit = uuid_of("Unit", input.unit_id, "input.unitId")
        return await service.draft(*by, unit, input.effective_from, input.title, *input.rules())

    @decision("regulation.publish", REGULATION)
    async def publish_regulation(self, by: Decider, id: RegulationId, version: Version) -> Row:
        """Put a draft in force. Whoever drafted it cannot."""
        return await service.publish(*by, uuid_of("Regulation", id, "id"), version, clock.now())

    @decision("regulation.draft", UNIT)
    async def withdraw_regulation(self, by: Decider, id: RegulationId, reason: Reason) -> str:
        """Take back a draft, such as one for a day on which another regulation begins. The trail keeps it."""
        unit_id = await withdrawal.withdraw(*by, uuid_of("Regulation", id, "id"), reason)
        return global_id("Unit", unit_id)


def _object(sent: Any, name: str) -> dict[str, Any]:
    if not isinstance(sent, dict):
        raise Invalid("not_an_object", f"`{name}` is a JSON object, such as {{}}.", f"input.{name}")
    return sent
