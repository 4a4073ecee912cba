"""From a calculation to rows: a line for each person with the value of every step, and the sheet of steps."""

from collections.abc import Iterator
from dataclasses import asdict
from itertools import count
from typing import Any
from uuid import UUID

import orjson
import polars as pl

from domain.audit.hashing import merkle
from domain.computing.calculation import Calculation
from domain.database.tables import new_id
from domain.pay_runs.proof.line_hash import ids, leaves
from domain.pay_runs.tables import PayRunRules, PayRunStep
from pay_models.kernel.tell.explain import Used

SLICE = 10_000
COLUMNS = [
    "id",
    "rules_number",
    "employee_id",
    "unit_id",
    "position_id",
    "peer_group_id",
    "assessment_id",
    "rated",
    "amount_vnd",
    "steps",
    "model_id",
    "model_version",
    "parameters_hash",
    "leaf",
]


def root(run_id: UUID, computed: Calculation) -> str:
    """The root over the leaves of a calculation's lines, as the run `run_id` keeps them."""
    return merkle.root(leaves(of(run_id, computed))).hex()


def of(run_id: UUID, computed: Calculation) -> pl.DataFrame:
    """The lines of a calculation in the order of `employee_id`, without their leaves."""
    return pl.concat(_lines(run_id, computed, one.number) for one in computed.rules).sort("employee_id")


def sealed(lines: pl.DataFrame, sink: list[bytes]) -> Iterator[pl.DataFrame]:
    """Slices of `COLUMNS` ready to be written, each line with its leaf and an id; the leaves also go into `sink`."""
    run_id = str(lines["pay_run_id"][0])
    for number, part in enumerate(lines.iter_slices(SLICE)):
        hashes = leaves(part)
        sink += hashes
        yield part.with_columns(
            ids(run_id, hashes, number * SLICE),
            pl.Series("leaf", [f"\\x{leaf.hex()}" for leaf in hashes], dtype=pl.String),
        ).select(COLUMNS)


def _lines(run_id: UUID, computed: Calculation, number: int) -> pl.DataFrame:
    rules = computed.rules[number].rules
    last = rules.models[computed.kind.stages[-1].name]
    names = [told.column for told in computed.sheet(number) if told.column]
    people = computed.people.filter(pl.col("rules_number") == number)
    return people.select(
        pl.lit(str(run_id)).alias("pay_run_id"),
        pl.lit(number).alias("rules_number"),
        pl.col("employee_uuid").alias("employee_id"),
        pl.col("fund_unit_id").alias("unit_id"),
        "position_id",
        pl.col("peer_group_uuid").alias("peer_group_id"),
        "assessment_id",
        "rated",
        "amount_vnd",
        _as_json(people, names).alias("steps"),
        pl.lit(last.id).alias("model_id"),
        pl.lit(last.version).alias("model_version"),
        pl.lit(rules.hash).alias("parameters_hash"),
    )


def _as_json(people: pl.DataFrame, names: list[str]) -> pl.Expr:
    """A JSON array of columns of whole numbers, truth values and words of the models' own."""
    cells = []
    for name in names:
        text = pl.col(name).cast(pl.String)
        quoted = pl.format('"{}"', text) if people.schema[name] == pl.String else text
        cells.append(quoted.fill_null("null"))
    return pl.concat_str(pl.lit("["), pl.concat_str(cells, separator=","), pl.lit("]"))


def rules(run_id: UUID, computed: Calculation) -> list[PayRunRules]:
    """What each regulation of the run stated."""
    return [
        PayRunRules(
            pay_run_id=run_id,
            number=one.number,
            regulation_id=UUID(one.regulation_id),
            models=one.rules.ids,
            versions=one.rules.versions,
            parameters=one.rules.parameters,
            parameters_hash=one.rules.hash,
        )
        for one in computed.rules
    ]


def steps(run_id: UUID, computed: Calculation) -> Iterator[PayRunStep]:
    """The sheet of each regulation as it reads today, with the place of each value in a line."""
    for one in computed.rules:
        places = count()
        for ordinal, (model, step, column) in enumerate(computed.sheet(one.number), 1):
            yield PayRunStep(
                id=new_id(),
                pay_run_id=run_id,
                rules_number=one.number,
                ordinal=ordinal,
                place=next(places) if column else None,
                model_id=model.id,
                stage=step.stage,
                name=step.column,
                says=step.says,
                certainty=step.certainty,
                law=step.law,
                agreement=step.agreement,
                choice=step.choice,
                parameters=[_in_json(used) for used in step.parameters],
            )


def _in_json(used: Used) -> dict[str, Any]:
    """A parameter as the sheet keeps it, days as text; each value of the year under `dated` with its own source."""
    kept: dict[str, Any] = orjson.loads(orjson.dumps(asdict(used)))
    return kept
