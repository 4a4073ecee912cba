from datetime import date
from typing import Annotated, Optional

from pydantic import BeforeValidator, Field

from .base_model import BaseModel
from .enums import PayRunKind


class MyPay(BaseModel):
    me: Optional["MyPayMe"]


class MyPayMe(BaseModel):
    name: str
    employee: Optional["MyPayMeEmployee"]


class MyPayMeEmployee(BaseModel):
    pay_lines: "MyPayMeEmployeePayLines" = Field(alias="payLines")


class MyPayMeEmployeePayLines(BaseModel):
    nodes: list["MyPayMeEmployeePayLinesNodes"]


class MyPayMeEmployeePayLinesNodes(BaseModel):
    amount: "MyPayMeEmployeePayLinesNodesAmount"
    class_: "MyPayMeEmployeePayLinesNodesClass" = Field(alias="class")
    pay_run: Optional["MyPayMeEmployeePayLinesNodesPayRun"] = Field(alias="payRun")
    steps: "MyPayMeEmployeePayLinesNodesSteps"


class MyPayMeEmployeePayLinesNodesAmount(BaseModel):
    amount: Annotated[int, BeforeValidator(int)]
    formatted: str


class MyPayMeEmployeePayLinesNodesClass(BaseModel):
    label: str


class MyPayMeEmployeePayLinesNodesPayRun(BaseModel):
    kind: PayRunKind
    period_start: date = Field(alias="periodStart")
    approved_by_office: Optional[str] = Field(alias="approvedByOffice")


class MyPayMeEmployeePayLinesNodesSteps(BaseModel):
    nodes: list["MyPayMeEmployeePayLinesNodesStepsNodes"]


class MyPayMeEmployeePayLinesNodesStepsNodes(BaseModel):
    says: str
    law: str
    value: Optional["MyPayMeEmployeePayLinesNodesStepsNodesValue"]


class MyPayMeEmployeePayLinesNodesStepsNodesValue(BaseModel):
    formatted: str


MyPay.model_rebuild()
MyPayMe.model_rebuild()
MyPayMeEmployee.model_rebuild()
MyPayMeEmployeePayLines.model_rebuild()
MyPayMeEmployeePayLinesNodes.model_rebuild()
MyPayMeEmployeePayLinesNodesSteps.model_rebuild()
MyPayMeEmployeePayLinesNodesStepsNodes.model_rebuild()
