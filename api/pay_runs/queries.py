"""Reading pay runs."""

from typing import Annotated

import strawberry

from api.graphql.computations import COMPUTES, in_turn
from api.graphql.filters.pay import PAY_LINES, PAY_RUNS
from api.graphql.lazy_types import PayLineConnectionRef, PayRunRef
from api.graphql.mutations.decisions import ContextInfo
from api.graphql.permissions import needs
from api.graphql.reads.fields import Connection, root_paged
from api.pay_runs.types import OtherVersion, Reproduction
from domain.pay_runs.proof import reproduction
from domain.reading.ids import uuid_of
from domain.release import RELEASE


@strawberry.type
class PayRunQueries:
    pay_runs: Connection[PayRunRef] | None = root_paged("Pay runs, the newest first.", *PAY_RUNS)
    pay_lines: PayLineConnectionRef | None = root_paged("Lines of pay runs, by run and person.", *PAY_LINES)

    @strawberry.field(
        description="Compute a run again from its kept inputs and compare every line.",
        extensions=[needs("pay_run.read"), in_turn()],
        metadata=COMPUTES,
    )
    async def reproduction(
        self,
        info: ContextInfo,
        pay_run_id: Annotated[strawberry.ID, strawberry.argument(description="The run.")],
    ) -> Reproduction | None:
        context = info.context
        async with context.database.reading(context.signed_in) as session:
            found = await reproduction.reproduce(session, uuid_of("PayRun", pay_run_id, "payRunId"))
        return Reproduction(
            reproduced=found.same_values,
            lines=found.lines,
            same=found.same,
            stored_root=found.stored_root,
            recomputed_root=found.recomputed_root,
            first_difference=found.first_difference,
            same_values=found.same_values,
            same_rules=found.same_rules,
            other_rules=list(found.other_rules),
            other_versions=[OtherVersion(**other._asdict()) for other in found.other_versions],
            release=found.run.release,
            current_release=RELEASE,
        )
