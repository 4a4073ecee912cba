"""Regulations as clients see them."""

from datetime import date, datetime

import strawberry

from api.graphql.enums.words import PayRunKind
from api.graphql.lazy_types import AccountRef, UnitRef
from api.graphql.reads.fields import Node, shown
from api.graphql.reads.permissions import ViewerPermission
from api.graphql.reads.values import ParameterValue


@strawberry.type(description="The model for a stage of a kind of run.")
class StageModel:
    kind: PayRunKind = shown("The kind of run.")
    stage: str = shown("The stage.")
    model_id: str = shown("The model.")


@strawberry.type(description="A parameter that a regulation sets.")
class RegulationParameter:
    kind: PayRunKind = shown("The kind of run.")
    model_id: str = shown("The model.")
    name: str = shown("Its name in the model.")
    value: ParameterValue | None = shown("Its value.")


@strawberry.type(
    description="A unit's document that picks the models and sets their parameters, also for each unit below"
    " without one of its own."
)
class Regulation(Node):
    effective_from: date = shown("The first day; it ends the day before the unit's next one begins.")
    title: str = shown("What the document is called.")
    models: list[StageModel] = shown("The model for each stage of each kind of run that it picks models for.")
    parameters: list[RegulationParameter] = shown(
        "The parameters that it sets instead of the models' own values."
    )
    published_at: datetime | None = shown(
        "The moment, by the clock, when it was published; null while it is a draft. A rehearsal does not set it."
    )
    viewer_can_publish: ViewerPermission = shown("Whether you can publish it now.")
    version: int = shown("Goes up with each change; send it back to change the regulation.")
    unit: UnitRef = shown("The unit whose it is.")
    drafted_by_id: strawberry.ID = shown("The account that drafted it.")
    drafted_by: AccountRef | None = shown("Who drafted it; null for whoever may not see the account.")
    published_by_id: strawberry.ID | None = shown("The account that published it; null while it is a draft.")
    published_by: AccountRef | None = shown(
        "Who published it; null until then, or for whoever may not see it."
    )
