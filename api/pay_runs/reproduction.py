"""The proof that a run follows from its kept inputs, computed when it is asked for."""

from typing import Annotated

import strawberry

from api.deciding import ContextInfo
from api.rights import needs
from domain.pay_runs import reproduction
from domain.reading.ids import uuid_of


@strawberry.type(description="A run computed again from its kept inputs, and compared line by line.")
class Reproduction:
    reproduced: bool = strawberry.field(description="Whether every line and the root are the same.")
    lines: int = strawberry.field(description="How many lines were compared.")
    same: int = strawberry.field(description="How many of them are the same.")
    stored_root: str = strawberry.field(description="The root over the lines as the run keeps it.")
    recomputed_root: str = strawberry.field(description="The root over the lines computed now.")
    first_difference: str | None = strawberry.field(description="The first line that differs, and how.")


@strawberry.type
class ReproductionQueries:
    @strawberry.field(
        description="Compute a run again from its kept inputs and compare every line.",
        extensions=[needs("pay_run.read")],
    )
    async def reproduction(
        self,
        info: ContextInfo,
        pay_run_id: Annotated[strawberry.ID, strawberry.argument(description="The run.")],
    ) -> Reproduction:
        context = info.context
        async with context.database.reading(context.signed_in) as session:
            found = await reproduction.reproduce(session, uuid_of("PayRun", pay_run_id))
        return Reproduction(
            reproduced=found.reproduced,
            lines=found.lines,
            same=found.same,
            stored_root=found.stored_root,
            recomputed_root=found.recomputed_root,
            first_difference=found.first_difference,
        )
