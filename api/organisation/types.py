"""Units, peer groups and positions as clients see them."""

from datetime import date
from enum import Enum

import strawberry

from api.graphql.lazy_types import (
    BonusFundRef,
    EmployeeRef,
    KpiRef,
    LeadershipAllowanceRef,
    PayRunRef,
    PeerGroupRef,
    PositionRef,
    RegulationRef,
    UnitRef,
)
from api.graphql.reads.arguments import CODE, CODE_PREFIX, RUN_KIND, SEARCH, YEAR, Argument
from api.graphql.reads.fields import Connection, Node, counted, listed, paged, shown


@strawberry.enum(description="What kind of organisation a unit is.")
class UnitKind(Enum):
    PROVINCE = "province"
    DEPARTMENT = "department"
    COMMUNE = "commune"
    DIVISION = "division"


KIND = Argument("kind", UnitKind, "Only units of this kind.")
LEADER = Argument("leader", bool, "Only leaders' positions, or only others.")
PEER_GROUP = Argument("peer_group_id", strawberry.ID, "Only of this peer group.")
PARENT = Argument("parent_id", strawberry.ID, "Only directly below this unit.")
CLOSED = Argument("closed", bool, "Only units that are closed, or only those that are not.")


@strawberry.type(
    description="An organisation. It lasts, while its name, kind and parent may change from a day on."
)
class Unit(Node):
    code: str = shown("Unique in the administration.")
    name: str = shown("Its name today.")
    kind: UnitKind = shown("What kind of organisation it is today.")
    holds_fund: bool = shown("Whether it has authority over a pay list, hence a bonus fund of its own.")
    closed: bool = shown("Whether it has ended.")
    effective_from: date = shown("Since when it is what it is today.")
    parent: UnitRef | None = shown("The unit above; null at the top.")
    children: Connection[UnitRef] = paged("The units directly below, by code.", CODE, KIND, CLOSED)
    peer_groups: list[PeerGroupRef] = listed("Its groups of people with similar tasks, by code.")
    peer_groups_count: int = counted()
    positions: Connection[PositionRef] = paged("Its positions, by code.", CODE_PREFIX, LEADER, PEER_GROUP)
    employees: Connection[EmployeeRef] = paged(
        "The people whose file it keeps, by code.", CODE_PREFIX, SEARCH
    )
    regulations: Connection[RegulationRef] = paged("Its own regulations, the newest first.")
    governing_regulation: RegulationRef | None = shown(
        "The regulation on the bonus in force here today: its own, or else of the nearest unit above."
    )
    bonus_funds: Connection[BonusFundRef] = paged("Its bonus funds, the newest first.", YEAR)
    pay_runs: Connection[PayRunRef] = paged(
        "The pay runs of it and all below it, of all kinds, the newest first.", YEAR, RUN_KIND
    )


@strawberry.type(
    description="People with similar tasks in one unit: the group within which the quota also holds."
)
class PeerGroup(Node):
    code: str = shown("Unique in its unit.")
    name: str = shown("Its name.")
    unit: UnitRef = shown("The unit it belongs to.")
    positions: Connection[PositionRef] = paged("Its positions, by code.", LEADER)


@strawberry.type(description="A job in a unit; several people may hold it.")
class Position(Node):
    code: str = shown("Unique in the administration.")
    title: str = shown("What the job is called.")
    leader: bool = shown("Whether whoever holds it leads others.")
    leadership_code: str | None = shown("Its row of the leadership allowances; null when it has none.")
    unit: UnitRef = shown("The unit it belongs to.")
    peer_group: PeerGroupRef = shown("The peer group it belongs to.")
    leadership_allowance: LeadershipAllowanceRef | None = shown("The leadership allowance in force today.")
    kpis: list[KpiRef] = listed("The KPIs suited to it, by code.")
    kpis_count: int = counted()
    holders: Connection[EmployeeRef] = paged("Who holds it today, by code.", CODE)
