"""Merging units into another from a day on by an act: people, posts and units below go over with them, or none does."""

from collections.abc import Sequence
from uuid import UUID

from sqlmodel import col, select

from domain.actor import Actor
from domain.audit import service as audit
from domain.audit.service import BatchEvent
from domain.database.sessions import WriteSession, day_of
from domain.database.tables import new_id
from domain.errors import Refusal
from domain.organisation import act as acts
from domain.organisation import closing, places, service
from domain.organisation.act import Act
from domain.people.employment.persons import keep_file
from domain.people.mergers.faults import faults
from domain.people.mergers.scope import Merger, Scope, scope
from domain.people.tables import Employee, Occupancy
from domain.reading.ids import Row, global_id


async def merge_units(
    session: WriteSession, actor: Actor, act: Act, merger: Merger, refused: Sequence[Refusal] = ()
) -> Sequence[Row]:
    """Merge units into one that is there on the act's day; gives them.

    Who holds a post in `pairs` holds the new post from that day on; posts end with their unit, and the units below come
    below the one that takes over. The closed units hang under it from the day on: whoever has rights there reaches
    their files, months and scores then and not before. Raises every fault by name: a post that somebody holds and no
    pair names, a new post that is not in the successor, somebody who is paid from that day on already.
    """
    places.refuse_batch(merger.units, "units")
    await service.write_alone(session)
    known = await scope(session, actor, act, merger)
    judged = await faults(session, merger, known)
    places.refuse([*refused, *acts.faults(act, day_of(session)), *judged])
    told, into = act.spelled(), known.units[merger.into or ""]
    await _transfer(session, actor, merger, known, told)
    return await closing.hand_over(session, actor, told, known.merged, into, known.children, known.old_posts)


async def _transfer(session: WriteSession, actor: Actor, merger: Merger, known: Scope, act: Act) -> None:
    """Every holder holds the new post from the day on, and their files follow on that day but of who is seconded."""
    new = {
        known.posts[pair.old].post.id: known.posts[pair.new].post
        for pair in merger.pairs
        if pair is not None and pair.old is not None and pair.new is not None
    }
    moved = [
        Occupancy(
            id=new_id(),
            employee_id=held.employee_id,
            unit_id=new[held.position_id].unit_id,
            position_id=new[held.position_id].id,
            share_bp=held.share_bp,
            acting=held.acting,
            seconded=held.seconded,
            **act.columns(),
        )
        for held in known.held
    ]
    if not moved:
        return
    session.add_all(moved)
    await session.flush()
    await audit.record_many(session, actor, _told(moved, act))
    where = {row.employee_id: row.unit_id for row in moved if not row.seconded}
    for person in await session.scalars(select(Employee).where(col(Employee.id).in_(where))):
        keep_file(person, where[person.id], act.effective_from, day_of(session))
    await session.flush()


def _told(moved: Sequence[Occupancy], act: Act) -> list[BatchEvent]:
    """An event for each unit that gets people."""
    units: dict[UUID, list[Occupancy]] = {}
    for row in moved:
        units.setdefault(row.unit_id, []).append(row)
    return [
        BatchEvent(
            "people.transferred",
            global_id("Unit", unit_id),
            unit_id,
            [row.id for row in rows],
            None,
            {
                "effective_from": act.effective_from,
                "people": {global_id("Employee", row.employee_id): str(row.position_id) for row in rows},
            },
            act.cited(),
        )
        for unit_id, rows in units.items()
    ]
