from typing import Optional

from pydantic import Field

from .base_model import BaseModel
from .enums import ProblemCode


class RecordResults(BaseModel):
    record_results: Optional["RecordResultsRecordResults"] = Field(
        alias="recordResults"
    )


class RecordResultsRecordResults(BaseModel):
    ids: Optional[list[str]]
    problems: list["RecordResultsRecordResultsProblems"]


class RecordResultsRecordResultsProblems(BaseModel):
    code: ProblemCode
    message: str
    path: list[str]
    row: Optional[int]
    field: Optional[str]


RecordResults.model_rebuild()
RecordResultsRecordResults.model_rebuild()
