"""The bonus of a year: people are scored and classified where they are last, each unit's fund is shared out by line."""

import polars as pl

from domain.computing.chain.kind import FundColumns, Kind, StageContract
from domain.facts.period import MONTHS_OF
from domain.facts.stand_ins import PERSON

# Whoever has no month that counts has no score, and so no class.
ABSENCE = pl.when(pl.col("months_counted") == 0).then(pl.lit("no_score")).otherwise(pl.col("absence"))
# Who moved is classified by one unit, and on the list of the other one without a class of its own.
CLASS = pl.when(pl.col("elsewhere")).then(pl.lit("elsewhere")).otherwise(pl.col("class"))

BONUS = Kind(
    name="bonus",
    words="bonus",
    period="year",
    stages=(
        StageContract(
            "scoring",
            keys=PERSON,
            yields={"score_hundredths": int, "months_counted": int},
            example="vn.kpi_score_2026",
        ),
        StageContract("pay", keys=PERSON, yields={"salary_year_vnd": int}, example="vn.grade_pay", by="line"),
        StageContract(
            "classification",
            keys=PERSON,
            yields={"class": str},
            example="vn.classes_2026",
            takes={PERSON: {"absence": ABSENCE}},
            at_most={"minimum_months": MONTHS_OF["year"]},
        ),
        StageContract(
            "bonus",
            keys=PERSON,
            yields={"award_vnd": int, "fund_vnd": int, "salary_fund_vnd": int, "eligible": bool},
            example="vn.bonus_fund_2026",
            by="line",
            takes={PERSON: {"class": CLASS}},
        ),
    ),
    amount="award_vnd",
    rated=CLASS,
    weights={
        name: f"{name}_coefficient_hundredths"
        for name in ("excellent", "good", "completed", "not_completed", "unrated")
    },
    fund=FundColumns(
        salary_vnd="salary_fund_vnd",
        amount_vnd="fund_vnd",
        eligible="eligible",
        opened_by=("pay", "bonus"),
        assumes={"class": "unrated"},
    ),
    preconditions=frozenset({"grades", "assessments", "scores"}),
)
