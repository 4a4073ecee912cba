"""What the models take and no table records yet: allowances, awards, leave and decisions that then nobody has."""

import polars as pl


def _none_of(*names: str) -> tuple[pl.Expr, ...]:
    return tuple(pl.lit(0, pl.Int64).alias(name) for name in names)


# The leadership coefficient is that of the post, and public duty that of civil servants (grids 1 and 2).
MONTHS = (
    pl.lit("none").alias("leadership_code"),
    (pl.col("table") < 3).alias("public_duty"),  # noqa: PLR2004 - the grid of public employees
    *_none_of(
        "other_percentages_bp",
        "regional_coefficient_hundredths",
        "responsibility_coefficient_hundredths",
        "hard_area_years",
        "reserved_coefficient_hundredths",
    ),
)

# Nobody's year is excused by leave, nobody heads a classified organisation, and no unit was decided to be outstanding:
# a regulation may raise `quota_bp` instead.
DECISIONS = (
    pl.lit("none").alias("absence"),
    pl.lit("none").alias("organisation_class"),
    pl.lit(value=False).alias("outstanding_unit"),
)


def scored(people: pl.DataFrame) -> pl.DataFrame:
    """The people once they are scored: who has no month that counts has no score, and so no class."""
    if "months_counted" not in people.columns:
        return people
    absence = pl.when(pl.col("months_counted") == 0).then(pl.lit("no_score")).otherwise(pl.col("absence"))
    return people.with_columns(absence=absence)


PEOPLE = _none_of("ad_hoc_paid_vnd", "period_paid_vnd")
