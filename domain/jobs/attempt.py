"""An attempt at a job: begun on the record, done in one transaction, or refused in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from time import monotonic
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import Row, text

from domain import clock
from domain.actor import Actor
from domain.database.errors import refusal_from
from domain.database.sessions import Database, WriteSession
from domain.errors import Conflict, Refusal, Unavailable, place
from domain.jobs.kinds import JobKind
from domain.language.text import LANGUAGES

MOST_STARTS = 3
PROGRESS_SECONDS = 0.5
OVER_MEANWHILE = Conflict("job_over", "This job was ended while it was at work: nothing of it was kept.")
HELD = Conflict(
    "job_held",
    "It was begun {starts} times, and each time its worker ended before it did. Nothing of it was kept. Ask whoever"
    " runs this server to look at its log, then ask for it again.",
)
UNKNOWN = Conflict("job_kind_unknown", "This release knows no job of the kind {kind}: ask for it anew.")

_BEGIN = text("""
    update job set state = 'running', starts = starts + 1, began_at = :now, done = 0, total = 0
    where id = :job and state in ('waiting', 'running') and starts < :most
    returning kind, arguments, starts
""")
_PROGRESS = text("""
    update job set done = :done, total = :total where id = :job and state = 'running' and starts = :start returning id
""")
_DONE = text("""
    update job set state = 'done', ended_at = :now, outcome = cast(:outcome as jsonb), done = total
    where id = :job and state = 'running' and starts = :start returning id
""")
_REFUSED = text("""
    update job set state = :state, ended_at = :now, problem = cast(:problem as jsonb)
    where id = :job and state in ('waiting', 'running')
""")


@dataclass(slots=True)
class Attempt:
    """One start of a job. Another worker that began it meanwhile, or a cancellation, takes the end from it."""

    database: Database
    actor: Actor
    job: UUID
    start: int = 0
    told_at: float = 0.0

    async def progress(self, done: int, total: int) -> None:
        """Tell how far it is, twice a second at most. Raises Conflict (`job_over`)."""
        if monotonic() - self.told_at < PROGRESS_SECONDS and done < total:
            return
        self.told_at = monotonic()
        async with self.database.writing(self.actor) as session:
            await self._still(session, _PROGRESS, done=done, total=total)

    async def begin(self, now: datetime) -> Row[Any] | None:
        """Its kind and arguments; None when it is over, or was begun too often."""
        async with self.database.writing(self.actor) as session:
            begun = (
                await session.execute(_BEGIN, {"job": self.job, "now": now, "most": MOST_STARTS})
            ).one_or_none()
            if begun is None:
                await self._refuse(session, HELD.of(starts=MOST_STARTS), "held")
                return None
            self.start = begun.starts
            return begun

    async def do(self, kind: JobKind, arguments: Mapping[str, Any]) -> None:
        """All of its work and its end, or nothing."""
        async with self.database.writing(self.actor) as session:
            outcome = await kind.run(session, self.actor, arguments, self.progress, clock.now())
            await self._still(session, _DONE, now=clock.now(), outcome=as_json(outcome))

    async def refuse(self, refusal: Refusal) -> None:
        """End it with the reason why nothing was kept."""
        async with self.database.writing(self.actor) as session:
            await self._refuse(session, refusal, "refused")

    async def _refuse(self, session: WriteSession, refusal: Refusal, state: str) -> None:
        ended = {"job": self.job, "now": clock.now(), "state": state, "problem": as_json(said(refusal))}
        await session.execute(_REFUSED, ended)

    async def _still(self, session: WriteSession, statement: Any, **values: Any) -> None:
        found = await session.execute(statement, {"job": self.job, "start": self.start, **values})
        if found.one_or_none() is None:
            raise OVER_MEANWHILE


async def attempt(database: Database, kinds: Mapping[str, JobKind], job: UUID, asked_by: UUID) -> None:
    """Do a job, unless it is over. Raises Unavailable, or what nobody foresaw: both are tried again."""
    one = Attempt(database, Actor(asked_by, ""), job)
    begun = await one.begin(clock.now())
    if begun is None:
        return
    if (kind := kinds.get(begun.kind)) is None:
        await one.refuse(UNKNOWN.of(kind=begun.kind))
        return
    try:
        await one.do(kind, begun.arguments)
    except Exception as error:
        refusal = refusal_from(error)
        if refusal is None or isinstance(refusal, Unavailable):
            raise
        if refusal.code != OVER_MEANWHILE.code:
            await one.refuse(refusal)


def said(refusal: Refusal) -> list[dict[str, Any]]:
    """Every fault as it will be read, in each language: whoever asks later need not know its template."""
    return [
        {
            "code": each.code,
            **place(each.path.split(".") if each.path else []),
            "message": {tongue: each.said(tongue) for tongue in LANGUAGES},
            "law": {tongue: each.law_in(tongue) or None for tongue in LANGUAGES},
        }
        for each in refusal.each
    ]


def as_json(value: Any) -> str | None:
    """For a column of the database."""
    return None if value is None else orjson.dumps(value).decode()
