"""The pinned inputs of a run: read once, kept as Parquet, named by their content."""

import hashlib
import io
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import polars as pl
from sqlalchemy import text
from sqlmodel import col, select

from domain.actor import Actor
from domain.compute_queue import in_thread
from domain.computing import joins
from domain.computing.faults import check_assessments, check_pay
from domain.computing.joins import Joined
from domain.computing.reach import check_reach
from domain.computing.tables import Snapshot, SnapshotFrame
from domain.database.sessions import ReadSession, WriteSession
from domain.errors import Conflict, NotFound
from domain.facts import reading
from domain.facts.fact import Fact, key_of
from domain.facts.period import Period

NAMES = ("people", "months", "items", "units")


@dataclass(frozen=True, slots=True)
class Inputs:
    """What a calculation takes. Employees and units go by ordinals in the natural order of their codes (9 before 10).

    people: employee, unit, peer_group (ordinals) and their ids, months_worked, automatic_not_completed,
    assessment_id, assessed_hundredths. months: employee, month, grade and points. items: employee, month, product
    and counts. units: unit, unit_id, code, name, regulation_id, models and parameters as JSON.
    """

    people: pl.DataFrame
    months: pl.DataFrame
    items: pl.DataFrame
    units: pl.DataFrame

    def named(self) -> dict[str, pl.DataFrame]:
        """The frames by name, in the order of `NAMES`."""
        return {name: getattr(self, name) for name in NAMES}


async def take(session: ReadSession, unit_id: UUID, period: Period) -> Inputs:
    """Read the inputs of a unit and all below it for a period, all of one state of the database.

    Raises Invalid or Conflict with every fault found in them.
    """
    read = await _read(session, unit_id, period, joins.ALL_FACTS)
    await check_reach(session, read.people, unit_id, period)
    check_pay(read.people, read.months, read.units, period)
    check_assessments(read.people, read.months, read.items, period)
    return _judged(read)


async def take_pay(session: ReadSession, unit_id: UUID, period: Period) -> Inputs:
    """The same without work items: enough for grade pay and for the size of the funds."""
    read = await _read(session, unit_id, period, joins.PAY_FACTS)
    await check_reach(session, read.people, unit_id, period, of=("people", "posts", "grades"))
    check_pay(read.people, read.months, read.units, period)
    return _judged(read)


async def _read(session: ReadSession, unit_id: UUID, period: Period, facts: tuple[Fact, ...]) -> Joined:
    # Whole tables are read here, which the default would send to the disk.
    await session.execute(text("set local work_mem = '128MB'"))
    found = await reading.read(session, await reading.of_unit(session, unit_id), period, facts)
    return await in_thread(joins.joined, found, key_of(unit_id), period)


def _judged(read: Joined) -> Inputs:
    return Inputs(
        read.people.drop("assessment_state", "assessed_months"), read.months, read.items, read.units
    )


def pack(taken: Inputs) -> dict[str, bytes]:
    """Each frame as a Parquet file."""
    packed = {}
    for name, frame in taken.named().items():
        file = io.BytesIO()
        frame.write_parquet(file, compression="zstd", compression_level=3, statistics=False)
        packed[name] = file.getvalue()
    return packed


def sha256(content: bytes) -> str:
    """The name that content gives itself."""
    return hashlib.sha256(content).hexdigest()


def content_hash(digests: dict[str, str]) -> str:
    """The hash of a snapshot: over the names and hashes of its frames, one per line, in the order of the names."""
    return sha256("".join(f"{name} {digests[name]}\n" for name in sorted(digests)).encode())


async def keep(
    session: WriteSession, actor: Actor, taken: Inputs, unit_id: UUID, year: int, now: datetime
) -> str:
    """Store the frames under their hash, unless the same content is already there; gives the hash."""
    packed = pack(taken)
    digests = {name: sha256(content) for name, content in packed.items()}
    name_of_all = content_hash(digests)
    if await session.get(Snapshot, name_of_all) is None:
        session.add(
            Snapshot(
                hash=name_of_all,
                unit_id=unit_id,
                year=year,
                people=taken.people.height,
                taken_by=actor.id,
                taken_at=now,
            )
        )
        await session.flush()
        for name, content in packed.items():
            session.add(
                SnapshotFrame(
                    snapshot_hash=name_of_all,
                    name=name,
                    sha256=digests[name],
                    rows=getattr(taken, name).height,
                    content=content,
                )
            )
        await session.flush()
    return name_of_all


async def load(session: ReadSession, name_of_all: str) -> Inputs:
    """The kept frames, proven to be those that the hash names.

    Raises NotFound when they are not there (or not for this actor), Conflict when their content was changed.
    """
    rows = await session.scalars(select(SnapshotFrame).where(col(SnapshotFrame.snapshot_hash) == name_of_all))
    return _proven(name_of_all, {row.name: row.content for row in rows})


_TO_SIMULATE = text("select name, content from frames_to_simulate(:run, :scenario)")


async def load_to_simulate(
    session: WriteSession, run_id: UUID, name_of_all: str, scenario: str | None
) -> Inputs:
    """The kept frames of a run for whoever may simulate it but not select them; counts the `scenario`, if any.

    Raises what `load` raises, and what the database raises when the actor may not simulate or has asked enough.
    """
    rows = await session.execute(_TO_SIMULATE, {"run": run_id, "scenario": scenario})
    return _proven(name_of_all, dict(tuple(row) for row in rows))


def _proven(name_of_all: str, contents: dict[str, bytes]) -> Inputs:
    if not contents:
        raise NotFound("snapshot_not_found", f"There is no snapshot {name_of_all}.")
    digests = {name: sha256(content) for name, content in contents.items()}
    if content_hash(digests) != name_of_all:
        raise Conflict(
            "snapshot_changed",
            f"The kept inputs {name_of_all} are no longer what their name says; run `meritgrid audit verify`.",
        )
    return Inputs(**{name: pl.read_parquet(io.BytesIO(content)) for name, content in contents.items()})
