"""What readers see of units, peer groups and positions."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from sqlalchemy import (
    ColumnElement,
    FromClause,
    Integer,
    Table,
    case,
    false,
    func,
    literal_column,
    select,
    true,
    union_all,
)

from domain.organisation.tables import (
    PeerGroup,
    PeerGroupState,
    Position,
    PositionState,
    Unit,
    UnitState,
    UnitSuccession,
)
from domain.reading.columns import columns, computed, stored, table_of, view
from domain.reading.filters import any_given, any_id_of, any_of, beginning, between, equal, present, search
from domain.reading.ids import uuid_of
from domain.reading.joins import TODAY, by
from domain.reading.units import below, unit_filters
from domain.reading.view import Join, Many, One

OF_A_POST = ("peer_group_id", "title", "leader", "leadership_code")
OF_A_SCHEME = ("lowest_grade_code", "highest_grade_code", "staffing")
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


def _begun(of: FromClause, states: Table, key: str, names: Sequence[str]) -> FromClause:
    """What is said of each row on the day, and of one that is set up later, then; nothing of one as it was loaded."""
    since, one = states.c.effective_from, literal_column("1", Integer)
    said = [states.c[name] for name in ("effective_from", "closed", *names)]
    theirs = select(*said).where(states.c[key] == of.c.id).correlate(of).limit(one)
    begun = theirs.where(since <= TODAY).order_by(since.desc())
    to_come = theirs.where(since > TODAY, states.c.sets_up).order_by(since)
    return union_all(begun, to_come).limit(one).lateral()


def _peer_groups(alias: str) -> FromClause:
    """Peer groups as they are on the day."""
    groups = table_of(PeerGroup)
    state = _begun(groups, table_of(PeerGroupState), "peer_group_id", ("name",))
    said = (
        func.coalesce(state.c.name, groups.c.name).label("name"),
        func.coalesce(state.c.closed, false()).label("closed"),
        state.c.effective_from,
    )
    rows = groups.outerjoin(state, true())
    return select(groups.c.id, groups.c.unit_id, groups.c.code, *said).select_from(rows).subquery(alias)


def _positions(alias: str) -> FromClause:
    """Positions as they are on the day."""
    posts = table_of(Position)
    state = _begun(posts, table_of(PositionState), "position_id", (*OF_A_POST, *OF_A_SCHEME))
    loaded = state.c.closed.is_(None)
    said = [case((loaded, posts.c[name]), else_=state.c[name]).label(name) for name in OF_A_POST]
    scheme = [state.c[name] for name in ("effective_from", *OF_A_SCHEME)]
    closed = func.coalesce(state.c.closed, false()).label("closed")
    rows = posts.outerjoin(state, true())
    columns = (posts.c.id, posts.c.unit_id, posts.c.code, *said, *scheme, closed)
    return select(*columns).select_from(rows).subquery(alias)


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
        "hasParent": present(lambda rows: rows.c.parent_id.is_not(None)),
        "search": search("code", "name"),
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
    columns(PeerGroupState, "closed"),
    computed("effectiveFrom", stored("effective_from"), nullable=True),
    order=("unit_id", "code"),
    rows=_peer_groups,
    orders={"CODE": ("code",), "NAME": ("name",)},
    filters={**unit_filters(), "codes": any_of("code")},
    relations={
        "unit": One("Unit", by(id="unit_id"), required=True),
        "positions": Many("Position", by(peer_group_id="id")),
        "states": Many("PeerGroupState", by(peer_group_id="id")),
    },
)

PEER_GROUP_STATE = view(
    "PeerGroupState",
    PeerGroupState,
    columns(PeerGroupState, "effective_from", "name", "closed", "act_number", "act_dated_on", "act_issuer"),
    order=("peer_group_id", "effective_from"),
    newest_first=True,
    orders={"EFFECTIVE_FROM": ("effective_from",)},
    filters={**between("effectiveFrom", "effective_from")},
    relations={"peerGroup": One("PeerGroup", by(id="peer_group_id"), required=True)},
)

POSITION = view(
    "Position",
    Position,
    columns(Position, "code", "title", "leader", "leadership_code"),
    columns(PositionState, *OF_A_SCHEME, "closed"),
    computed("effectiveFrom", stored("effective_from"), nullable=True),
    order=("code",),
    rows=_positions,
    relations={
        "unit": One("Unit", by(id="unit_id"), required=True),
        "peerGroup": One("PeerGroup", by(id="peer_group_id"), required=True),
        "states": Many("PositionState", by(position_id="id")),
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
        "closed": equal("closed"),
    },
    orders={"CODE": ("code",), "TITLE": ("title",)},
)

POSITION_STATE = view(
    "PositionState",
    PositionState,
    columns(PositionState, "effective_from", "title", "leader", "leadership_code", *OF_A_SCHEME, "closed"),
    columns(PositionState, "act_number", "act_dated_on", "act_issuer"),
    order=("position_id", "effective_from"),
    newest_first=True,
    orders={"EFFECTIVE_FROM": ("effective_from",)},
    filters={**between("effectiveFrom", "effective_from")},
    relations={
        "position": One("Position", by(id="position_id"), required=True),
        "peerGroup": One("PeerGroup", by(id="peer_group_id"), required=True),
    },
)


def _of_peers(rows: FromClause, group: ColumnElement[Any]) -> ColumnElement[bool]:
    posts = _positions("of_peers")
    return rows.c.position_id.in_(select(posts.c.id).where(posts.c.peer_group_id == group))


# What the organisation narrows other areas' types by.
FILTERS = {"Assessment": {"peerGroupIds": any_given(_of_peers, partial(uuid_of, "PeerGroup"))}}
VIEWS = (UNIT, UNIT_STATE, PEER_GROUP, PEER_GROUP_STATE, POSITION, POSITION_STATE)
