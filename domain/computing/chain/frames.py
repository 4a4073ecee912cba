"""The frames of a snapshot as models call their keys and columns, by key, and the columns that they always have."""

from collections.abc import Callable, Collection, Mapping

import polars as pl

from domain.computing import scores
from domain.computing.snapshot import Inputs
from domain.facts.stand_ins import ITEM, MONTH, PERSON, Keys, columns, filled

# What a model may take from facts, by key; what is told of a run but computed with by nobody is left out.
FACTS: Mapping[Keys, tuple[str, ...]] = {
    PERSON: (
        "employee_id",
        "unit_id",
        "peer_group_id",
        "months_worked",
        "automatic_not_completed",
        "elsewhere",
        "class_given",
        *columns(PERSON),
    ),
    MONTH: (
        "employee_id",
        "month",
        "table",
        "grade_code",
        "step",
        "leadership_coefficient_hundredths",
        "months_at_last_step",
        "general_points_hundredths",
        "leads",
        "field_result",
        "organising",
        "uniting",
        *columns(MONTH),
    ),
    ITEM: (
        "employee_id",
        "month",
        "item_key",
        "kind",
        "coefficient_hundredths",
        "assigned",
        "completed",
        "quality_failures",
        "delays",
        *columns(ITEM),
    ),
}


def named(taken: Inputs, wanted: Collection[Keys] = (PERSON, MONTH, ITEM)) -> dict[Keys, pl.DataFrame]:
    """A frame by the keys of its rows, with `employee` and `line` in the place of `employee_id`; people's, and others
    that are `wanted`.

    Pinned before a month counted for the fund of its unit, a frame has no line: it is then the person.
    """
    people = _lined(taken.people)
    if "elsewhere" not in people.columns:
        people = people.with_columns(pl.lit(value=False).alias("elsewhere"))
    if "class_given" not in people.columns:
        people = people.with_columns(pl.lit(None, pl.String).alias("class_given"))
    people = people.rename(
        {"employee_id": "employee_uuid", "unit_id": "fund_unit_id", "peer_group_id": "peer_group_uuid"}
    ).rename({"unit": "unit_id", "peer_group": "peer_group_id"})
    finer: Mapping[Keys, Callable[[], pl.DataFrame]] = {
        MONTH: lambda: filled(_lined(taken.months), MONTH),
        ITEM: lambda: _lined(scores.worked(taken.items)),
    }
    return {PERSON: filled(people, PERSON)} | {keys: of() for keys, of in finer.items() if keys in wanted}


def _lined(frame: pl.DataFrame) -> pl.DataFrame:
    return frame if "line" in frame.columns else frame.with_columns(pl.col("employee").alias("line"))


def within(frames: Mapping[Keys, pl.DataFrame], units: pl.DataFrame, of: int) -> dict[Keys, pl.DataFrame]:
    """The rows of the people on the lists of some units, which are `units` of `of`; all rows when these are all."""
    if units.height == of:
        return dict(frames)
    people = frames[PERSON].join(
        units.select(pl.col("unit").alias("unit_id")), on="unit_id", how="semi", maintain_order="left"
    )
    theirs = people.select(pl.col("employee").unique())
    finer = {
        keys: frame.join(theirs, on="employee", how="semi", maintain_order="left")
        for keys, frame in frames.items()
        if keys != PERSON
    }
    return {PERSON: people, **finer}
