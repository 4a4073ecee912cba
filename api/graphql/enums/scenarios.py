"""Words of simulations, as enums."""

from enum import Enum

import strawberry

from domain.scenarios import disclosure


@strawberry.enum(description="Why a number is withheld.")
class HiddenReason(Enum):
    SMALL_GROUP = strawberry.enum_value(
        disclosure.SMALL_GROUP,
        description="Fewer than `smallestGroup` people stand behind it or its change, or behind all that is withheld"
        " beside it.",
    )
    COMPLEMENT = strawberry.enum_value(
        disclosure.COMPLEMENT, description="What is withheld beside it would follow from it and the total."
    )
    NEAR_SCENARIO = strawberry.enum_value(
        disclosure.NEAR_SCENARIO,
        description="Beside another scenario of the request it would tell about fewer than `smallestGroup` people.",
    )


@strawberry.enum(description="What a scenario is to somebody.")
class ScenarioOutcome(Enum):
    WINNERS = strawberry.enum_value("winners", description="They get more.")
    LOSERS = strawberry.enum_value("losers", description="They get less.")
    UNCHANGED = strawberry.enum_value("unchanged", description="They get the same.")


@strawberry.enum(description="What the units of a simulation can be ordered by.")
class UnitEffectOrderField(Enum):
    CODE = strawberry.enum_value("unit_code", description="The unit's code, 9 before 10.")
    COST = strawberry.enum_value("scenario_vnd", description="What the scenario costs there.")
    DIFFERENCE = strawberry.enum_value(
        "difference_vnd", description="What the scenario costs more there than the run."
    )
