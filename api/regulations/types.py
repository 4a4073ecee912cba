"""Regulations as clients see them."""

from datetime import date, datetime

import strawberry
from strawberry.scalars import JSON

from api.graphql.lazy_types import AccountRef, UnitRef
from api.graphql.reads.fields import Node, shown


@strawberry.type(
    description="A unit's document that picks the models and sets their parameters, also for each unit below"
    " without one of its own."
)
class Regulation(Node):
    effective_from: date = shown("The first day; it ends the day before the unit's next one begins.")
    title: str = shown("What the document is called.")
    models: JSON = shown(
        "For each kind of run the id of the model for each of its stages, as it was drafted: stages alone are those of"
        " the bonus (scoring, pay, classification, bonus)."
    )
    parameters: JSON = shown(
        "For each kind of run and model the parameters that differ from its own values; without kinds, as the models."
    )
    published_at: datetime | None = shown(
        "The moment, by the clock, when it was published; null while it is a draft. A rehearsal does not set it."
    )
    version: int = shown("Goes up with each change; send it back to change the regulation.")
    unit: UnitRef = shown("The unit whose it is.")
    drafted_by_id: strawberry.ID = shown("The account that drafted it.")
    drafted_by: AccountRef | None = shown("Who drafted it; null for whoever may not see the account.")
    published_by_id: strawberry.ID | None = shown("The account that published it; null while it is a draft.")
    published_by: AccountRef | None = shown(
        "Who published it; null until then, or for whoever may not see it."
    )
