"""Units, peer groups and positions that were there before anybody could act: rows, as a loaded administration is."""

from datetime import date
from uuid import UUID

from domain.database.sessions import WriteSession
from domain.organisation.tables import PeerGroup, Position, Unit, UnitState
from tests.given import LONG_AGO, known


async def unit(
    session: WriteSession,
    code: str,
    kind: str = "commune",
    parent: UUID | None = None,
    since: date = LONG_AGO,
) -> UUID:
    """A unit below another; all but a province hold a fund."""
    made = Unit(id=known("unit", code), code=code)
    session.add(made)
    await session.flush()
    session.add(
        UnitState(
            unit_id=made.id,
            effective_from=since,
            name=f"{kind.title()} {code}",
            kind=kind,
            parent_id=parent,
            holds_fund=kind != "province",
        )
    )
    await session.flush()
    return made.id


async def position(
    session: WriteSession, code: str, unit_id: UUID, peers: UUID, leadership: str | None = None
) -> UUID:
    """A post among its peers; `leadership` names its row of the allowance table, of who leads."""
    made = Position(
        id=known("position", code),
        code=code,
        title=f"Post {code}",
        unit_id=unit_id,
        peer_group_id=peers,
        leader=leadership is not None,
        leadership_code=leadership,
    )
    session.add(made)
    await session.flush()
    return made.id


async def peer_group(session: WriteSession, code: str, unit_id: UUID) -> UUID:
    """People with similar tasks in a unit."""
    made = PeerGroup(id=known("peer group", code), unit_id=unit_id, code=code, name=f"Peers {code}")
    session.add(made)
    await session.flush()
    return made.id
