"""The bonus of a year: people are scored and classified where they are last, each unit's fund is shared out by line."""

from dataclasses import replace

from domain.computing.chain.kind import FundColumns, Kind, StageContract
from domain.facts.period import MONTHS_OF
from domain.facts.stand_ins import PERSON
from domain.language.text import Text
from domain.pay_runs.kinds.stages import CLASS, CLASSIFICATION, PAY, SCORING

FUND = FundColumns(
    salary_vnd="salary_fund_vnd",
    amount_vnd="fund_vnd",
    eligible="eligible",
    opened_by=("pay", "bonus"),
    assumes={"class": "unrated"},
)
BONUS = Kind(
    name="bonus",
    words=Text("bonus"),
    law="Decree 161/2026 art. 4",
    period="year",
    stages=(
        SCORING,
        PAY,
        replace(CLASSIFICATION, at_most={"minimum_months": MONTHS_OF["year"]}),
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
    fund=FUND,
    counted_by="coefficient_hundredths",
    limited_by=("fund_vnd", ""),
    preconditions=frozenset({"grades", "assessments", "scores"}),
)
