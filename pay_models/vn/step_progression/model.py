"""Steps of a grade: regular, early, delayed, and over-frame pay at the last one."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import narwhals as nw

from pay_models.blocks.bands import per_name
from pay_models.blocks.gate import paid_if
from pay_models.blocks.limits import at_most, over
from pay_models.blocks.progression import moved
from pay_models.blocks.quota import count, places
from pay_models.kernel import Dated, Formulas, Grid, PayModel, Ranked, Stage
from pay_models.kernel.declare.money import number
from pay_models.vn.step_progression.rows import Progressed, Waiting

UNIT = ("unit_id",)
EXPERTS, PUBLIC_EMPLOYEES = 1, 3
MONTHS_OF_A_YEAR = 12


class Terms(NamedTuple):
    """See parameters.yaml."""

    last_steps: Grid
    waiting_months_experts: int
    waiting_months_a: int
    waiting_months_b_c: int
    over_frame_months_a: int
    over_frame_months_b_c: int
    over_frame_first_bp: int
    over_frame_yearly_bp: int
    not_completed_delay_months: int
    reprimand_delay_months: int
    reprimand_delay_months_public_employees: int
    warning_delay_months: int
    demotion_delay_months: int
    early_most_months: int
    early_quota_bp: int
    tie_break: str


def last_step(p: Terms) -> nw.Expr:
    last = p.last_steps.at("table", "grade_code")
    return nw.when(nw.col("step") <= last).then(last)


def at_last() -> nw.Expr:
    return nw.col("step") == nw.col("last_step")


def expert() -> nw.Expr:
    return nw.col("table") == EXPERTS


def by_group(a: int, b_c: int) -> nw.Expr:
    grade_a = nw.col("grade_code").str.starts_with("A")
    return nw.when(grade_a).then(number(a)).otherwise(number(b_c))


def waiting_months(p: Terms) -> nw.Expr:
    regular = by_group(p.waiting_months_a, p.waiting_months_b_c)
    over_frame = by_group(p.over_frame_months_a, p.over_frame_months_b_c)
    experts = paid_if(~at_last(), number(p.waiting_months_experts))
    others = nw.when(at_last()).then(over_frame).otherwise(regular)
    return nw.when(expert()).then(experts).otherwise(others)


def delay_months(p: Terms) -> nw.Expr:
    heavier = {"warning": p.warning_delay_months, "demotion_or_dismissal": p.demotion_delay_months}
    civil = {**heavier, "reprimand": p.reprimand_delay_months}
    public = {**heavier, "reprimand": p.reprimand_delay_months_public_employees}
    discipline = nw.col("discipline")
    disciplined = (
        nw.when(nw.col("table") == PUBLIC_EMPLOYEES)
        .then(per_name(discipline, public))
        .otherwise(per_name(discipline, civil))
    )
    return nw.col("years_not_completed") * p.not_completed_delay_months + disciplined


def full_wait() -> nw.Expr:
    return nw.col("waiting_months") + nw.col("delay_months")


def early_candidate(p: Terms) -> nw.Expr:
    missing = nw.col("months_missing")
    blameless = (nw.col("years_not_completed") == 0) & (nw.col("discipline") == nw.lit("none"))
    proposed = (nw.col("early_months_proposed") > 0) & ~nw.col("raised_early_before")
    return proposed & blameless & ~at_last() & (missing > 0) & (missing <= p.early_most_months)


def early_place(p: Terms) -> Ranked:
    by_merit = "-achievement_points"
    return Ranked(UNIT, by_merit, nw.col("early_candidate"), together=p.tie_break == "leave_out")


def early_months(p: Terms) -> nw.Expr:
    place = nw.col("early_place")
    granted = (place > 0) & (place <= nw.col("early_places"))
    proposed = at_most(nw.col("early_months_proposed"), p.early_most_months)
    return paid_if(granted, at_most(proposed, nw.col("months_missing")))


def missing() -> nw.Expr:
    return over(full_wait(), nw.col("months_at_step"))


def months_at_last_step(_: Terms) -> nw.Expr:
    return paid_if(at_last(), over(nw.col("months_at_step"), nw.col("delay_months")))


def waits_for_over_frame() -> nw.Expr:
    return at_last() & ~expert()


def over_frame_bp(p: Terms) -> nw.Expr:
    held, wait = nw.col("months_at_last_step"), nw.col("waiting_months")
    years = over(held, wait) // MONTHS_OF_A_YEAR
    earned = waits_for_over_frame() & (held >= wait)
    return paid_if(earned, p.over_frame_first_bp + years * p.over_frame_yearly_bp)


FORMULAS: Formulas[Terms] = {
    "last_step": last_step,
    "waiting_months": waiting_months,
    "delay_months": delay_months,
    "months_missing": lambda _: paid_if(~at_last(), missing()),
    "early_candidate": early_candidate,
    "payroll": lambda _: count(nw.col("step") > 0, UNIT),
    "early_places": lambda p: places(nw.col("payroll"), p.early_quota_bp, rounding="down"),
    "early_place": early_place,
    "early_months": early_months,
    "months_to_wait": lambda _: over(nw.col("months_missing"), nw.col("early_months")),
    "step_due": lambda _: (nw.col("months_to_wait") == 0) & ~at_last(),
    "new_step": lambda _: moved(nw.col("step"), nw.col("step_due").cast(nw.Int64), nw.col("last_step")),
    "months_to_over_frame": lambda _: paid_if(waits_for_over_frame(), missing()),
    "months_at_last_step": months_at_last_step,
    "over_frame_bp": over_frame_bp,
}

MODEL = PayModel(
    id="vn.step_progression",
    effective_from=date(2013, 9, 15),
    parameters=Dated.beside(__file__, Terms),
    stages=(
        Stage(
            "employee",
            inputs=Waiting,
            outputs=Progressed,
            formulas=FORMULAS,
            order=("unit_id", "employee_id"),
            meet=UNIT,
        ),
    ),
)
