"""The effects of scenarios: tables without persons, blank where fewer than ten people stand behind a number."""

from typing import Annotated, Any

import strawberry

from api.graphql.computed.lists import After, Before, First, Last, PageArguments, page
from api.graphql.computed.quantities import money, of_amount, pay_class
from api.graphql.enums.scenarios import HiddenReason, ScenarioOutcome, UnitEffectOrderField
from api.graphql.reads.fields import Connection
from api.graphql.reads.inputs import OrderDirection
from api.graphql.reads.quantities import Money, PayClass
from domain.scenarios import disclosure
from domain.scenarios.service import Simulation as Simulated
from domain.scenarios.service import Simulations as Compared

WITHHELD = "Why the numbers are withheld; null where they are shown."


@strawberry.input(description="One number of the rules, changed.")
class ParameterChange:
    model: str = strawberry.field(description="The pay model, such as `vn.classes_2026`.")
    parameter: str = strawberry.field(description="Its parameter, such as `quota_bp`.")
    value: str = strawberry.field(description="The new value: a whole number, or the name of an option.")


@strawberry.input(description="Numbers of the rules that are changed together.")
class ScenarioInput:
    changes: list[ParameterChange] = strawberry.field(
        description="Numbers to change; none gives the run itself."
    )


@strawberry.input(
    description="By what, and from which end. Units whose numbers are hidden come last, by their codes."
)
class UnitEffectOrder:
    field: UnitEffectOrderField = strawberry.field(description="By what; equals follow by their codes.")
    direction: OrderDirection = strawberry.field(default=OrderDirection.ASC, description="From which end.")


@strawberry.type(description="Cost, winners and losers of one unit.")
class UnitEffect:
    unit_code: str = strawberry.field(description="The unit's code.")
    unit_name: str = strawberry.field(description="The unit's name.")
    people: int | None = strawberry.field(description="How many are paid there.")
    baseline: Money | None = strawberry.field(description="Cost in the run.")
    scenario: Money | None = strawberry.field(description="Cost in the scenario.")
    difference: Money | None = strawberry.field(description="What the scenario costs more there.")
    hidden: HiddenReason | None = strawberry.field(description=WITHHELD)
    winners: int | None = strawberry.field(description="How many get more there.")
    losers: int | None = strawberry.field(description="How many get less there.")
    outcomes_hidden: HiddenReason | None = strawberry.field(
        description="Why `winners` and `losers` are withheld; null where they are shown."
    )


@strawberry.type(description="People and cost of one class, before and after.")
class ClassEffect:
    class_: PayClass = strawberry.field(name="class", description="The class.")
    people_before: int | None = strawberry.field(description="How many are in it in the run.")
    people_after: int | None = strawberry.field(description="How many are in it in the scenario.")
    baseline: Money | None = strawberry.field(description="What they get in the run.")
    scenario: Money | None = strawberry.field(description="What they get in the scenario.")
    hidden: HiddenReason | None = strawberry.field(description=WITHHELD)


@strawberry.type(description="People who go from one class to another, or stay.")
class ClassMove:
    class_before: PayClass = strawberry.field(description="The class in the run.")
    class_after: PayClass = strawberry.field(description="The class in the scenario.")
    people: int | None = strawberry.field(description="How many.")
    hidden: HiddenReason | None = strawberry.field(
        description="Why the number is withheld; null where it is shown."
    )


@strawberry.type(description="People who get more, less, or the same.")
class OutcomeEffect:
    outcome: ScenarioOutcome = strawberry.field(description="Which of them.")
    people: int | None = strawberry.field(description="How many.")
    difference: Money | None = strawberry.field(description="What they get more, all together.")
    median_difference: Money | None = strawberry.field(
        description="What the one in the middle gets more, to the nearest 100,000 dong."
    )
    hidden: HiddenReason | None = strawberry.field(description=WITHHELD)


