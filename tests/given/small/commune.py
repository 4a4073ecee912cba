"""A commune of three people, the one product that they make, and a year of their results."""

from dataclasses import dataclass
from uuid import UUID

from domain.actor import Actor
from domain.database.sessions import WriteSession
from tests.given import goals, organisation, people, results

LEADER, MIDDLE, LAST = NUMBERS = "1", "2", "3"
DONE = {LEADER: 10, MIDDLE: 10, LAST: 8}


@dataclass(frozen=True, slots=True)
class Commune:
    """A unit, the post of each of its three people by number, and the product that they all make."""

    code: str
    unit: UUID
    posts: dict[str, UUID]
    product: UUID


async def commune(session: WriteSession, code: str, unit: UUID, hr: Actor) -> Commune:
    """The people of a unit and what they did."""
    peers = [await organisation.peer_group(session, f"{code} {name}", unit) for name in ("leaders", "clerks")]
    leads = await organisation.position(session, f"{code}-L", unit, peers[0], "commune.chair.other")
    clerk = await organisation.position(session, f"{code}-C", unit, peers[1])
    product = await goals.product(session, code, await goals.kpi(session, code, [leads, clerk]))
    made = Commune(code, unit, {LEADER: leads, MIDDLE: clerk, LAST: clerk}, product)
    for number, post in made.posts.items():
        whose = await people.employee(session, hr, f"{code}{number}", unit, post)
        await results.recorded(session, hr, whose, product, results.months(), completed=DONE[number])
    return made
