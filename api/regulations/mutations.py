"""Drafting and publishing regulations."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Annotated, Any, TypeAlias

import strawberry

from api.graphql.enums.words import PayRunKind
from api.graphql.mutations.decisions import Decider, Reason, Version, decision
from api.graphql.mutations.payloads import Answer
from api.graphql.scalars import Amount
from api.organisation.types import Unit
from api.regulations.types import Regulation
from domain import clock
from domain.errors import Invalid, Refusal, as_one
from domain.reading.ids import Row, global_id, uuid_of
from domain.regulations import service, withdrawal

REGULATION = Answer(Regulation, "regulation", "The regulation")
UNIT = Answer(Unit, "unit", "The unit, with the regulations that stay")
# Which field of a model or a value of a parameter is at fault, but for codes that tell another one.
PLACES = {"models": "modelId", "parameters": "value"}
FIELDS = {
    "unknown_stage": "stage",
    "unknown_kind": "kind",
    "unknown_parameter": "name",
    "stray_parameters": "modelId",
}
RegulationId: TypeAlias = Annotated[strawberry.ID, strawberry.argument(description="The draft.")]


@strawberry.input(
    description="A value of a parameter: either a number or the word of an option.", one_of=True
)
class ParameterValueInput:
    number: strawberry.Maybe[Amount] = strawberry.field(
        description="A whole number of the parameter's unit, as a string of digits."
    )
    option: strawberry.Maybe[str] = strawberry.field(description="The word of an option.")

    def sent(self) -> int | str:
        """The one that was sent."""
        return self.number.value if self.number else self.option.value if self.option else ""


@strawberry.input(description="The model for a stage of a kind of run.")
class StageModelInput:
    kind: PayRunKind = strawberry.field(description="The kind of run.")
    stage: str = strawberry.field(description="The stage, such as `scoring` or `bonus`.")
    model_id: str = strawberry.field(description="The model, such as `vn.classes_2026`.")


@strawberry.input(description="A value of a parameter, for a kind of run.")
class ParameterInput:
    kind: PayRunKind = strawberry.field(description="The kind of run.")
    model_id: str = strawberry.field(description="The model.")
    name: str = strawberry.field(description="The parameter, such as `quota_bp`.")
    value: ParameterValueInput = strawberry.field(description="Its value.")


@strawberry.input(description="What a regulation states.")
class RegulationInput:
    unit_id: strawberry.ID = strawberry.field(
        description="The unit, with all below it that have none of their own."
    )
    effective_from: date = strawberry.field(description="The day from which it holds.")
    title: str = strawberry.field(description="The title of the document.")
    models: list[StageModelInput] = strawberry.field(
        description="A model for each stage of each kind of run that it picks models for. A kind that it does not name"
        " is inherited from the unit above."
    )
    parameters: list[ParameterInput] = strawberry.field(
        default_factory=list, description="Values that it sets instead of the models' own."
    )

    def rules(self) -> tuple[dict[str, Any], dict[str, Any]]:
        """Models by kind and stage, values by kind, model and name. Raises Invalid (`stated_twice`)."""
        models: dict[str, Any] = {}
        for place, one in enumerate(self.models):
            _put(models.setdefault(str(one.kind.value), {}), one.stage, one.model_id, f"models.{place}.stage")
        parameters: dict[str, Any] = {}
        for place, each in enumerate(self.parameters):
            of_model = parameters.setdefault(str(each.kind.value), {}).setdefault(each.model_id, {})
            _put(of_model, each.name, each.value.sent(), f"parameters.{place}.name")
        return models, parameters

    @contextmanager
    def placed(self) -> Iterator[None]:
        """Have what the domain refuses inside told where it was sent."""
        try:
            yield
        except Invalid as wrong:
            raise as_one([each.at(self._place(each)) for each in wrong.each]) from wrong

    def _place(self, wrong: Refusal) -> str:
        """Where what the domain refuses was sent: it knows a model by kind and stage, a value by kind and model."""
        member, _, rest = wrong.path.removeprefix("input.").partition(".")
        stages = [f"{one.kind.value}.{one.stage}" for one in self.models]
        names = [f"{one.kind.value}.{one.model_id}.{one.name}" for one in self.parameters]
        found = [
            place
            for place, known in enumerate({"models": stages, "parameters": names}.get(member, ()))
            if rest and f"{known}.".startswith(f"{rest}.")
        ]
        if not found:
            return wrong.path if member not in PLACES else f"input.{member}"
        return f"input.{member}.{found[0]}.{FIELDS.get(wrong.code, PLACES[member])}"


@strawberry.type
class RegulationMutations:
    @decision("regulation.draft", REGULATION)
    async def draft_regulation(self, by: Decider, input: RegulationInput) -> Row:
        """Write down which models a unit uses and which numbers it sets for them."""
        unit, rules = uuid_of("Unit", input.unit_id, "input.unitId"), input.rules()
        with input.placed():
            return await service.draft(*by, unit, input.effective_from, input.title, *rules)

    @decision("regulation.publish", REGULATION, approves=True)
    async def publish_regulation(self, by: Decider, id: RegulationId, version: Version) -> Row:
        """Put a draft in force, signed in for at most 5 minutes. Whoever drafted it cannot."""
        return await service.publish(*by, uuid_of("Regulation", id, "id"), version, clock.now())

    @decision("regulation.draft", UNIT)
    async def withdraw_regulation(self, by: Decider, id: RegulationId, reason: Reason) -> str:
        """Take back a draft, such as one for a day on which another regulation begins. The trail keeps it."""
        unit_id = await withdrawal.withdraw(*by, uuid_of("Regulation", id, "id"), reason)
        return global_id("Unit", unit_id)


def _put(into: dict[str, Any], name: str, value: Any, path: str) -> None:
    if name in into:
        raise Invalid(
            "stated_twice", "“{name}” is stated twice: keep one of the two.", f"input.{path}", name=name
        )
    into[name] = value
