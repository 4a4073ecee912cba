"""Reading people."""

import strawberry

from api.graphql.lazy_types import EmployeeRef
from api.graphql.reads.arguments import CODE, CODE_PREFIX, OF_UNITS, SEARCH
from api.graphql.reads.fields import Connection, root_paged


@strawberry.type
class PeopleQueries:
    employees: Connection[EmployeeRef] | None = root_paged(
        "People on a pay list, by code.", *OF_UNITS, CODE, CODE_PREFIX, SEARCH
    )
