"""Reading people."""

import strawberry

from api.graphql.filters.people import EMPLOYEES
from api.graphql.lazy_types import EmployeeRef
from api.graphql.reads.arguments import AS_OF
from api.graphql.reads.fields import Connection, root_paged


@strawberry.type
class PeopleQueries:
    employees: Connection[EmployeeRef] | None = root_paged(
        "People on a pay list, by name: the given name first, then the code.", *EMPLOYEES, AS_OF
    )
