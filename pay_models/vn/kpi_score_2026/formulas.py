"""How each column of the KPI score follows from those before it.

Work is counted in converted units, k = 1.00 being the standard product. Quality and progress units are held in
millionths (hundredths of k times basis points), so that nothing is rounded before the score is.
"""

from __future__ import annotations

from typing import NamedTuple

import narwhals as nw

from pay_models.blocks.bands import per_name
from pay_models.blocks.limits import at_least, at_most
from pay_models.blocks.sums import mean
from pay_models.kernel import Formulas
from pay_models.kernel.declare.money import BASIS_POINTS, down, mul_div, number, rounded, up
from pay_models.vn.kpi_score_2026.rows import NONE

STAFF_CRITERIA, LEADER_CRITERIA = 3, 6
CRITERIA = ("quantity_bp", "quality_bp", "progress_bp")
FINDINGS = ("field_result", "organising", "uniting")
MOST = 10_000
MILLIONTHS = 10_000  # millionths of a point in a hundredth
TASK_BITS = 27  # the most points for the tasks in millionths of a point stay below 2**27
FRACTION_BITS = 50  # six criteria of 10**14 millionths of a unit stay below 2**50


class Rules(NamedTuple):
    """See parameters.yaml."""

    failure_deduction_bp: int
    failure_reading: str
    criterion_cap: str
    leader_met_bp: int
    leader_failed_bp: int
    without_initiatives_bp: int
    short_delay_bp: int
    short_conflict_bp: int
    task_points_hundredths: int
    rounds: str
    rounding: str
    score_step_hundredths: int
    mean_rounding: str
    mean_step_hundredths: int
    without_assigned_work: str
    longer_periods: str


def is_a(*kinds: str) -> nw.Expr:
    return nw.col("kind").is_in(kinds)


def only_if(condition: nw.Expr, number: nw.Expr) -> nw.Expr:
    return nw.when(condition).then(number).otherwise(nw.lit(0, nw.Int64))


def completed() -> nw.Expr:
    return only_if(~is_a("handed_over"), nw.col("completed"))


def completed_as_assigned() -> nw.Expr:
    """Only work taken over or ad hoc is completed without having been assigned (art. 18)."""
    within = ~is_a("assigned") | (nw.col("completed") <= nw.col("assigned"))
    return nw.when(within).then(nw.col("coefficient_hundredths") * completed())


def not_excused(happened: str, excused: str) -> nw.Expr:
    left = nw.col(happened) - nw.col(excused)
    return nw.when(left >= 0).then(left)


def deducted(p: Rules, counted: str) -> nw.Expr:
    """Converted millionths of an item after the deductions for failures or delays, never below 0."""
    loss_bp = p.failure_deduction_bp if p.failure_reading == "part" else BASIS_POINTS
    kept_bp = completed() * BASIS_POINTS - nw.col(counted) * loss_bp
    return nw.col("coefficient_hundredths") * at_least(kept_bp, 0)


def criteria(_: Rules) -> nw.Expr:
    found = [nw.col(name) != nw.lit(NONE) for name in FINDINGS]
    all_found, any_found = found[0] & found[1] & found[2], found[0] | found[1] | found[2]
    leader = nw.when(nw.col("leads") & all_found).then(nw.lit(LEADER_CRITERIA, nw.Int64))
    staff = nw.when(~nw.col("leads") & ~any_found).then(nw.lit(STAFF_CRITERIA, nw.Int64))
    return nw.when(nw.col("leads")).then(leader).otherwise(staff)


def has_work() -> nw.Expr:
    return nw.col("assigned_units_hundredths") > 0


def units() -> nw.Expr:
    """What all criteria are divided by: assigned units in hundredths; 1 where there are none."""
    return nw.when(has_work()).then(nw.col("assigned_units_hundredths")).otherwise(nw.lit(1, nw.Int64))


def earned(p: Rules, criterion: str) -> nw.Expr:
    """The numerator of a criterion, in millionths of a unit."""
    done = {
        "quantity_bp": nw.col("completed_units_hundredths") * BASIS_POINTS,
        "quality_bp": nw.col("quality_units_millionths"),
        "progress_bp": nw.col("progress_units_millionths"),
    }[criterion]
    counted = at_most(done, units() * BASIS_POINTS) if p.criterion_cap == "at_100" else done
    without = BASIS_POINTS if p.without_assigned_work == "full_points" else 0
    return nw.when(has_work()).then(counted).otherwise(number(without))


def shown(p: Rules, criterion: str) -> nw.Expr:
    return rounded(earned(p, criterion) * BASIS_POINTS, units() * BASIS_POINTS, p.rounding)


def field_result(p: Rules) -> nw.Expr:
    values = {"all_completed": p.leader_met_bp, "someone_not_completed": p.leader_failed_bp}
    return per_name(nw.col("field_result"), values)


def organising(p: Rules) -> nw.Expr:
    values = {
        "with_initiatives": p.leader_met_bp,
        "without_initiatives": p.without_initiatives_bp,
        "short_delay": p.short_delay_bp,
        "prolonged_delay": p.leader_failed_bp,
    }
    return per_name(nw.col("organising"), values)


