"""The frames of a snapshot as models call their keys and columns, by key, and the columns that they always have."""

from collections.abc import Callable, Collection, Mapping

import polars as pl

from domain.computing import scores
from domain.computing.snapshot import Inputs
from domain.facts.stand_ins import ITEM, MONTH, PERSON, Keys, columns, filled, recorded

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
        *(one.column for one in recorded(PERSON)),
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
        *(one.column for one in recorded(MONTH)),
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
    """
    taken = taken.lined()
    people = taken.people
    if "class_given" not in people.columns:
        people = people.with_columns(pl.lit(None, pl.String).alias("class_given"))
    people = people.rename(
        {"employee_id": "employee_uuid", "unit_id": "fund_unit_id", "peer_group_id": "peer_group_uuid"}
    ).rename({"unit": "unit_id", "peer_group": "peer_group_id"})
    finer: Mapping[Keys, Callable[[], pl.DataFrame]] = {
        MONTH: lambda: filled(taken.months, MONTH),
        ITEM: lambda: scores.worked(taken.items).with_columns(line=pl.col("employee")),
    }
    return {PERSON: filled(people, PERSON)} | {keys: of() for keys, of in finer.items() if keys in wanted}
