"""Row locks (select for update): a row to be changed, or one wording for why not."""

from typing import Any, TypeVar
from uuid import UUID

from sqlmodel import col, select

from domain.database.sessions import ReadSession, WriteSession
from domain.database.tables import Identified, Versioned
from domain.errors import Conflict, Forbidden, NotFound
from domain.reading.ids import global_id

Row = TypeVar("Row", bound=Identified)
VersionedRow = TypeVar("VersionedRow", bound=Versioned)


async def seen(session: ReadSession, model: type[Row], id_: UUID, path: str = "id") -> Row:
    """The row as it is now, or NotFound: absent and invisible are not told apart. `path`: where its id was sent."""
    row = await session.get(model, id_, populate_existing=True)
    if row is None:
        raise _not_found(model, id_, path)
    return row


async def locked(
    session: WriteSession, model: type[Row], id_: UUID, deed: str = "do this with it", path: str = "id"
) -> Row:
    """The row, locked until the transaction ends. `deed`: what is done with it, for whoever may only see it.

    Raises NotFound, Forbidden.
    """
    row = await _lock(session, model, id_)
    if row is None:
        await seen(session, model, id_, path)
        raise _not_yours(model, deed, path)
    return row


async def locked_at(
    session: WriteSession,
    model: type[VersionedRow],
    id_: UUID,
    version: int,
    deed: str = "do this with it",
    *,
    only_who_may: str = "",
) -> VersionedRow:
    """The row, locked, at the version that its reader decided on.

    `only_who_may`, as "confirm": whoever may not is told of no row at all. Raises NotFound, Forbidden, Conflict.
    """
    row = await _lock(session, model, id_)
    if row is None and only_who_may:
        raise _not_found(model, id_, may=only_who_may)
    refuse_stale(model, row or await seen(session, model, id_), version, "version")
    if row is None:
        raise _not_yours(model, deed)
    return row


def refuse_stale(model: type[Versioned], row: Versioned | None, version: int | None, path: str) -> None:
    """Raise Conflict (`stale_version`) unless the row is at the version that was sent, or neither is there."""
    there = None if row is None else row.version
    if there != version:
        raise Conflict("stale_version", says_stale(model.called()[1], there, version), path)


def says_stale(noun: str, there: object, sent: object) -> str:
    """Why a change of what was read before is refused. `there` and `sent`: a version, or None for no row."""
    now = f"There is no {noun} yet" if there is None else f"The {noun} is at version {there}"
    return f"{now}, you sent {'none' if sent is None else sent}: read it again."


async def _lock(session: WriteSession, model: type[Row], id_: UUID) -> Row | None:
    statement: Any = select(model).where(col(model.id) == id_).with_for_update()
    row: Row | None = await session.scalar(statement.execution_options(populate_existing=True))
    return row


def _not_found(model: type[Identified], id_: UUID, path: str = "id", may: str = "see") -> NotFound:
    stem, noun = model.called()
    says = f"There is no {noun} {global_id(model.__name__, id_)} that you may {may}."
    return NotFound(f"{stem}_not_found", says, path)


def _not_yours(model: type[Identified], deed: str, path: str = "id") -> Forbidden:
    noun = model.called()[1]
    return Forbidden("forbidden", f"You may see this {noun} but not {deed}, here and today.", path)
