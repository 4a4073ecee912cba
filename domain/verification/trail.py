"""Recomputes the trail: each event's leaf and place, each seal's root and link."""

from collections.abc import Sequence
from itertools import accumulate
from typing import Any

import polars as pl

from domain.audit import seals
from domain.audit.hashing import events, merkle
from domain.reading.ids import global_id
from domain.verification import portions
from domain.verification.report import Difference, Report, Watch, same

# None: the secret that salts it is deleted.
Leaves = Sequence[bytes | None]
_EVENT: dict[str, Any] = dict.fromkeys((*events.FIELDS, "leaf"), pl.String)
_COLUMNS = ", ".join(portions.text_of("e", name) for name in _EVENT)
_PLACED: dict[str, Any] = {"seal_number": pl.Int64, "place": pl.Int64, "event_id": pl.String, **_EVENT}
_SEALS = (
    "select number, events, root, link, sealed_at from audit_seal where number > $1 order by number limit $2"
)
_SEALED = f"""
    select s.seal_number, s.place, s.event_id, {_COLUMNS}
    from audit_seal_event s left join audit_event e on e.id = s.event_id
    where s.seal_number between $1 and $2 order by s.seal_number, s.place limit $3
"""  # noqa: S608
_STRAY = "select event_id, seal_number from audit_seal_event where seal_number not between 1 and $1 limit 1"
_VANISHED = """
    select u.event_id from audit_unsealed u
    where not exists (select from audit_event e where e.id = u.event_id) order by u.number limit 1
"""
_NOT_FOLLOWED = """
    select e.follows, e.id from audit_event e
    where e.follows is not null and not exists (select from audit_event f where f.id = e.follows)
    order by e.id limit 1
"""
_UNSEALED = f"""
    select {_COLUMNS}, u.event_id is not null
    from audit_event e left join audit_unsealed u on u.event_id = e.id
    where e.id > $1 and not exists (select from audit_seal_event s where s.event_id = e.id)
    order by e.id limit $2
"""  # noqa: S608
_SEALS_AT_ONCE = 16_384
_LOWEST = "00000000-0000-0000-0000-000000000000"


async def check_seals(connection: Any, report: Report, watch: Watch) -> None:
    """Check seal after seal, each with its events. Raises the first Difference."""
    while rows := await connection.fetch(_SEALS, report.seals, _SEALS_AT_ONCE):
        portion = _portion(rows)
        events_in_all = sum(seal["events"] for seal in portion)
        # One row more than there should be, to see whether there is one.
        bounds = portion[0]["number"], portion[-1]["number"], events_in_all + 1
        placed = await portions.read(connection, _SEALED, _PLACED, *bounds)
        _check_portion(portion, placed, await _leaves(connection, placed), report)
        watch(report)
    for event_id, stray in await connection.fetch(_STRAY, report.seals):
        raise Difference(
            global_id("AuditEvent", event_id), "the number of its seal", f"1 to {report.seals}", stray
        )


async def check_unsealed(connection: Any, report: Report, watch: Watch) -> None:
    """Check events without a seal: their leaves, that they wait for it, and that none is gone.

    What waits is known twice over: by the queue, and by the event after it. Raises the first Difference.
    """
    for question in (_VANISHED, _NOT_FOLLOWED):
        for missing, *_ in await connection.fetch(question):
            raise Difference(global_id("AuditEvent", missing), "it", "there", "missing")
    last, schema = _LOWEST, {**_EVENT, "waits": pl.String}
    while len(portion := await portions.read(connection, _UNSEALED, schema, last, portions.LARGEST)):
        leaves = await _leaves(connection, portion)
        for place in (portion["leaf"] != _hexadecimal(leaves)).arg_true():
            raise _changed(portion[place : place + 1], leaves[place])
        report.erased += leaves.count(None)
        for event_id in portion.filter(pl.col("waits") != "t")["id"]:
            raise Difference(
                global_id("AuditEvent", event_id), "it", "sealed or waiting for its seal", "neither"
            )
        report.unsealed += portion.height
        last = portion["id"][-1]
        watch(report)


