"""A computed run becomes rows: rules, steps, lines, values, columns and traces, in the caller's transaction."""

import io
from dataclasses import dataclass
from typing import Any, NamedTuple

import polars as pl
from sqlalchemy import insert

from domain.audit.hashing import merkle
from domain.compute_queue import both, in_thread
from domain.computing.calculation import Calculation
from domain.database import sessions
from domain.database.fixed_rows import bigint, encode, octets
from domain.database.sessions import WriteSession
from domain.errors import Conflict
from domain.pay_runs import lines
from domain.pay_runs.lines import Heading
from domain.pay_runs.proof import columns, line_hash, salts, sentences, traces
from domain.pay_runs.proof.sentences import Sheet
from domain.pay_runs.tables import PayRun, PayRunColumns, PayRunTrace

# How many lines' values stand together: a chunk is opened within a tenth of a millisecond, and compresses well.
CHUNK = 500
_ABSENT = bytes(16)
# Row security does not serve COPY: lines go through a table of this transaction, and every row passes the policy.
_ARRIVING = """
    create temporary table arriving (
        id uuid, rules_number int, employee_id uuid, unit_id uuid, position_id uuid, peer_group_id uuid,
        assessment_id uuid, rated int, amount_vnd bigint, leaf bytea, place int
    ) on commit drop
"""
_LINES = """
    insert into pay_line (id, pay_run_id, rules_number, employee_id, unit_id, position_id, peer_group_id,
                          assessment_id, rated, amount_vnd, leaf, place)
    select id, $1, rules_number, employee_id, unit_id, position_id, peer_group_id,
           nullif(assessment_id, '00000000-0000-0000-0000-000000000000'), ($2::text[])[rated], amount_vnd, leaf, place
    from arriving
"""
_VALUES = "insert into pay_line_values (pay_run_id, chunk, content) values ($1, $2, $3)"
_SENTENCES = """
    insert into step_sentence (hash, says, certainty, law, agreement, choice, parameters, unit, inputs)
    select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::json[], $8::text[],
                         $9::json[])
    on conflict do nothing
"""
_STEPS = """
    insert into pay_run_step (id, pay_run_id, rules_number, ordinal, place, model_id, stage, name, sentence)
    select * from unnest($1::uuid[], $2::uuid[], $3::int[], $4::int[], $5::int[], $6::text[], $7::text[], $8::text[],
                         $9::text[])
"""


@dataclass(frozen=True, slots=True)
class Sealed:
    """Lines ready to be written. `rows`: binary COPY of `arriving`; `rated`: the words that it numbers from 1."""

    rows: bytes
    rated: list[str]
    root: str


class Beside(NamedTuple):
    """What a run keeps beside its lines: columns, rows of traces, and how its steps read."""

    columns: PayRunColumns
    traces: list[dict[str, Any]]
    sheet: Sheet


async def write(session: WriteSession, run: PayRun, computed: Calculation) -> None:
    """Store everything a run computed and set its root; the database checks the lines as a set.

    `run` is new and in the state "computing"; afterwards it is "computed". Raises Conflict (`person_erased`) when
    somebody's secret is deleted, and what the database raises; nothing is kept then.
    """
    session.add(run)
    await session.flush()
    session.add_all([*lines.rules(run.id, computed), *lines.exclusions(run.id, computed)])
    await session.flush()
    # Each time one core is the server's and one ours: lines are told while their salts are made, values are taken in
    # while leaves are hashed; the sheet is read, columns are packed and traces hashed while the lines are taken in.
    found, salted = await both(
        in_thread(lines.of, Heading(run.id, run.snapshot_hash), computed), _salted(session, run, computed)
    )
    sealed, _ = await both(
        in_thread(seal, found, salted), _write_values(session, run, found["steps"].to_list())
    )
    beside, _ = await both(in_thread(_beside, run, computed), _write_lines(session, run, sealed))
    await _write_beside(session, beside)
    run.lines_root = sealed.root
    run.state, run.version = "computed", run.version + 1
    await session.flush()


def seal(found: pl.DataFrame, salted: list[bytes | None]) -> Sealed:
    """The lines as they are written, each with its leaf and an id. `found`: as `lines.of` gives them."""
    hashes = [leaf for leaf in line_hash.leaves(found, salted) if leaf is not None]
    rated = found["rated"].drop_nulls().unique().sort()
    rows = encode(
        {
            "id": line_hash.packed_ids(found["pay_run_id"][0], hashes) if hashes else octets([]),
            "rules_number": found["rules_number"].to_numpy(),
            **{
                name: _ids(found[name]) for name in ("employee_id", "unit_id", "position_id", "peer_group_id")
            },
            "assessment_id": _ids(found["assessment_id"]),
            "rated": found["rated"]
            .replace_strict(rated, range(1, len(rated) + 1), default=0, return_dtype=pl.Int32)
            .to_numpy(),
            "amount_vnd": bigint(found["amount_vnd"].to_numpy()),
            "leaf": octets(hashes),
            "place": found["place"].cast(pl.Int32).to_numpy(),
        }
    )
    return Sealed(rows, rated.to_list(), merkle.root(hashes).hex())


async def _salted(session: WriteSession, run: PayRun, computed: Calculation) -> list[bytes | None]:
    """The salt of each line. Raises Conflict (`person_erased`) before anything is written beside it."""
    people = await in_thread(lines.people, computed)
    salted = await salts.of_lines(session, run.id, people.to_list())
    if None in salted:
        raise Conflict(
            "person_erased",
            "What was kept of somebody on this list is erased: no line can be proven of them. End their post before the"
            " period, so that they are on no list.",
            "unitId",
        )
    return salted


def _ids(ids: pl.Series) -> Any:
    """Ids as sixteen bytes each; those that are absent as zeros."""
    return octets(ids.str.replace_all("-", "", literal=True).str.decode("hex").fill_null(_ABSENT).to_list())


def _beside(run: PayRun, computed: Calculation) -> Beside:
    return Beside(
        columns.row(run.id, computed), list(traces.rows(run.id, computed)), sentences.sheet(run.id, computed)
    )


async def _write_lines(session: WriteSession, run: PayRun, sealed: Sealed) -> None:
    connection = await sessions.raw(session)
    await connection.execute(_ARRIVING)
    await connection.copy_to_table("arriving", source=io.BytesIO(sealed.rows), format="binary")
    await connection.execute(_LINES, run.id, sealed.rated)
    await connection.execute("drop table arriving")


async def _write_values(session: WriteSession, run: PayRun, values: list[str]) -> None:
    connection = await sessions.raw(session)
    chunks = [values[first : first + CHUNK] for first in range(0, len(values), CHUNK)]
    await connection.executemany(_VALUES, [(run.id, number, chunk) for number, chunk in enumerate(chunks)])


async def _write_beside(session: WriteSession, beside: Beside) -> None:
    session.add(beside.columns)
    if beside.traces:
        await session.execute(insert(PayRunTrace), beside.traces)
    await session.flush()
    connection = await sessions.raw(session)
    said = [[hashed, *each.values()] for hashed, each in beside.sheet.sentences.items()]
    for sql, rows in ((_SENTENCES, said), (_STEPS, [step.values() for step in beside.sheet.steps])):
        if rows:
            await connection.execute(sql, *map(list, zip(*rows, strict=True)))
