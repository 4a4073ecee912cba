"""Reading people."""

import strawberry

from api.arguments import CODE, CODE_PREFIX, OF_UNITS, SEARCH
from api.fields import Connection, root_paged
from api.references import EmployeeRef


@strawberry.type
class PeopleQueries:
    employees: Connection[EmployeeRef] | None = root_paged(
        "People on a pay list, by code.", *OF_UNITS, CODE, CODE_PREFIX, SEARCH
    )
