"""Filters and orders of organisation."""

import strawberry

from api.graphql.enums.organisation import UnitKind
from api.graphql.reads.inputs import DateRange, OfUnits, filtered, narrows, ordered


@strawberry.input(description="Which units.")
class UnitFilter:
    codes: list[str] | None = narrows("Only those with these codes.")
    kinds: list[UnitKind] | None = narrows("Only units of these kinds.")
    parent_ids: list[strawberry.ID] | None = narrows("Only directly below these units.")
    subtree_of: strawberry.ID | None = narrows("Only this unit and all units below it.")
    has_parent: bool | None = narrows("Only units below another, or only the one above all.")
    closed: bool | None = narrows("Only units that are closed, or only those that are not.")
    holds_fund: bool | None = narrows("Only units with a bonus fund of their own, or only others.")
    search: str | None = narrows(
        "Only units whose code begins with this, or whose name contains it; marks and capitals do not count."
    )


@strawberry.input(description="Which states of a unit.")
class UnitStateFilter:
    effective_from: DateRange | None = narrows("Only those that begin on these days.")


@strawberry.input(description="Which peer groups.")
class PeerGroupFilter(OfUnits):
    codes: list[str] | None = narrows("Only those with these codes.")


@strawberry.input(description="Which states of a peer group.")
class PeerGroupStateFilter:
    effective_from: DateRange | None = narrows("Only those that begin on these days.")


@strawberry.input(description="Which states of a position.")
class PositionStateFilter:
    effective_from: DateRange | None = narrows("Only those that begin on these days.")


@strawberry.input(description="Which positions.")
class PositionFilter(OfUnits):
    codes: list[str] | None = narrows("Only those with these codes.")
    code_prefix: str | None = narrows("Only codes that begin with this.")
    peer_group_ids: list[strawberry.ID] | None = narrows("Only of these peer groups.")
    leader: bool | None = narrows("Only leaders' positions, or only others.")
    closed: bool | None = narrows("Only positions that are closed, or only those that are not.")
    vacant: bool | None = narrows(
        "Only positions that nobody holds on the day, or only those that somebody does."
    )


UNITS = (
    filtered(UnitFilter),
    ordered("Unit", CODE="The code.", EFFECTIVE_FROM="Since when it is what it is today."),
)
UNIT_STATES = (filtered(UnitStateFilter), ordered("UnitState", EFFECTIVE_FROM="The first day."))
PEER_GROUPS = (filtered(PeerGroupFilter), ordered("PeerGroup", CODE="The code.", NAME="The name."))
POSITIONS = (filtered(PositionFilter), ordered("Position", CODE="The code.", TITLE="What the job is called."))
PEER_GROUP_STATES = (
    filtered(PeerGroupStateFilter),
    ordered("PeerGroupState", EFFECTIVE_FROM="The first day."),
)
POSITION_STATES = (filtered(PositionStateFilter), ordered("PositionState", EFFECTIVE_FROM="The first day."))
