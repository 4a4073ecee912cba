"""The extra income of a quarter in Ho Chi Minh City: months are paid by grade and post, by the class of the quarter."""

from dataclasses import replace

import polars as pl

from domain.computing.chain.kind import Kind, StageContract
from domain.facts.period import MONTHS_OF
from domain.facts.stand_ins import MONTH
from domain.language.text import Text
from domain.pay_runs.kinds.stages import CLASS, CLASSIFICATION, PAY, SCORING

# Whoever has a grade is paid by coefficient (City Resolution 08/2023 art. 3): the amounts of the other groups are then
# nothing, by the rule and not for want of a fact. The class is that of the quarter, whichever unit classified: in this
# run, or in that of the unit to which somebody moved. The fund whose total is limited is that of the unit in which the
# month counts: the grade pay of its people in the quarter, which is what the resolution calls the basic salary fund.
BY_GRADE = {
    "group": pl.when(pl.col("grade_code").is_not_null()).then(pl.lit("by_coefficient")),
    "grade_coefficient_hundredths": pl.col("coefficient_hundredths"),
    "position_coefficient_hundredths": pl.col("leading_coefficient_hundredths"),
    "pay_amount_vnd": pl.lit(0, pl.Int64),
    "fixed_amount_vnd": pl.lit(0, pl.Int64),
    "class": pl.coalesce("class", "class_given"),
    "fund_id": pl.col("unit_id"),
    "fund_quarter_vnd": pl.col("grade_pay_vnd").sum().over("unit_id"),
}

EXTRA_INCOME = Kind(
    name="extra_income",
    words=Text("extra income"),
    law="City Resolution 08/2023 art. 3",
    period="quarter",
    stages=(
        SCORING,
        # A regulation sets what a class of a quarter takes: the six months of a year nobody has.
        replace(CLASSIFICATION, at_most={"minimum_months": MONTHS_OF["quarter"]}),
        PAY,
        StageContract(
            "extra_income",
            keys=("employee_id", "quarter"),
            yields={"extra_income_vnd": int},
            example="vn.extra_income_hcmc",
            by="line",
            takes={MONTH: BY_GRADE},
        ),
    ),
    amount="extra_income_vnd",
    rated=CLASS,
    # The excellent are paid in full (basis points), the good a part of it, and nobody else.
    weights={"excellent": 10_000, "good": "good_share_bp", "completed": 0, "not_completed": 0, "unrated": 0},
    counted_by="class_share_bp",
    limited_by=("limit_vnd", "claims_vnd"),
    # Three confirmed months make the quarter's score; an assessment of the quarter itself may be there, and need not.
    preconditions=frozenset({"grades", "months", "classes"}),
)
