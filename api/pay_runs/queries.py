"""Reading pay runs."""

from typing import Annotated, Any

import strawberry

from api.graphql.computations import COMPUTES, in_turn
from api.graphql.computed.reproductions import LineReproduction, OtherVersion, Reproduction
from api.graphql.computed.way import PayLineWay
from api.graphql.filters.pay import PAY_LINES, PAY_RUNS, PAYMENT_HOLDS
from api.graphql.lazy_types import PayLineConnectionRef, PaymentHoldRef, PayRunRef
from api.graphql.mutations.decisions import ContextInfo
from api.graphql.permissions import needs, signed_in
from api.graphql.reads.fields import Connection, root_paged
from domain.pay_runs.proof import line_reproduction, reproduction
from domain.pay_runs.way import service as way
from domain.reading.ids import uuid_of
from domain.regulations.in_force import named
from domain.release import RELEASE


@strawberry.type
class PayRunQueries:
    pay_runs: Connection[PayRunRef] | None = root_paged("Pay runs, the newest first.", *PAY_RUNS)
    payment_holds: Connection[PaymentHoldRef] | None = root_paged(
        "Who is or was on hold, the newest first.", *PAYMENT_HOLDS
    )
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
            release=found.run.release,
            **_answers(found),
        )

    @strawberry.field(
        description="Compute a line of yours, or one that you may read, again from the kept inputs of its run.",
        extensions=[signed_in(), in_turn()],
        metadata=COMPUTES,
    )
    async def line_reproduction(
        self,
        info: ContextInfo,
        pay_line_id: Annotated[strawberry.ID, strawberry.argument(description="The line.")],
    ) -> LineReproduction | None:
        context = info.context
        line = uuid_of("PayLine", pay_line_id, "payLineId")
        found = await line_reproduction.reproduce_line(context.database, context.signed_in, line)
        return LineReproduction(
            people=found.people,
            stored_leaf=found.stored_leaf,
            recomputed_leaf=found.recomputed_leaf,
            release=found.release,
            **_answers(found),
        )

    @strawberry.field(
        description="How the amount of a line of yours, or of one that you may read, came about. Its months and its"
        " work are computed again from the kept inputs of the run.",
        extensions=[signed_in(), in_turn()],
        metadata=COMPUTES,
    )
    async def pay_line_way(
        self,
        info: ContextInfo,
        pay_line_id: Annotated[strawberry.ID, strawberry.argument(description="The line.")],
    ) -> PayLineWay | None:
        context = info.context
        line = uuid_of("PayLine", pay_line_id, "payLineId")
        told = await way.way(context.database, context.signed_in, line, context.language, named)
        return PayLineWay.of(told)


def _answers(found: reproduction.Reproduction | line_reproduction.LineReproduction) -> dict[str, Any]:
    """Same values, and same rules: what computing a run and computing a line again both answer."""
    return {
        "first_difference": found.first_difference,
        "same_values": found.same_values,
        "same_rules": found.same_rules,
        "other_rules": list(found.other_rules),
        "other_versions": [OtherVersion(**other._asdict()) for other in found.other_versions],
        "current_release": RELEASE,
    }