def uniting(p: Rules) -> nw.Expr:
    values = {
        "united": p.leader_met_bp,
        "short_conflict": p.short_conflict_bp,
        "prolonged_conflict": p.leader_failed_bp,
    }
    return per_name(nw.col("uniting"), values)


def fraction(p: Rules) -> tuple[nw.Expr, nw.Expr]:
    """What all criteria earned together and what they could: the mean of the criteria as one exact fraction."""
    led = nw.sum_horizontal(*(nw.col(f"{finding}_bp") for finding in FINDINGS))
    if p.rounds == "each_criterion":
        return nw.sum_horizontal(*CRITERIA) + led, nw.col("criteria") * BASIS_POINTS
    together = nw.sum_horizontal(*(earned(p, name) for name in CRITERIA)) + led * units()
    return together, nw.col("criteria") * units() * BASIS_POINTS


def exact_task_points(p: Rules) -> tuple[nw.Expr, nw.Expr]:
    """Points for the tasks in millionths of a point, cut off and rounded up: only the exact score needs both."""
    together, whole = fraction(p)
    most = p.task_points_hundredths * MILLIONTHS
    points, rest = mul_div(together, number(most), whole, factor_bits=TASK_BITS, divisor_bits=FRACTION_BITS)
    return at_most(points, most), at_most(points + (rest > 0).cast(nw.Int64), most)


def task_points(p: Rules) -> nw.Expr:
    """The mean of the criteria times the most points, rounded once; art. 12 caps them at the most points."""
    if p.rounds == "nothing":
        return exact_task_points(p)[0] // MILLIONTHS
    together, whole = fraction(p)
    most, step = p.task_points_hundredths, p.score_step_hundredths
    return at_most(rounded(together * most, whole * step, p.rounding) * step, most)


def month_millionths(p: Rules) -> nw.Expr:
    if p.rounds == "nothing":
        return nw.col("general_points_hundredths") * MILLIONTHS + exact_task_points(p)[1]
    return nw.col("score_hundredths") * MILLIONTHS


def quarter(_: Rules) -> nw.Expr:
    year, month = (part.cast(nw.Int64) for part in (nw.col("month").dt.year(), nw.col("month").dt.month()))
    return year * 10 + (month + 2) // 3


def mean_score(p: Rules, together: str, number: str) -> nw.Expr:
    """The plain mean of scores, in hundredths of a point; 0 of none. Where nothing is rounded, two places of it."""
    step, rounding = (1, "down") if p.rounds == "nothing" else (p.mean_step_hundredths, p.mean_rounding)
    millionths = mean(nw.col(together), nw.col(number), step=step * MILLIONTHS, rounding=rounding)
    return at_most(millionths // MILLIONTHS, MOST)


def quarter_millionths(p: Rules) -> nw.Expr:
    """Off by less than a millionth, and away from where the mean goes: an exact 90 of quarters stays one."""
    months = at_least(nw.col("months_counted"), 1)
    if p.rounds != "nothing" and p.mean_rounding == "up":
        return down(nw.col("score_sum_millionths"), months)
    return up(nw.col("score_sum_millionths"), months)


def period_score(p: Rules) -> nw.Expr:
    if p.longer_periods == "quarters":
        return mean_score(p, "quarter_sum_millionths", "quarters_counted")
    return mean_score(p, "score_sum_millionths", "months_counted")


CONVERSION: Formulas[Rules] = {
    "assigned_units_hundredths": lambda _: (
        nw.col("coefficient_hundredths") * only_if(is_a("assigned", "handed_over"), nw.col("assigned"))
    ),
    "completed_units_hundredths": lambda _: completed_as_assigned(),
    "counted_failures": lambda _: not_excused("quality_failures", "excused_failures"),
    "counted_delays": lambda _: not_excused("delays", "excused_delays"),
    "quality_units_millionths": lambda p: deducted(p, "counted_failures"),
    "progress_units_millionths": lambda p: deducted(p, "counted_delays"),
}

SCORING: Formulas[Rules] = {
    "criteria": criteria,
    "quantity_bp": lambda p: shown(p, "quantity_bp"),
    "quality_bp": lambda p: shown(p, "quality_bp"),
    "progress_bp": lambda p: shown(p, "progress_bp"),
    "field_result_bp": field_result,
    "organising_bp": organising,
    "uniting_bp": uniting,
    "task_points_hundredths": task_points,
    "score_hundredths": lambda _: nw.col("general_points_hundredths") + nw.col("task_points_hundredths"),
    "score_millionths": month_millionths,
    "counted": lambda p: has_work() if p.without_assigned_work == "left_out" else nw.lit(True),
    "quarter": quarter,
}

QUARTERS: Formulas[Rules] = {
    "score_hundredths": lambda p: mean_score(p, "score_sum_millionths", "months_counted"),
    "score_millionths": quarter_millionths,
    "counted": lambda _: nw.col("months_counted") > 0,
}

PERIODS: Formulas[Rules] = {
    "scored": lambda _: nw.col("months_counted") > 0,
    "score_hundredths": period_score,
}
