"""The trail of a batch: one event of the act, and one of each unit that says of each row what one alone would say."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

import orjson

from domain.actor import Actor
from domain.assessments.batch.exceptions import Outcome
from domain.assessments.inputs import FINDINGS
from domain.assessments.service import NUMBERS
from domain.audit import service as audit
from domain.database.sessions import WriteSession
from domain.facts.period import Period
from domain.reading.ids import global_id

# A row before, if it was there, and as it is now.
Change = tuple[Mapping[str, Any] | None, Mapping[str, Any]]


async def tell(
    session: WriteSession,
    actor: Actor,
    unit_id: UUID,
    of: Period,
    happened: str,
    changes: Sequence[Change],
    outcome: Outcome,
    withheld: Mapping[str, str] | None = None,
) -> None:
    """Record what happened ("proposed", "confirmed") to all rows right after their change, and then the act itself.

    The act says how many and, as `covers`, the hash of their states: of the lines "id state" in the order of ids, as
    the units' events have them. `withheld`: what was excepted, with the reason of each.
    """
    units: defaultdict[UUID, list[Change]] = defaultdict(list)
    for change in changes:
        units[change[1]["unit_id"]].append(change)
    await audit.record_many(session, actor, [_of_unit(unit, happened, units[unit]) for unit in sorted(units)])
    after = {
        "period": of.kind,
        "period_start": of.start,
        "assessed": outcome.assessed,
        "unchanged": outcome.unchanged,
        "left_out": Counter(one.why.code for one in outcome.left_out),
        "covers": _covered(after for _, after in changes),
        **({"withheld": withheld} if withheld else {}),
    }
    about = global_id("Unit", unit_id)
    await audit.tell(session, actor, f"assessment_batch.{happened}", about, unit_id=unit_id, after=after)


def _of_unit(unit_id: UUID, happened: str, changes: Sequence[Change]) -> audit.BatchEvent:
    """One event for an assessment, and one for several of a unit."""
    rows = [after["id"] for _, after in changes]
    before = {_id(was): _state(was) for was, _ in changes if was is not None}
    after = {_id(became): _state(became) for _, became in changes}
    if len(changes) > 1:
        about = global_id("Unit", unit_id)
        return audit.BatchEvent(f"assessments.{happened}", about, unit_id, rows, before or None, after)
    ((subject, state),) = after.items()
    return audit.BatchEvent(f"assessment.{happened}", subject, unit_id, rows, before.get(subject), state)


def _state(row: Mapping[str, Any]) -> dict[str, Any]:
    """What `service.state_of` says of a single one."""
    state: dict[str, Any] = {name: row[name] for name in (*NUMBERS, *FINDINGS, "state", "version")}
    return {**state, "assessed_by": str(row["assessed_by"])}


def _id(row: Mapping[str, Any]) -> str:
    return global_id("Assessment", row["id"])


def _covered(rows: Iterable[Mapping[str, Any]]) -> str:
    lines = sorted((_id(row), _state(row)) for row in rows)
    return hashlib.sha256(
        b"".join(orjson.dumps(line, option=orjson.OPT_SORT_KEYS) + b"\n" for line in lines)
    ).hexdigest()
