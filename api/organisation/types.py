"""Units, peer groups and positions as clients see them."""

from datetime import date

import strawberry

from api.graphql.enums.organisation import UnitKind
from api.graphql.filters.goals import KPI_SETS, KPIS
from api.graphql.filters.organisation import (
    PEER_GROUP_STATES,
    PEER_GROUPS,
    POSITION_STATES,
    POSITIONS,
    UNIT_STATES,
    UNITS,
)
from api.graphql.filters.pay import BONUS_FUNDS, PAY_RUNS
from api.graphql.filters.people import EMPLOYEES
from api.graphql.filters.regulations import REGULATIONS
from api.graphql.lazy_types import (
    BonusFundConnectionRef,
    EmployeeRef,
    KpiGateRef,
    KpiRef,
    KpiSetRef,
    LeadershipAllowanceRef,
    PayRunRef,
    PeerGroupRef,
    PeerGroupStateRef,
    PositionRef,
    PositionStateRef,
    RegulationRef,
    UnitRef,
    UnitStateRef,
)
from api.graphql.reads.fields import Connection, Node, paged, shown


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
    states: Connection[UnitStateRef] = paged(
        "What it was, is and will be, each from a day on, the newest first.", *UNIT_STATES
    )
    successors: Connection[UnitRef] = paged(
        "The units that took over from it when it was merged, by code.", *UNITS
    )
    predecessors: Connection[UnitRef] = paged("The units from which it took over, by code.", *UNITS)
    children: Connection[UnitRef] = paged("The units directly below, by code.", *UNITS)
    peer_groups: Connection[PeerGroupRef] = paged(
        "Its groups of people with similar tasks, by code.", *PEER_GROUPS
    )
    positions: Connection[PositionRef] = paged("Its positions, by code.", *POSITIONS)
    employees: Connection[EmployeeRef] = paged("The people whose file it keeps, by name.", *EMPLOYEES)
    regulations: Connection[RegulationRef] = paged("Its own regulations, the newest first.", *REGULATIONS)
    governing_regulation: RegulationRef | None = shown(
        "The regulation on the bonus in force here today: its own, or else of the nearest unit above."
    )
    bonus_funds: BonusFundConnectionRef = paged("Its bonus funds, the newest first.", *BONUS_FUNDS)
    pay_runs: Connection[PayRunRef] = paged(
        "The pay runs of it and all below it, of all kinds, the newest first.", *PAY_RUNS
    )


@strawberry.type(description="What a unit is from a day on, by the act that says so.")
class UnitState(Node):
    effective_from: date = shown("The first day; it ends the day before the next one begins.")
    name: str = shown("Its name.")
    kind: UnitKind = shown("What kind of organisation it is.")
    holds_fund: bool = shown("Whether it has a bonus fund of its own.")
    closed: bool = shown("Whether it has ended.")
    act_number: str | None = shown("The number of the act; null of what was loaded at the beginning.")
    act_dated_on: date | None = shown("The day of the act; null without one.")
    act_issuer: str | None = shown("Who issued the act; null without one.")
    unit: UnitRef = shown("The unit.")
    parent: UnitRef | None = shown("The unit above; null at the top.")


@strawberry.type(
    description="People with similar tasks in one unit: the group within which the quota also holds."
)
class PeerGroup(Node):
    code: str = shown("Unique in its unit.")
    name: str = shown("Its name today.")
    closed: bool = shown("Whether it has ended.")
    effective_from: date | None = shown(
        "Since when it is what it is today; null of what was loaded at the beginning."
    )
    states: Connection[PeerGroupStateRef] = paged(
        "What it was, is and will be, each from a day on, the newest first.", *PEER_GROUP_STATES
    )
    unit: UnitRef = shown("The unit it belongs to.")
    positions: Connection[PositionRef] = paged("Its positions, by code.", *POSITIONS)


@strawberry.type(description="A job in a unit; several people may hold it.")
class Position(Node):
    code: str = shown("Unique in the administration.")
    title: str = shown("What the job is called today.")
    closed: bool = shown("Whether it has ended.")
    effective_from: date | None = shown(
        "Since when it is what it is today; null of what was loaded at the beginning."
    )
    lowest_grade_code: str | None = shown("The lowest grade that its holder may have; null when none is set.")
    highest_grade_code: str | None = shown(
        "The highest grade that its holder may have; null when none is set."
    )
    staffing: int | None = shown("How many may hold it; null when no number is set.")
    states: Connection[PositionStateRef] = paged(
        "What it was, is and will be, each from a day on, the newest first.", *POSITION_STATES
    )
    leader: bool = shown("Whether whoever holds it leads others.")
    leadership_code: str | None = shown("Its row of the leadership allowances; null when it has none.")
    unit: UnitRef = shown("The unit it belongs to.")
    peer_group: PeerGroupRef = shown("The peer group it belongs to.")
    leadership_allowance: LeadershipAllowanceRef | None = shown("The leadership allowance in force today.")
    kpis: Connection[KpiRef] = paged("The KPIs suited to it, by code.", *KPIS)
    kpi_gate: KpiGateRef | None = shown("Whether its set of KPIs is active, and what lacks.")
    kpi_sets: Connection[KpiSetRef] = paged(
        "The sets that were, are and will be active, the newest first.", *KPI_SETS
    )
    holders: Connection[EmployeeRef] = paged("Who holds it today, by name.", *EMPLOYEES)


@strawberry.type(description="What a peer group is from a day on, by the act that says so.")
class PeerGroupState(Node):
    effective_from: date = shown("The first day; it ends the day before the next one begins.")
    name: str = shown("Its name.")
    closed: bool = shown("Whether it has ended.")
    act_number: str | None = shown("The number of the act; null without one.")
    act_dated_on: date | None = shown("The day of the act; null without one.")
    act_issuer: str | None = shown("Who issued the act; null without one.")
    peer_group: PeerGroupRef = shown("The peer group.")


@strawberry.type(description="What a position is from a day on, by the act that says so.")
class PositionState(Node):
    effective_from: date = shown("The first day; it ends the day before the next one begins.")
    title: str = shown("What the job is called.")
    leader: bool = shown("Whether whoever holds it leads others.")
    leadership_code: str | None = shown("Its row of the leadership allowances; null when it has none.")
    lowest_grade_code: str | None = shown("The lowest grade that its holder may have; null when none is set.")
    highest_grade_code: str | None = shown(
        "The highest grade that its holder may have; null when none is set."
    )
    staffing: int | None = shown("How many may hold it; null when no number is set.")
    closed: bool = shown("Whether it has ended.")
    act_number: str | None = shown("The number of the act; null without one.")
    act_dated_on: date | None = shown("The day of the act; null without one.")
    act_issuer: str | None = shown("Who issued the act; null without one.")
    position: PositionRef = shown("The position.")
    peer_group: PeerGroupRef = shown("The peer group it belongs to.")
