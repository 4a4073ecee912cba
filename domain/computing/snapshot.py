"""The pinned inputs of a run: read once, kept as Parquet, named by their content."""

import hashlib
import io
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

import orjson
import polars as pl
from sqlalchemy import text
from sqlmodel import col, select

from domain.actor import Actor
from domain.compute_queue import in_thread
from domain.computing import joins
from domain.computing.chain import withholding
from domain.computing.chain.kind import Kind
from domain.computing.classes import with_classes
from domain.computing.faults import check_inputs
from domain.computing.joins import Facts, Joined
from domain.computing.reach import check_reach
from domain.computing.rules import picked
from domain.computing.tables import Snapshot, SnapshotFrame
from domain.database.sessions import ReadSession, WriteSession
from domain.errors import Conflict, NotFound
from domain.facts import reading
from domain.facts.fact import Fact, key_of
from domain.facts.grains import pay
from domain.facts.period import Period

NAMES = ("people", "months", "items", "units")


@dataclass(frozen=True, slots=True)
class Inputs:
    """What a calculation takes. Employees and units go by ordinals in the natural order of their codes (9 before 10).

    people: a row a line, for each person and unit whose fund some of their months count for. `line` is its ordinal,
    `employee` that of the person: of the line that classifies them, where their last post lies, or of their first;
    `elsewhere` where it does not. unit, peer_group (ordinals) and ids, months_worked (elsewhere only those there),
    automatic_not_completed, assessment_id, assessed_hundredths, and of who is classified out of reach
    `class_given`, where the kind asks for it. Where some get no line: why (`withheld`), by which hold or run
    (`withheld_by`), and the class with which they are paid (`class_paid`). months: employee, month, `line` for which
    it counts, null out of reach, grade and points. items: employee, month, product and counts, of who is classified in
    reach. units: unit, unit_id, code, name, regulation_id, models and parameters as JSON.
    """

    people: pl.DataFrame
    months: pl.DataFrame
    items: pl.DataFrame
    units: pl.DataFrame

    def named(self) -> dict[str, pl.DataFrame]:
        """The frames by name, in the order of `NAMES`."""
        return {name: getattr(self, name) for name in NAMES}

    def lined(self) -> "Inputs":
        """The same with lines: pinned before a month counted for the fund of its unit, a person was a line."""
        if "line" in self.people.columns:
            return self
        people = self.people.with_columns(line=pl.col("employee"), elsewhere=pl.lit(value=False))
        return replace(self, people=people, months=self.months.with_columns(line=pl.col("employee")))


async def take(
    session: ReadSession, unit_id: UUID, period: Period, kind: Kind, *, only_unpaid: bool = False
) -> Inputs:
    """Read the inputs of a unit and all below it for a period, all of one state of the database.

    `kind`: of the run that takes them; regulations that do not name it are passed over, and its preconditions have to
    hold, but for whoever is on hold. `only_unpaid`: whoever is paid for the period gets no line. Raises Invalid or
    Conflict with every fault found in them.
    """
    given = (pay.class_given(kind.name),) if "classes" in kind.preconditions else ()
    paid = (pay.paid(kind.name),) if only_unpaid else ()
    wanted = (*joins.ALL_FACTS, *given, pay.held(kind.name), *paid)
    facts, read = await _read(session, unit_id, period, wanted, kind)
    check_reach(facts, read, period, kind)
    read = withholding.with_withheld(facts, read, period, kind)
    check_inputs(read, period, kind)
    if given:
        read = replace(read, people=with_classes(facts, read, period, kind))
    return _judged(read)


async def take_pay(session: ReadSession, unit_id: UUID, period: Period, kind: Kind) -> Inputs:
    """The same without work items: enough for grade pay and for the size of the funds."""
    facts, read = await _read(session, unit_id, period, joins.PAY_FACTS, kind)
    check_reach(facts, read, period, kind, of=("people", "posts", "grades"))
    check_inputs(read, period, kind, frozenset({"grades"}))
    return _judged(read)


