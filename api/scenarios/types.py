"""The effects of a scenario: tables without persons, blank where fewer than ten people stand behind a number."""

import strawberry

from api.graphql.reads.quantities import Money
from domain.scenarios.service import Simulation as Simulated


@strawberry.input(description="One number of the rules, changed.")
class ParameterChange:
    model: str = strawberry.field(description="The pay model, such as `vn.classes_2026`.")
    parameter: str = strawberry.field(description="Its parameter, such as `quota_bp`.")
    value: str = strawberry.field(description="The new value: a whole number, or the name of an option.")


@strawberry.type(
    description="Cost of one unit. Blank (`hidden`) under ten people, or where it would give such a cell away."
)
class UnitEffect:
    unit_code: str = strawberry.field(description="The unit's code.")
    unit_name: str = strawberry.field(description="The unit's name.")
    people: int | None = strawberry.field(description="How many are paid there.")
    baseline_vnd: Money | None = strawberry.field(description="Cost in the run.")
    scenario_vnd: Money | None = strawberry.field(description="Cost in the scenario.")
    hidden: bool = strawberry.field(description="Whether the numbers are withheld.")


@strawberry.type(description="People and cost of one class, before and after.")
class ClassEffect:
    rated: str = strawberry.field(description="The class.")
    people_before: int | None = strawberry.field(description="How many are in it in the run.")
    people_after: int | None = strawberry.field(description="How many are in it in the scenario.")
    baseline_vnd: Money | None = strawberry.field(description="What they get in the run.")
    scenario_vnd: Money | None = strawberry.field(description="What they get in the scenario.")
    hidden: bool = strawberry.field(description="Whether the numbers are withheld.")


@strawberry.type(description="People who go from one class to another, or stay.")
class ClassMove:
    rated_before: str = strawberry.field(description="The class in the run.")
    rated_after: str = strawberry.field(description="The class in the scenario.")
    people: int | None = strawberry.field(description="How many.")
    hidden: bool = strawberry.field(description="Whether the number is withheld.")


@strawberry.type(description="People who get more, less, or the same.")
class Outcome:
    outcome: str = strawberry.field(description="`winners`, `losers` or `unchanged`.")
    people: int | None = strawberry.field(description="How many.")
    difference_vnd: Money | None = strawberry.field(description="What they get more, all together.")
    median_difference_vnd: Money | None = strawberry.field(
        description="What the one in the middle gets more, to the nearest 100,000 dong."
    )
    hidden: bool = strawberry.field(description="Whether the numbers are withheld.")


@strawberry.type(description="A run computed again with some numbers changed, and what that does.")
class Simulation:
    reproduces: bool = strawberry.field(
        description="Whether the scenario gives the run itself, in every value of all lines; always so without changes."
    )
    baseline_root: str = strawberry.field(description="The root over the run's lines.")
    scenario_root: str | None = strawberry.field(
        description="The same, computed again, of a scenario without changes; else null: nobody is paid by its lines."
    )
    baseline_vnd: Money = strawberry.field(description="What the run costs.")
    scenario_vnd: Money | None = strawberry.field(
        description="What the scenario costs; null when it changes what fewer than ten people get."
    )
    difference_vnd: Money | None = strawberry.field(
        description="What the scenario costs more; null when it changes what fewer than ten people get."
    )
    by_unit: list[UnitEffect] = strawberry.field(description="Cost by unit.")
    by_class: list[ClassEffect] = strawberry.field(description="People and cost by class.")
    moves: list[ClassMove] = strawberry.field(description="From class to class.")
    outcomes: list[Outcome] = strawberry.field(description="Winners and losers.")

    @classmethod
    def of(cls, found: Simulated) -> "Simulation":
        """The only bridge from the domain's simulation to the schema."""
        effects, scenario = found.effects, found.effects.scenario_vnd
        return cls(
            reproduces=found.reproduces,
            baseline_root=found.baseline_root,
            scenario_root=found.scenario_root,
            baseline_vnd=Money(effects.baseline_vnd),
            scenario_vnd=None if scenario is None else Money(scenario),
            difference_vnd=None if scenario is None else Money(scenario - effects.baseline_vnd),
            by_unit=[UnitEffect(**row) for row in effects.by_unit.iter_rows(named=True)],
            by_class=[ClassEffect(**row) for row in effects.by_class.iter_rows(named=True)],
            moves=[ClassMove(**row) for row in effects.moves.iter_rows(named=True)],
            outcomes=[Outcome(**row) for row in effects.outcomes.iter_rows(named=True)],
        )
