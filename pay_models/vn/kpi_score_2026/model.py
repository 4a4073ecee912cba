"""KPI score of civil servants, who lead or not: Decree 335/2025/ND-CP arts. 12 to 18."""

from __future__ import annotations

from datetime import date

import narwhals as nw

from pay_models.kernel import Dated, Gather, PayModel, Stage
from pay_models.vn.kpi_score_2026.formulas import CONVERSION, PERIODS, QUARTERS, SCORING, Rules
from pay_models.vn.kpi_score_2026.rows import (
    Converted,
    Month,
    MonthGiven,
    Period,
    PeriodScored,
    Quarter,
    QuarterScored,
    Scored,
    Work,
)

UNITS = (
    "assigned_units_hundredths",
    "completed_units_hundredths",
    "quality_units_millionths",
    "progress_units_millionths",
)
COUNTED = nw.col("counted").cast(nw.Int64)
COUNTED_SCORE = nw.col("score_millionths") * COUNTED

MODEL = PayModel(
    id="vn.kpi_score_2026",
    effective_from=date(2026, 1, 1),
    parameters=Dated.beside(__file__, Rules),
    stages=(
        Stage("item", inputs=Work, outputs=Converted, formulas=CONVERSION, meet=()),
        Stage(
            "month",
            inputs=Month,
            outputs=Scored,
            formulas=SCORING,
            meet=(),
            brings=MonthGiven,
            gather=Gather(by=("employee_id", "month"), take={name: nw.col(name).sum() for name in UNITS}),
        ),
        Stage(
            "quarter",
            inputs=Quarter,
            outputs=QuarterScored,
            formulas=QUARTERS,
            meet=(),
            gather=Gather(
                by=("employee_id", "quarter"),
                take={"months_counted": COUNTED.sum(), "score_sum_millionths": COUNTED_SCORE.sum()},
            ),
        ),
        Stage(
            "period",
            inputs=Period,
            outputs=PeriodScored,
            formulas=PERIODS,
            meet=(),
            gather=Gather(
                by=("employee_id",),
                one_year=nw.col("quarter") // 10,
                take={
                    "months_counted": nw.col("months_counted").sum(),
                    "score_sum_millionths": nw.col("score_sum_millionths").sum(),
                    "quarters_counted": COUNTED.sum(),
                    "quarter_sum_millionths": COUNTED_SCORE.sum(),
                },
            ),
        ),
    ),
)