async def _read(
    session: ReadSession, unit_id: UUID, period: Period, wanted: tuple[Fact, ...], kind: Kind
) -> tuple[Facts, Joined]:
    # Whole tables are read here, which the default would send to the disk.
    await session.execute(text("set local work_mem = '128MB'"))
    chosen = await reading.of_unit(session, unit_id)
    facts = await reading.read(session, chosen, period, (*wanted, reading.IN_FULL))

    def names(models: str) -> bool:
        return kind.name in picked(orjson.loads(models), {})

    return facts, await in_thread(joins.joined, facts, key_of(unit_id), period, names)


def _judged(read: Joined) -> Inputs:
    people = read.people.drop("assessment_state", "assessed_months")
    return Inputs(people, read.months.drop("confirmed"), read.items, read.units)


def pack(taken: Inputs, unit_id: UUID | None = None) -> dict[str, bytes]:
    """Each frame as a Parquet file; that of the units says for whom they were taken.

    Two units with the same people have other names for their inputs then: whoever may read the one's has no right to
    the other's.
    """
    packed = {}
    for name, frame in taken.named().items():
        whose = {"taken for": str(unit_id)} if name == "units" and unit_id is not None else None
        packed[name] = parquet(frame, whose)
    return packed


def parquet(frame: pl.DataFrame, metadata: dict[str, str] | None = None) -> bytes:
    """A frame as the Parquet file that is kept."""
    file = io.BytesIO()
    frame.write_parquet(file, compression="zstd", compression_level=3, statistics=False, metadata=metadata)
    return file.getvalue()


def sha256(content: bytes) -> str:
    """The name that content gives itself."""
    return hashlib.sha256(content).hexdigest()


def content_hash(digests: dict[str, str]) -> str:
    """The hash of a snapshot: over the names and hashes of its frames, one per line, in the order of the names."""
    return sha256("".join(f"{name} {digests[name]}\n" for name in sorted(digests)).encode())


async def keep(
    session: WriteSession,
    actor: Actor,
    taken: Inputs,
    unit_id: UUID,
    year: int,
    now: datetime,
    packed: dict[str, bytes] | None = None,
) -> str:
    """Store the frames under their hash, unless the same content is already there; gives the hash.

    `packed`: the files that `pack` makes of them for the unit, where they are made already.
    """
    files = await in_thread(pack, taken, unit_id) if packed is None else packed
    digests = {name: sha256(content) for name, content in files.items()}
    name_of_all = content_hash(digests)
    if await session.get(Snapshot, name_of_all) is None:
        session.add(
            Snapshot(
                hash=name_of_all,
                unit_id=unit_id,
                year=year,
                people=taken.people["employee"].n_unique(),
                taken_by=actor.id,
                taken_at=now,
            )
        )
        await session.flush()
        for name, content in files.items():
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


_TO_REPRODUCE = text("select name, content from frames_to_reproduce(:hash)")
_TO_SIMULATE = text("select name, content from frames_to_simulate(:run, :scenarios)")


async def load_to_simulate(
    session: WriteSession, run_id: UUID, name_of_all: str, scenarios: Sequence[str]
) -> Inputs:
    """The kept frames of a run for whoever may simulate it but not select them; counts the `scenarios`, if any.

    Raises what `load` raises, and what the database raises when the actor may not simulate or has asked enough.
    """
    rows = await session.execute(_TO_SIMULATE, {"run": run_id, "scenarios": list(scenarios)})
    return _proven(name_of_all, dict(tuple(row) for row in rows))


async def load_to_reproduce(session: ReadSession, name_of_all: str) -> Inputs:
    """The kept frames for a line that is computed again; the session is the system's own. Raises what `load` raises."""
    rows = await session.execute(_TO_REPRODUCE, {"hash": name_of_all})
    return await in_thread(_proven, name_of_all, dict(tuple(row) for row in rows))


def _proven(name_of_all: str, contents: dict[str, bytes]) -> Inputs:
    if not contents:
        raise NotFound("snapshot_not_found", "There is no snapshot {name_of_all}.", name_of_all=name_of_all)
    digests = {name: sha256(content) for name, content in contents.items()}
    if content_hash(digests) != name_of_all:
        raise Conflict(
            "snapshot_changed",
            "The kept inputs {name_of_all} are no longer what their name says; run `meritgrid audit verify`.",
            name_of_all=name_of_all,
        )
    frames = {name: pl.read_parquet(io.BytesIO(content)) for name, content in contents.items()}
    return Inputs(**frames).lined()
