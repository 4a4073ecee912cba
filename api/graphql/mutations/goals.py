"""What goes into mutations of catalogues: goals that are named by id or by code."""

from datetime import date
from uuid import UUID

import strawberry

from api.graphql.enums.results import PolicyGoalStage
from api.graphql.mutations.organisation import BY_CODE, BY_ID, named
from domain.errors import Invalid
from domain.goals.catalogue.goals import GoalSaid
from domain.goals.catalogue.kind import ItemChange, NewItem
from domain.goals.catalogue.register import Reference
from domain.reading.ids import uuid_of

CODE = "Its code, unique in the catalogue of the unit, and not that of anything that it inherits."
EXPECTED = "The latest state that you have read (`states`); refused when there is a newer one."
IN_CATALOGUES = "by its code in the catalogue of the unit or of one above."


def item(of: str, id_: str | None, code: str | None, at: str, role: str) -> Reference | None:
    """What is named by an id or a code, if by either. Raises Invalid for an id that is none, and for both at once."""
    if id_ is not None and code is not None:
        raise Invalid("named_twice", "Name it by its id or by its code, not by both.", f"{at}.{role}Code")
    return uuid_of(of, id_, f"{at}.{role}Id") if id_ is not None else code


def state(of: str, id_: str | None, at: str) -> UUID | None:
    """The state that was read. Raises Invalid for an id that is none."""
    return uuid_of(of, id_, f"{at}.expectedStateId") if id_ is not None else None


@strawberry.input(description="A policy goal to draft in the catalogue of a unit.")
class NewPolicyGoalInput:
    unit_id: strawberry.ID | None = strawberry.field(default=None, description=BY_ID)
    unit_code: str | None = strawberry.field(default=None, description=BY_CODE)
    code: str = strawberry.field(description=CODE)
    title: str = strawberry.field(description="What is to be achieved.")
    document: str = strawberry.field(description="The document that states it.")
    parent_id: strawberry.ID | None = strawberry.field(
        default=None, description="The goal that it serves, by its id; or else:"
    )
    parent_code: str | None = strawberry.field(default=None, description=IN_CATALOGUES)
    starts_on: date | None = strawberry.field(
        default=None, description="The first day of the period that it is set for."
    )
    ends_on: date | None = strawberry.field(default=None, description="The last day of that period.")

    def row(self, at: str) -> NewItem:
        """The same in the domain's words."""
        parent = item("PolicyGoal", self.parent_id, self.parent_code, at, "parent")
        said = GoalSaid(self.title, self.document, parent, self.starts_on, self.ends_on, "drafted")
        return NewItem(named(self.unit_id, self.unit_code, at), self.code, said)


@strawberry.input(description="What becomes of a policy goal; what is left out stays as it is.")
class PolicyGoalChangeInput:
    goal_id: strawberry.ID | None = strawberry.field(
        default=None, description="The goal, by its id; or else:"
    )
    goal_code: str | None = strawberry.field(
        default=None, description="by its code, when one unit only has that in its catalogue."
    )
    expected_state_id: strawberry.ID | None = strawberry.field(default=None, description=EXPECTED)
    title: str | None = strawberry.field(default=None, description="Another title.")
    document: str | None = strawberry.field(default=None, description="Another document that states it.")
    parent_id: strawberry.ID | None = strawberry.field(
        default=None, description="Another goal that it serves, by its id; or else:"
    )
    parent_code: str | None = strawberry.field(default=None, description=IN_CATALOGUES)
    starts_on: date | None = strawberry.field(default=None, description="Another first day of its period.")
    ends_on: date | None = strawberry.field(default=None, description="Another last day of its period.")
    becomes: PolicyGoalStage | None = strawberry.field(
        default=None,
        description="What it becomes: one that is drafted is published, one that is published ends.",
    )
    successor_id: strawberry.ID | None = strawberry.field(
        default=None,
        description="The goal that takes the place of one that is superseded, by its id; or else:",
    )
    successor_code: str | None = strawberry.field(default=None, description=IN_CATALOGUES)

    def row(self, at: str) -> ItemChange:
        """The same in the domain's words."""
        said = GoalSaid(
            self.title,
            self.document,
            item("PolicyGoal", self.parent_id, self.parent_code, at, "parent"),
            self.starts_on,
            self.ends_on,
            str(self.becomes.value) if self.becomes is not None else None,
            item("PolicyGoal", self.successor_id, self.successor_code, at, "successor"),
        )
        goal = item("PolicyGoal", self.goal_id, self.goal_code, at, "goal")
        return ItemChange(goal, state("PolicyGoalState", self.expected_state_id, at), said)
