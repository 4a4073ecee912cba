"""Following pay runs."""

from collections.abc import AsyncGenerator
from typing import Annotated

import strawberry

from api.graphql.lazy_types import PayRunRef
from api.graphql.mutations.decisions import ContextInfo
from api.graphql.reads.read_field import UnreadRow
from api.graphql.subscriptions.changes import Followed, changes
from domain.pay_runs import service
from domain.reading.ids import uuid_of

PAY_RUN = Followed("PayRun", "pay run", service.CHANNEL, service.version)


@strawberry.type
class PayRunSubscriptions:
    @strawberry.subscription(
        description="A pay run as it is, and again whenever it changes: reviewed, approved, closed, set aside. It ends"
        " with `rights_ended` or `invalid_token` when you may not see it any more.",
        graphql_type=PayRunRef | None,
    )
    async def pay_run_changed(
        self, info: ContextInfo, id: Annotated[strawberry.ID, strawberry.argument(description="The run.")]
    ) -> AsyncGenerator[UnreadRow, None]:
        async for changed in changes(info.context, PAY_RUN, uuid_of("PayRun", id, "id")):
            yield changed
