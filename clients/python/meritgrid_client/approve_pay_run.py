from typing import Optional

from pydantic import Field

from .base_model import BaseModel
from .enums import PayRunState, ProblemCode


class ApprovePayRun(BaseModel):
    approve_pay_run: Optional["ApprovePayRunApprovePayRun"] = Field(
        alias="approvePayRun"
    )


class ApprovePayRunApprovePayRun(BaseModel):
    pay_run: Optional["ApprovePayRunApprovePayRunPayRun"] = Field(alias="payRun")
    problems: list["ApprovePayRunApprovePayRunProblems"]


class ApprovePayRunApprovePayRunPayRun(BaseModel):
    id: str
    state: PayRunState
    version: int


class ApprovePayRunApprovePayRunProblems(BaseModel):
    code: ProblemCode
    message: str
    path: list[str]


ApprovePayRun.model_rebuild()
ApprovePayRunApprovePayRun.model_rebuild()
