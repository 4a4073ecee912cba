from typing import Annotated, Optional

from pydantic import BeforeValidator, Field

from .base_model import BaseModel
from .enums import PayRunKind, PayRunState


class PayRuns(BaseModel):
    pay_runs: Optional["PayRunsPayRuns"] = Field(alias="payRuns")


class PayRunsPayRuns(BaseModel):
    nodes: list["PayRunsPayRunsNodes"]


class PayRunsPayRunsNodes(BaseModel):
    id: str
    kind: PayRunKind
    state: PayRunState
    version: int
    title: str
    total: "PayRunsPayRunsNodesTotal"
    viewer_can_approve: "PayRunsPayRunsNodesViewerCanApprove" = Field(
        alias="viewerCanApprove"
    )


class PayRunsPayRunsNodesTotal(BaseModel):
    amount: Annotated[int, BeforeValidator(int)]
    formatted: str


class PayRunsPayRunsNodesViewerCanApprove(BaseModel):
    allowed: bool
    reason: Optional[str]


PayRuns.model_rebuild()
PayRunsPayRuns.model_rebuild()
PayRunsPayRunsNodes.model_rebuild()
