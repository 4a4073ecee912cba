"""Stages that kinds have in common: scores, classes and grade pay, and the rules between them."""

import polars as pl

from domain.computing.chain.kind import StageContract
from domain.facts.stand_ins import PERSON

# Whoever has no month that counts has no score, and so no class.
ABSENCE = pl.when(pl.col("months_counted") == 0).then(pl.lit("no_score")).otherwise(pl.col("absence"))
# Who moved is classified by one unit, and on the list of the other one without a class of its own.
CLASS = pl.when(pl.col("elsewhere")).then(pl.lit("elsewhere")).otherwise(pl.col("class"))

SCORING = StageContract(
    "scoring",
    keys=PERSON,
    yields={"score_hundredths": int, "months_counted": int},
    example="vn.kpi_score_2026",
)
CLASSIFICATION = StageContract(
    "classification",
    keys=PERSON,
    yields={"class": str},
    example="vn.classes_2026",
    takes={PERSON: {"absence": ABSENCE}},
)
PAY = StageContract("pay", keys=PERSON, yields={"salary_year_vnd": int}, example="vn.grade_pay", by="line")