async def _leaves(connection: Any, portion: pl.DataFrame) -> Leaves:
    """The leaf of each event, none where the secret that salts it is deleted."""
    owners, ids = portion["secret_of"].to_list(), portion["id"].to_list()
    return events.leaves(portion, await connection.fetchval("select event_salts($1, $2)", owners, ids))


def _portion(seals_: Sequence[Any]) -> Sequence[Any]:
    """The first seals that together hold no more events than a portion; at least one seal."""
    totals = accumulate(seal["events"] for seal in seals_)
    fit = sum(total <= portions.LARGEST for total in totals)
    return seals_[: max(fit, 1)]


def _check_portion(portion: Sequence[Any], placed: pl.DataFrame, leaves: Leaves, report: Report) -> None:
    """Check some seals, each first by itself and then by its events."""
    wrong = _first_wrong(portion, placed, leaves)
    report.erased += leaves.count(None)
    # What nobody can open any more counts as it stands: the root over it tells whether it is still the same.
    standing = [leaf or _bytes(placed["leaf"][place]) for place, leaf in enumerate(leaves)]
    at = 0
    for seal in portion:
        name, until = f"AuditSeal {seal['number']}", at + seal["events"]
        same(name, "its number", report.seals + 1, seal["number"])
        same(name, "the link over what it states", seal["link"], seals.link(_last_link(report), seal))
        if wrong is not None and wrong < until:
            raise _wrong(seal["number"], wrong - at, placed[wrong : wrong + 1], leaves[wrong : wrong + 1])
        same(name, "the root of its events", seal["root"], merkle.root(standing[at:until]))
        at = until
        report.seals, report.events, report.link = (
            seal["number"],
            report.events + seal["events"],
            seal["link"].hex(),
        )
    for event_id in placed["event_id"][at:]:
        raise Difference(global_id("AuditEvent", event_id), "it", f"no part of seal {report.seals}", "there")


def _last_link(report: Report) -> bytes:
    return bytes.fromhex(report.link) or seals.FIRST_LINK


def _first_wrong(portion: Sequence[Any], placed: pl.DataFrame, leaves: Leaves) -> int | None:
    """Which of the events is the first that is missing, misplaced or changed."""
    numbers = [seal["number"] for seal in portion for _ in range(seal["events"])]
    places = [place for seal in portion for place in range(seal["events"])]
    found, computed = placed.head(len(numbers)), _hexadecimal(leaves[: len(numbers)])
    right = found.select(
        (pl.col("seal_number") == pl.Series(numbers[: found.height], dtype=pl.Int64))
        & (pl.col("place") == pl.Series(places[: found.height], dtype=pl.Int64))
        & (pl.col("leaf").eq_missing(computed) | computed.is_null() & pl.col("leaf").is_not_null())
    ).to_series()
    if not right.all():
        return right.arg_min()
    return found.height if found.height < len(numbers) else None


def _wrong(number: int, place: int, found: pl.DataFrame, leaves: Leaves) -> Difference:
    """What is wrong with the row that should be an event at a place of a seal."""
    if found.is_empty():
        return Difference(f"AuditSeal {number}", f"the event at place {place}", "there", "missing")
    row = found.row(0, named=True)
    event = global_id("AuditEvent", row["event_id"])
    if (row["seal_number"], row["place"]) != (number, place):
        there = f"at place {row['place']} of seal {row['seal_number']}"
        return Difference(event, "it", f"at place {place} of seal {number}", there)
    if row["id"] is None:
        return Difference(event, "it", "there", "missing")
    return _changed(found, leaves[0])


def _changed(found: pl.DataFrame, leaf: bytes | None) -> Difference:
    event = global_id("AuditEvent", found["id"][0])
    return Difference(event, "the hash of what it says", found["leaf"][0], "" if leaf is None else leaf.hex())


def _hexadecimal(leaves: Leaves) -> pl.Series:
    return pl.Series([None if leaf is None else leaf.hex() for leaf in leaves], dtype=pl.String)


def _bytes(leaf: str | None) -> bytes:
    return bytes.fromhex(leaf or "")
