"""Stand-ins as the run engine fills them in, and the rule for whoever has no score."""

import polars as pl

from domain.facts.stand_ins import MONTH, PERSON, STAND_INS, Keys


def _of(keys: Keys, until: str) -> tuple[pl.Expr, ...]:
    return tuple(one.value.alias(one.column) for one in STAND_INS if (one.keys, one.until) == (keys, until))


MONTHS = _of(MONTH, "day one")
DECISIONS = _of(PERSON, "day one")
PEOPLE = _of(PERSON, "pay")


def scored(people: pl.DataFrame) -> pl.DataFrame:
    """The people once they are scored: who has no month that counts has no score, and so no class."""
    if "months_counted" not in people.columns:
        return people
    absence = pl.when(pl.col("months_counted") == 0).then(pl.lit("no_score")).otherwise(pl.col("absence"))
    return people.with_columns(absence=absence)
