"""What readers see of units, peer groups and positions."""

from functools import partial
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Integer, literal_column, select, true, union_all

from domain.organisation.tables import PeerGroup, Position, Unit, UnitState, UnitSuccession
from domain.reading.columns import columns, table_of, view
from domain.reading.filters import any_given, any_id_of, any_of, beginning, between, equal
from domain.reading.ids import uuid_of
from domain.reading.joins import TODAY, by
from domain.reading.units import below, unit_filters
from domain.reading.view import Join, Many, One

OF_A_STATE = ("effective_from", "name", "kind", "parent_id", "holds_fund", "closed")


def _units(alias: str) -> FromClause:
    """Units as they are on the day; one that begins later, as it will be."""
    units, states = table_of(Unit), table_of(UnitState)
    since, one = states.c.effective_from, literal_column("1", Integer)
    said = [states.c[name] for name in OF_A_STATE]
    of_the_unit = select(*said).where(states.c.unit_id == units.c.id).correlate(units).limit(one)
    begun = of_the_unit.where(since <= TODAY).order_by(since.desc())
    to_come = of_the_unit.where(since > TODAY).order_by(since)
    state = union_all(begun, to_come).limit(one).lateral()
    columns = [state.c[name] for name in OF_A_STATE]
    return select(units, *columns).select_from(units.join(state, true())).subquery(alias)


def _parent(units: FromClause, unit_id: ColumnElement[Any]) -> ColumnElement[bool]:
    """Units whose parent is the unit; only those that ever were below it need their state of the day."""
    states = table_of(UnitState).alias()
    ever = select(states.c.unit_id).where(states.c.parent_id == unit_id).correlate_except(states)
    return units.c.id.in_(ever) & (units.c.parent_id == unit_id)


def _by_succession(theirs: str, ours: str) -> Join:
    """Units that took over from the source until the day, or from which it took over."""

    def join(target: FromClause, source: FromClause) -> ColumnElement[bool]:
        pairs = table_of(UnitSuccession).alias()
        begun = (pairs.c[ours] == source.c.id) & (pairs.c.effective_from <= TODAY)
        return target.c.id.in_(select(pairs.c[theirs]).where(begun).correlate(source))

    return join


UNIT = view(
    "Unit",
    Unit,
    columns(Unit, "code"),
    columns(UnitState, "name", "holds_fund", "closed", "effective_from", "kind"),
    order=("code",),
    rows=_units,
    relations={
        "parent": One("Unit", by(id="parent_id")),
        "states": Many("UnitState", by(unit_id="id")),
        "successors": Many("Unit", _by_succession("successor_id", "unit_id")),
        "predecessors": Many("Unit", _by_succession("unit_id", "successor_id")),
        "children": Many("Unit", lambda children, unit: _parent(children, unit.c.id)),
        "peerGroups": Many("PeerGroup", by(unit_id="id")),
        "positions": Many("Position", by(unit_id="id")),
        "employees": Many("Employee", by(unit_id="id")),
        "regulations": Many("Regulation", by(unit_id="id")),
        "bonusFunds": Many("BonusFund", by(unit_id="id")),
        "payRuns": Many("PayRun", by(unit_id="id")),
    },
    orders={"CODE": ("code",), "EFFECTIVE_FROM": ("effective_from",)},
    filters={
        "code": equal("code"),
        "codes": any_of("code"),
        "kinds": any_of("kind"),
        "parentIds": any_given(_parent, partial(uuid_of, "Unit")),
        "subtreeOf": below("id"),
        "closed": equal("closed"),
        "holdsFund": equal("holds_fund"),
    },
)

UNIT_STATE = view(
    "UnitState",
    UnitState,
    columns(UnitState, "effective_from", "name", "kind", "holds_fund", "closed"),
    columns(UnitState, "act_number", "act_dated_on", "act_issuer"),
    order=("unit_id", "effective_from"),
    newest_first=True,
    orders={"EFFECTIVE_FROM": ("effective_from",)},
    filters={**between("effectiveFrom", "effective_from")},
    relations={
        "unit": One("Unit", by(id="unit_id"), required=True),
        "parent": One("Unit", by(id="parent_id")),
    },
)

PEER_GROUP = view(
    "PeerGroup",
    PeerGroup,
    columns(PeerGroup, "code", "name"),
    order=("unit_id", "code"),
    orders={"CODE": ("code",), "NAME": ("name",)},
    filters={**unit_filters(), "codes": any_of("code")},
    relations={
        "unit": One("Unit", by(id="unit_id"), required=True),
        "positions": Many("Position", by(peer_group_id="id")),
    },
)

POSITION = view(
    "Position",
    Position,
    columns(Position, "code", "title", "leader", "leadership_code"),
    order=("code",),
    relations={
        "unit": One("Unit", by(id="unit_id"), required=True),
        "peerGroup": One("PeerGroup", by(id="peer_group_id"), required=True),
        "leadershipAllowance": One(
            "LeadershipAllowance", by(code="leadership_code"), latest="effective_from"
        ),
    },
    filters={
        **unit_filters(),
        "peerGroupIds": any_id_of("PeerGroup", "peer_group_id"),
        "codes": any_of("code"),
        "codePrefix": beginning("code"),
        "leader": equal("leader"),
    },
    orders={"CODE": ("code",), "TITLE": ("title",)},
)


def _of_peers(rows: FromClause, group: ColumnElement[Any]) -> ColumnElement[bool]:
    posts = table_of(Position).alias()
    return rows.c.position_id.in_(select(posts.c.id).where(posts.c.peer_group_id == group))


# What the organisation narrows other areas' types by.
FILTERS = {"Assessment": {"peerGroupIds": any_given(_of_peers, partial(uuid_of, "PeerGroup"))}}
VIEWS = (UNIT, UNIT_STATE, PEER_GROUP, POSITION)
