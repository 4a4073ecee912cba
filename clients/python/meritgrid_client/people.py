from typing import Optional

from pydantic import Field

from .base_model import BaseModel


class People(BaseModel):
    employees: Optional["PeopleEmployees"]


class PeopleEmployees(BaseModel):
    total_count: int = Field(alias="totalCount")
    nodes: list["PeopleEmployeesNodes"]
    page_info: "PeopleEmployeesPageInfo" = Field(alias="pageInfo")


class PeopleEmployeesNodes(BaseModel):
    id: str
    code: str
    full_name: str = Field(alias="fullName")
    unit: "PeopleEmployeesNodesUnit"
    position: Optional["PeopleEmployeesNodesPosition"]


class PeopleEmployeesNodesUnit(BaseModel):
    name: str


class PeopleEmployeesNodesPosition(BaseModel):
    title: str


class PeopleEmployeesPageInfo(BaseModel):
    end_cursor: Optional[str] = Field(alias="endCursor")
    has_next_page: bool = Field(alias="hasNextPage")


People.model_rebuild()
PeopleEmployees.model_rebuild()
PeopleEmployeesNodes.model_rebuild()
