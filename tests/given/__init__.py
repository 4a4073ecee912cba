"""Builders of what a test needs, an area a file: through services where there are any, else rows as the owner writes.

`async with owning(url, SYSTEM) as session: await people.employee(session, "A01", position)`. Whatever is named has the
same id in every run (`known`), so that a test says whom it means instead of looking for somebody who fits.
"""

from datetime import date
from uuid import NAMESPACE_OID, UUID, uuid5

from sqlalchemy import text

from domain.actor import SYSTEM, Actor
from domain.audit import service as audit
from domain.database.sessions import WriteSession
from domain.database.tables import Identified
from domain.reading.ids import global_id, id_of

YEAR = 2026
START = date(YEAR, 1, 1)
LONG_AGO = date(YEAR - 8, 3, 1)


def known(kind: str, name: str) -> UUID:
    """The id of a thing by its name: `known("employee", "A01")`."""
    return uuid5(NAMESPACE_OID, f"{kind} {name}")


async def acting(session: WriteSession, actor: Actor) -> None:
    """From here on it is the actor who decides, in a transaction of the owner's: the database asks who acts."""
    await session.execute(text("select set_config('meritgrid.actor', :id, true)"), {"id": str(actor.id)})


async def loaded(session: WriteSession, unit_id: UUID, row: Identified | None = None) -> None:
    """Tell the trail that rows were loaded which no service writes, or that one `row` was: whoever builds says so."""
    await acting(session, SYSTEM)
    subject = global_id("Unit", unit_id) if row is None else id_of(row)
    after = None if row is None else row.model_dump(mode="json")
    reason = "given to a test"
    await audit.tell(
        session, SYSTEM, "administration.loaded", subject, unit_id=unit_id, after=after, reason=reason
    )
