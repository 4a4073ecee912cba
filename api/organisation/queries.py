"""Reading units and positions."""

import strawberry

from api.graphql.filters.organisation import POSITIONS, UNITS
from api.graphql.lazy_types import PositionRef, UnitRef
from api.graphql.reads.arguments import AS_OF, Argument
from api.graphql.reads.fields import Connection, root, root_paged


@strawberry.type
class OrganisationQueries:
    unit: UnitRef | None = root(
        "The unit with this code.", Argument("code", str, "Its code.", required=True), AS_OF
    )
    units: Connection[UnitRef] | None = root_paged("Units, by code.", *UNITS, AS_OF)
    positions: Connection[PositionRef] | None = root_paged("Positions, by code.", *POSITIONS, AS_OF)
