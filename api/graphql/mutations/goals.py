"""What goes into mutations of catalogues: goals and KPIs that are named by id or by code."""

from datetime import date
from uuid import UUID

import strawberry

from api.graphql.enums.results import KpiDirection, MissingData, PolicyGoalStage
from api.graphql.mutations.organisation import BY_CODE, BY_ID, named
from domain.errors import Invalid
from domain.goals.catalogue.goals import GoalSaid
from domain.goals.catalogue.kind import ItemChange, NewItem
from domain.goals.catalogue.kpis import KpiSaid
from domain.goals.catalogue.register import Reference
from domain.goals.sets.binding import Binding
from domain.reading.ids import uuid_of

CODE = "Its code, unique in the catalogue of the unit, and not that of anything that it inherits."
EXPECTED = "The latest state that you have read (`states`); refused when there is a newer one."
THE_ONLY = "by its code, when one unit only has that in its catalogue."
CLOSES = "On which day of the following month its numbers are final, 1 to 28."
MISSING = "What counts where a number is missing."
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
    goal_code: str | None = strawberry.field(default=None, description=THE_ONLY)
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


@strawberry.input(
    description="A KPI to set up in the catalogue of a unit; what a set needs of it may follow."
)
class NewKpiInput:
    unit_id: strawberry.ID | None = strawberry.field(default=None, description=BY_ID)
    unit_code: str | None = strawberry.field(default=None, description=BY_CODE)
    code: str = strawberry.field(description=CODE)
    title: str = strawberry.field(description="What is measured.")
    measure: str = strawberry.field(description="How it is measured.")
    goal_id: strawberry.ID | None = strawberry.field(
        default=None, description="The policy goal that it leads to, by its id; or else:"
    )
    goal_code: str | None = strawberry.field(default=None, description=IN_CATALOGUES)
    unit_of_measure: str | None = strawberry.field(
        default=None, description="What is counted, such as files."
    )
    direction: KpiDirection | None = strawberry.field(default=None, description="Which numbers are good.")
    formula: str | None = strawberry.field(default=None, description="How it is computed.")
    denominator: str | None = strawberry.field(default=None, description="Of what it is counted.")
    data_source: str | None = strawberry.field(
        default=None, description="The system that its numbers come from."
    )
    closes_on_day: int | None = strawberry.field(
        default=None, description="On which day of the following month its numbers are final, 1 to 28."
    )
    missing_data: MissingData | None = strawberry.field(
        default=None, description="What counts where a number is missing."
    )
    evidence: str | None = strawberry.field(default=None, description="What must stand behind a result.")

    def row(self, at: str) -> NewItem:
        """The same in the domain's words."""
        return NewItem(named(self.unit_id, self.unit_code, at), self.code, _said(self, at, None))


@strawberry.input(description="What becomes of a KPI; what is left out stays as it is.")
class KpiChangeInput:
    kpi_id: strawberry.ID | None = strawberry.field(default=None, description="The KPI, by its id; or else:")
    kpi_code: str | None = strawberry.field(default=None, description=THE_ONLY)
    expected_state_id: strawberry.ID | None = strawberry.field(default=None, description=EXPECTED)
    title: str | None = strawberry.field(default=None, description="Another title.")
    measure: str | None = strawberry.field(default=None, description="How it is measured from then on.")
    goal_id: strawberry.ID | None = strawberry.field(
        default=None, description="The policy goal that it leads to, by its id; or else:"
    )
    goal_code: str | None = strawberry.field(default=None, description=IN_CATALOGUES)
    unit_of_measure: str | None = strawberry.field(
        default=None, description="What is counted, such as files."
    )
    direction: KpiDirection | None = strawberry.field(default=None, description="Which numbers are good.")
    formula: str | None = strawberry.field(default=None, description="How it is computed.")
    denominator: str | None = strawberry.field(default=None, description="Of what it is counted.")
    data_source: str | None = strawberry.field(
        default=None, description="The system that its numbers come from."
    )
    closes_on_day: int | None = strawberry.field(
        default=None, description="On which day of the following month its numbers are final, 1 to 28."
    )
    missing_data: MissingData | None = strawberry.field(
        default=None, description="What counts where a number is missing."
    )
    evidence: str | None = strawberry.field(default=None, description="What must stand behind a result.")
    closes: bool | None = strawberry.field(default=None, description="Whether it ends.")

    def row(self, at: str) -> ItemChange:
        """The same in the domain's words."""
        kpi = item("Kpi", self.kpi_id, self.kpi_code, at, "kpi")
        return ItemChange(kpi, state("KpiState", self.expected_state_id, at), _said(self, at, self.closes))


@strawberry.input(description="A KPI to bind to a position, or to take from it.")
class KpiBindingInput:
    position_id: strawberry.ID | None = strawberry.field(
        default=None, description="The position, by its id; or else:"
    )
    position_code: str | None = strawberry.field(default=None, description=BY_CODE)
    kpi_id: strawberry.ID | None = strawberry.field(default=None, description="The KPI, by its id; or else:")
    kpi_code: str | None = strawberry.field(default=None, description=IN_CATALOGUES)
    ends: bool = strawberry.field(default=False, description="Whether it is no longer bound from then on.")

    def row(self, at: str) -> Binding:
        """The same in the domain's words."""
        post = item("Position", self.position_id, self.position_code, at, "position")
        return Binding(post, item("Kpi", self.kpi_id, self.kpi_code, at, "kpi"), self.ends)


def _said(sent: NewKpiInput | KpiChangeInput, at: str, closes: bool | None) -> KpiSaid:
    return KpiSaid(
        sent.title,
        item("PolicyGoal", sent.goal_id, sent.goal_code, at, "goal"),
        sent.measure,
        sent.unit_of_measure,
        str(sent.direction.value) if sent.direction is not None else None,
        sent.formula,
        sent.denominator,
        sent.data_source,
        sent.closes_on_day,
        str(sent.missing_data.value) if sent.missing_data is not None else None,
        sent.evidence,
        closes,
    )