@strawberry.type(description="The run computed again with some numbers changed, and what that does.")
class Simulation:
    found: strawberry.Private[Simulated]
    language: strawberry.Private[str]

    @strawberry.field(
        description="Whether the scenario gives the run itself, in every value of all lines; always so without changes."
    )
    def reproduces(self) -> bool:
        return self.found.reproduces

    @strawberry.field(
        description="The root over all lines, computed again, of a scenario without changes; else null, since nobody is"
        " paid by its lines."
    )
    def root(self) -> str | None:
        return self.found.root

    @strawberry.field(description="What the scenario costs.")
    def scenario(self) -> Money | None:
        return money(self.found.effects.scenario_vnd, self.language)

    @strawberry.field(description="What the scenario costs more than the run.")
    def difference(self) -> Money | None:
        return money(self.found.effects.difference_vnd, self.language)

    @strawberry.field(description="Why `scenario` and `difference` are withheld; null where they are shown.")
    def hidden(self) -> HiddenReason | None:
        return _reason(self.found.effects.hidden)

    @strawberry.field(description="Cost, winners and losers by unit.")
    def by_unit(
        self,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
        order_by: Annotated[
            UnitEffectOrder | None, strawberry.argument(description="In which order; without it, by code.")
        ] = None,
    ) -> Connection[UnitEffect] | None:
        by, descending = _order(order_by)
        rows = self.found.effects.units_by(by, descending).to_dicts()
        name = f"UnitEffect:{by}:{'desc' if descending else 'asc'}"
        units = [self._unit(row) for row in rows]
        asked = PageArguments("byUnit", first, after, last, before)
        return page(name, units, lambda unit: unit.unit_code, asked)

    @strawberry.field(description="People and cost by class.")
    def by_class(self) -> list[ClassEffect]:
        return [
            ClassEffect(
                class_=pay_class(row["rated"], self.language),
                people_before=row["people_before"],
                people_after=row["people_after"],
                baseline=money(row["baseline_vnd"], self.language),
                scenario=money(row["scenario_vnd"], self.language),
                hidden=_reason(row["hidden"]),
            )
            for row in self.found.effects.by_class.to_dicts()
        ]

    @strawberry.field(description="From class to class; empty where the scenario is withheld as a whole.")
    def moves(self) -> list[ClassMove]:
        return [
            ClassMove(
                class_before=pay_class(row["rated_before"], self.language),
                class_after=pay_class(row["rated_after"], self.language),
                people=row["people"],
                hidden=_reason(row["hidden"]),
            )
            for row in self.found.effects.moves.to_dicts()
        ]

    @strawberry.field(description="Winners, losers, and those who get the same.")
    def outcomes(self) -> list[OutcomeEffect]:
        return [
            OutcomeEffect(
                outcome=ScenarioOutcome(row["outcome"]),
                people=row["people"],
                difference=money(row["difference_vnd"], self.language),
                median_difference=money(row["median_difference_vnd"], self.language),
                hidden=_reason(row["hidden"]),
            )
            for row in self.found.effects.outcomes.to_dicts()
        ]

    def _unit(self, row: dict[str, Any]) -> UnitEffect:
        return UnitEffect(
            unit_code=row["unit_code"],
            unit_name=row["unit_name"],
            people=row["people"],
            baseline=money(row["baseline_vnd"], self.language),
            scenario=money(row["scenario_vnd"], self.language),
            difference=money(row["difference_vnd"], self.language),
            hidden=_reason(row["hidden"]),
            winners=row["winners"],
            losers=row["losers"],
            outcomes_hidden=_reason(row["outcomes_hidden"]),
        )


@strawberry.type(description="Scenarios side by side, over the same run.")
class Simulations:
    root: str = strawberry.field(description="The root over the run's lines.")
    baseline: Money = strawberry.field(description="What the run costs.")
    smallest_group: int = strawberry.field(
        description="No number is about fewer people than this, nor about fewer who change."
    )
    scenarios: list[Simulation] = strawberry.field(description="The scenarios, in the order of the request.")

    @classmethod
    def of(cls, found: Compared, language: str) -> "Simulations":
        """The only bridge from the domain's simulations to the schema."""
        return cls(
            root=found.root,
            baseline=of_amount(found.baseline_vnd, language),
            smallest_group=disclosure.SMALLEST_GROUP,
            scenarios=[Simulation(found=one, language=language) for one in found.scenarios],
        )


def _reason(word: str | None) -> HiddenReason | None:
    return None if word is None else HiddenReason(word)


def _order(asked: UnitEffectOrder | None) -> tuple[str, bool]:
    """The column of the effects by which units are ordered, and whether from its greatest on."""
    if asked is None:
        return "unit_code", False
    return str(asked.field.value), asked.direction is OrderDirection.DESC
