"""From a calculation to lines: one for each person and unit, with the value of every step."""

from collections.abc import Collection, Sequence
from itertools import groupby
from typing import NamedTuple
from uuid import UUID

import polars as pl

from domain.computing.calculation import Calculation
from domain.computing.chain import withholding
from domain.pay_runs.tables import PayRunExclusion, PayRunRules
from pay_models.kernel.declare.rows import steps_of


class Heading(NamedTuple):
    """What all lines of a run share: its id and the hash of its inputs."""

    run_id: UUID
    inputs_hash: str


def of(heading: Heading, computed: Calculation) -> pl.DataFrame:
    """The lines of a calculation in the order of `employee_id` and `unit_id`: `place`, `rules_number`, `FIELDS`."""
    stated = pl.DataFrame(
        [(one.number, one.regulation_id, one.rules.hash) for one in computed.rules],
        schema={"rules_number": pl.Int64, "regulation_id": pl.String, "rules_hash": pl.String},
        orient="row",
    )
    lines = (
        _valued(computed)
        .sort("employee_id", "unit_id")
        .join(stated, on="rules_number", maintain_order="left")
    )
    return lines.with_row_index("place").with_columns(
        pl.lit(str(heading.run_id)).alias("pay_run_id"), pl.lit(heading.inputs_hash).alias("inputs_hash")
    )


def people(computed: Calculation) -> pl.Series:
    """The person of each line as `of` gives the lines, and in that order."""
    return computed.lines.select("employee_uuid", "fund_unit_id").sort(pl.all())["employee_uuid"]


def exclusions(run_id: UUID, computed: Calculation) -> list[PayRunExclusion]:
    """Who has no line of a unit in the run, and why."""
    return [
        PayRunExclusion(
            pay_run_id=run_id,
            employee_id=UUID(row["employee_uuid"]),
            unit_id=UUID(row["fund_unit_id"]),
            hold_id=UUID(row["withheld_by"]) if row["withheld"] == withholding.HELD else None,
            paid_by_run_id=UUID(row["withheld_by"]) if row["withheld"] == withholding.PAID else None,
        )
        for row in withholding.withheld(computed.people).iter_rows(named=True)
    ]


def step_columns(computed: Calculation, number: int) -> tuple[str, ...]:
    """The columns of the steps that each line tells under some rules, in the order of the sheet."""
    return tuple(
        column
        for stage, chosen in computed.rules[number].rules.models.items()
        for column in (
            *computed.monthly_of(stage, chosen).values(),
            *(computed.columns[stage][name] for name in steps_of(chosen.stages[-1].outputs)),
        )
    )


def rules(run_id: UUID, computed: Calculation) -> list[PayRunRules]:
    """What each regulation of the run stated."""
    last = computed.kind.stages[-1].name
    return [
        PayRunRules(
            pay_run_id=run_id,
            number=one.number,
            regulation_id=UUID(one.regulation_id),
            models=one.rules.ids,
            versions=one.rules.versions,
            parameters=one.rules.parameters,
            parameters_hash=one.rules.hash,
            model_id=one.rules.models[last].id,
            model_version=one.rules.models[last].version,
        )
        for one in computed.rules
    ]


def _valued(computed: Calculation) -> pl.DataFrame:
    """A row a line with its values as JSON; rules of the same steps at once."""
    ready = {name for of_model in computed.monthly.values() for name in of_model.values()}
    steps = sorted((step_columns(computed, one.number), one.number) for one in computed.rules)
    return pl.concat(
        _lines(computed.lines, columns, ready, [number for _, number in numbers])
        for columns, numbers in groupby(steps, key=lambda each: each[0])
    )


def _lines(
    people: pl.DataFrame, columns: Sequence[str], ready: Collection[str], numbers: Sequence[int]
) -> pl.DataFrame:
    theirs = people.filter(pl.col("rules_number").is_in(numbers))
    return theirs.select(
        "rules_number",
        pl.col("employee_uuid").alias("employee_id"),
        pl.col("fund_unit_id").alias("unit_id"),
        "position_id",
        pl.col("peer_group_uuid").alias("peer_group_id"),
        "assessment_id",
        "rated",
        "amount_vnd",
        _as_json(theirs, columns, ready).alias("steps"),
    )


def _as_json(people: pl.DataFrame, names: Sequence[str], ready: Collection[str]) -> pl.Expr:
    """A JSON array of columns of whole numbers, truth values and words of the models' own; some are `ready` JSON."""
    cells = []
    for name in names:
        text = pl.col(name).cast(pl.String)
        quoted = pl.format('"{}"', text) if people.schema[name] == pl.String and name not in ready else text
        cells.append(quoted.fill_null("null"))
    return pl.concat_str(pl.lit("["), pl.concat_str(cells, separator=","), pl.lit("]"))
