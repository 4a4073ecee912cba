"""Reading units and positions."""

import strawberry

from api.graphql.lazy_types import PositionRef, UnitRef
from api.graphql.reads.arguments import CODE, CODE_PREFIX, OF_UNITS, WITHIN, Argument
from api.graphql.reads.fields import Connection, root, root_paged
from api.organisation.types import CLOSED, KIND, LEADER, PARENT, PEER_GROUP


@strawberry.type
class OrganisationQueries:
    unit: UnitRef | None = root("The unit with this code.", Argument("code", str, "Its code.", required=True))
    units: Connection[UnitRef] | None = root_paged("Units, by code.", WITHIN, PARENT, CODE, KIND, CLOSED)
    positions: Connection[PositionRef] | None = root_paged(
        "Positions, by code.", *OF_UNITS, CODE, CODE_PREFIX, LEADER, PEER_GROUP
    )
