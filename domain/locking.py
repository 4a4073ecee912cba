"""Row locks (select for update): a row to be changed, or one wording for why not."""

from typing import Any, TypeVar
from uuid import UUID

from sqlmodel import col, select

from domain.database.sessions import ReadSession, WriteSession
from domain.database.tables import Identified, Versioned
from domain.errors import Conflict, Forbidden, NotFound
from domain.language.text import Text
from domain.reading.ids import global_id

ANYTHING = Text("do this with it")
Row = TypeVar("Row", bound=Identified)
VersionedRow = TypeVar("VersionedRow", bound=Versioned)


async def seen(session: ReadSession, model: type[Row], id_: UUID, path: str = "id") -> Row:
    """The row as it is now, or NotFound: absent and invisible are not told apart. `path`: where its id was sent."""
    row = await session.get(model, id_, populate_existing=True)
    if row is None:
        raise not_found(model, id_, path)
    return row


async def locked(
    session: WriteSession, model: type[Row], id_: UUID, deed: Text = ANYTHING, path: str = "id"
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
    deed: Text = ANYTHING,
    *,
    only_who_may: str = "",
) -> VersionedRow:
    """The row, locked, at the version that its reader decided on.

    `only_who_may`, as "confirm": whoever may not is told of no row at all. Raises NotFound, Forbidden, Conflict.
    """
    row = await _lock(session, model, id_)
    if row is None and only_who_may:
        raise not_found(model, id_, may=only_who_may)
    refuse_stale(model, row or await seen(session, model, id_), version, "version")
    if row is None:
        raise _not_yours(model, deed)
    return row


def refuse_stale(model: type[Versioned], row: Versioned | None, version: int | None, path: str) -> None:
    """Raise Conflict (`stale_version`) unless the row is at the version that was sent, or neither is there."""
    there = None if row is None else row.version
    if there != version:
        raise stale(model.called()[1], there, version, path)


def stale(noun: str, there: int | None, sent: int | None, path: str) -> Conflict:
    """Why a change of what was read before is refused. `there` and `sent`: a version, or None for no row."""
    named = Text(noun)
    if there is None:
        return Conflict(
            "stale_version",
            "There is no {noun} yet, you sent {sent}: read it again.",
            path,
            noun=named,
            sent=sent,
        )
    if sent is None:
        return Conflict(
            "stale_version",
            "The {noun} is at version {there}, you sent none: read it again.",
            path,
            noun=named,
            there=there,
        )
    return Conflict(
        "stale_version",
        "The {noun} is at version {there}, you sent {sent}: read it again.",
        path,
        noun=named,
        there=there,
        sent=sent,
    )


async def _lock(session: WriteSession, model: type[Row], id_: UUID) -> Row | None:
    statement: Any = select(model).where(col(model.id) == id_).with_for_update()
    row: Row | None = await session.scalar(statement.execution_options(populate_existing=True))
    return row


def not_found(model: type[Identified], id_: UUID, path: str = "id", may: str = "see") -> NotFound:
    """Why nothing is done with a row that is absent, or invisible to whoever asks."""
    stem, noun = model.called()
    says = MAY_CONFIRM if may == "confirm" else MAY_SEE
    return NotFound(
        f"{stem}_not_found", Text(says.template, noun=Text(noun), id=global_id(model.__name__, id_)), path
    )


MAY_SEE = Text("There is no {noun} {id} that you may see.")
MAY_CONFIRM = Text("There is no {noun} {id} that you may confirm.")


def _not_yours(model: type[Identified], deed: Text, path: str = "id") -> Forbidden:
    return Forbidden(
        "forbidden",
        "You may see this {noun} but not {deed}, here and today.",
        path,
        noun=Text(model.called()[1]),
        deed=deed,
    )
