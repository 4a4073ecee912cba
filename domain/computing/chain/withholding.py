"""Withholding: who of a run's people has no line in it, being on hold or paid already, and what counts for them there.

They stay in what the others are measured against. Whoever is on hold is judged by nobody, and counts with the class
that weighs most: whichever class it will be, no more than what is left of the fund is due to them. Whoever is paid
counts with the class of the line that pays them.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import polars as pl

from domain.computing.chain.kind import Kind
from domain.computing.joins import Facts, Joined
from domain.computing.rules import Rules
from domain.errors import Conflict
from domain.facts.grains import pay
from domain.facts.period import Period

HELD, PAID = "held", "paid"
# Whether a row of people has a line in the run: all have, where nobody is withheld.
LINES = pl.col("withheld").is_null()


def with_withheld(facts: Facts, read: Joined, period: Period, kind: Kind) -> Joined:
    """What was read, and of people who get no line why (`withheld`), by which hold or run (`withheld_by`), and the
    class with which they are paid (`class_paid`).

    Raises Conflict (`nobody_left_to_pay`) when nobody gets one.
    """
    people = read.people.join(facts[pay.HELD], on="employee_id", how="left", maintain_order="left")
    if pay.PAID in facts:
        paid = facts[pay.PAID]
        people = people.join(paid, on=["employee_id", "unit_id"], how="left", maintain_order="left")
    else:
        people = people.with_columns(
            pl.lit(None, pl.String).alias(name) for name in ("paid_by", "class_paid")
        )
    why = pl.when(pl.col("paid_by").is_not_null()).then(pl.lit(PAID))
    people = people.with_columns(
        why.when(pl.col("hold_id").is_not_null()).then(pl.lit(HELD)).alias("withheld"),
        pl.coalesce("paid_by", "hold_id").alias("withheld_by"),
    ).drop("paid_by", "hold_id")
    left = people.filter(LINES).height
    if left == people.height:
        return read
    if not left:
        raise Conflict(
            "nobody_left_to_pay",
            "Everybody in this unit is paid the {period} {kind} already, or on hold: release whoever is to be paid"
            " (releaseHold), or make no run.",
            "unitId",
            period=period.text,
            kind=kind.words,
        )
    return replace(read, people=people)


def lines(people: pl.DataFrame) -> pl.DataFrame:
    """The rows of people who have a line in the run."""
    return people.filter(LINES) if "withheld" in people.columns else people


def withheld(people: pl.DataFrame) -> pl.DataFrame:
    """The rows of those who have none."""
    return people.filter(~LINES) if "withheld" in people.columns else people.clear()


def judged(people: pl.DataFrame) -> pl.DataFrame:
    """Whoever is scored and classified in the run, by what is known of them: nobody who is on hold."""
    here = people.filter(~pl.col("elsewhere"))
    return here.filter(pl.col("withheld").ne_missing(HELD)) if "withheld" in people.columns else here


def heaviest(rules: Rules) -> str | None:
    """The class that weighs most by the numbers of the model that pays; None where these do not say."""
    kind, chosen = rules.kind, rules.models[rules.kind.paying.name]
    numbers = chosen.in_force(rules.day, rules.of(chosen))
    weights: dict[str, Any] = {
        name: numbers.value(weight) if isinstance(weight, str) else weight
        for name, weight in kind.weights.items()
        if not isinstance(weight, str) or weight in chosen.parameters.parameters
    }
    return max(weights, key=lambda name: weights[name], default=None)


def classified(people: pl.DataFrame, rules: Mapping[int, Rules]) -> pl.DataFrame:
    """People with the class that counts for who gets no line, in `class` and `class_given` as far as they are there.

    rules: those of each unit. A class that another unit has given stands.
    """
    if "withheld" not in people.columns:
        return people
    heaviest_of = {unit: heaviest(own) for unit, own in rules.items()}
    held = pl.when(pl.col("withheld") == HELD).then(
        pl.col("unit_id").replace_strict(heaviest_of, default=None, return_dtype=pl.String)
    )
    paid = pl.when(~pl.col("elsewhere")).then("class_paid")
    counts = {"class": pl.coalesce(paid, held, "class"), "class_given": pl.coalesce("class_given", held)}
    return people.with_columns(**{name: what for name, what in counts.items() if name in people.columns})
