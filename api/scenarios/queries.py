"""Asking what changes of the rules would do."""

from typing import Annotated

import strawberry

from api.graphql.computations import COMPUTES, in_turn
from api.graphql.mutations.decisions import ContextInfo
from api.graphql.permissions import needs
from api.scenarios.types import ScenarioInput, Simulations
from domain.computing.rules import Change
from domain.reading.ids import uuid_of
from domain.scenarios import service


@strawberry.type
class ScenarioQueries:
    @strawberry.field(
        description="Compute a run again over its own inputs with some numbers changed, up to three scenarios side by"
        " side in one computation. Holds no person, and no number about fewer than ten people, nor two that tell one."
        " All scenarios are answered, or none. The trail keeps each question; who may not read the lines asks at most"
        " 40 different ones of the same inputs, each scenario one.",
        extensions=[needs("scenario.simulate"), in_turn()],
        metadata=COMPUTES,
    )
    async def simulate(
        self,
        info: ContextInfo,
        baseline: Annotated[strawberry.ID, strawberry.argument(description="The run to start from.")],
        scenarios: Annotated[
            list[ScenarioInput],
            strawberry.argument(description="One to three; those with the same changes are one question."),
        ],
    ) -> Simulations | None:
        context = info.context
        wanted = [[Change(one.model, one.parameter, one.value) for one in each.changes] for each in scenarios]
        actor, run = context.signed_in, uuid_of("PayRun", baseline, "baseline")
        async with context.database.writing(actor) as session:
            asked = await service.ask(session, actor, run, wanted)
        return Simulations.of(await service.simulate(asked), context.language)
