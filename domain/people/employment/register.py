"""People as they stand: the posts that they held and will hold; and the posts that they are to take."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import Date, bindparam, text
from sqlmodel import col, select

from domain.actor import Actor
from domain.database.sessions import ReadSession
from domain.organisation.posts.register import PostHistory, posts_named
from domain.organisation.service import Units, theirs_to_write, units
from domain.people.tables import Employee, Occupancy

WRITE = "people.write"
_HOLDERS = text("select position_id, people from holders_from(:posts, :day)").bindparams(
    bindparam("day", type_=Date)
)


@dataclass(frozen=True, slots=True)
class PersonHistory:
    """A person with the posts that they held from the first to the last, as far as the actor may see them."""

    person: Employee
    posts: Sequence[Occupancy]

    @property
    def latest(self) -> Occupancy | None:
        """The post that they will hold in the end, as far as is known today; of who left it names no position."""
        return self.posts[-1] if self.posts else None

    def on(self, day: date) -> Occupancy | None:
        """The post on a day; None before the first."""
        begun = [post for post in self.posts if post.effective_from <= day]
        return begun[-1] if begun else None


class People(Mapping[UUID | str, PersonHistory]):
    """People by their ids and by their codes."""

    def __init__(self, known: Collection[PersonHistory]) -> None:
        self._known: dict[UUID | str, PersonHistory] = {
            **{one.person.id: one for one in known},
            **{one.person.code: one for one in known},
        }

    def __getitem__(self, name: UUID | str) -> PersonHistory:
        return self._known[name]

    def __iter__(self) -> Iterator[UUID | str]:
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known)


@dataclass(frozen=True, slots=True)
class Seats:
    """The posts that people are to take, by id and code: with units, how many hold each, and the actor's units."""

    posts: Mapping[UUID | str, PostHistory]
    units: Units
    holders: Mapping[UUID, int]
    theirs: set[UUID]


async def people(session: ReadSession, names: Collection[UUID | str | None], *, lock: bool = False) -> People:
    """The people of these ids and codes whom the actor may see; `lock`: two who change one wait for one another."""
    wanted = col(Employee.id).in_({name for name in names if isinstance(name, UUID)}) | col(
        Employee.code
    ).in_({name for name in names if isinstance(name, str)})
    asked = select(Employee).where(wanted).order_by(col(Employee.id))
    if lock:
        # Whom the actor may see and not write is not locked, and is refused by name.
        await session.execute(asked.with_for_update())
    found = list(await session.scalars(asked.execution_options(populate_existing=True)))
    held: dict[UUID, list[Occupancy]] = {}
    dated = (
        select(Occupancy)
        .where(col(Occupancy.employee_id).in_([one.id for one in found]))
        .order_by(col(Occupancy.effective_from))
    )
    for row in await session.scalars(dated.execution_options(populate_existing=True)):
        held.setdefault(row.employee_id, []).append(row)
    return People([PersonHistory(one, held.get(one.id, [])) for one in found])


async def seats(session: ReadSession, actor: Actor, names: Collection[UUID | str | None], day: date) -> Seats:
    """The posts of these ids and codes, as they are taken from a day on."""
    by_name = await posts_named(session, names)
    found = {one.post.id: one for one in by_name.values()}.values()
    holders = await session.execute(_HOLDERS, {"posts": [one.post.id for one in found], "day": day})
    return Seats(
        by_name,
        await units(session, {one.post.unit_id for one in found}),
        {row.position_id: row.people for row in holders},
        await theirs_to_write(session, actor, WRITE),
    )
