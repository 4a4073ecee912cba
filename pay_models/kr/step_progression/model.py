"""Steps of Korea's fire service: one a year, later after a stop, one more for special merit."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import narwhals as nw

from pay_models.blocks.bands import per_name
from pay_models.blocks.gate import paid_if
from pay_models.blocks.progression import moved, steps_due
from pay_models.kernel import Dated, Formulas, Grid, Key, PayModel, Rows, Stage, given, key, step
from pay_models.kernel.declare.money import number

DECREE = "Decree on civil servants' pay"
DISCIPLINES = ("none", "demotion", "suspension", "pay_cut", "reprimand")


class Terms(NamedTuple):
    """See parameters.yaml."""

    pay_won: Grid
    waiting_months: int
    demotion_months: int
    suspension_months: int
    pay_cut_months: int
    reprimand_months: int
    aggravated_months: int
    lowest_rating_months: int
    special_steps: int


class Held(Rows):
    """One row for each person on the first of a month."""

    employee_id: Key = key("The person")
    rank: str = given("Rank, as in the pay table")
    step: int = given("Step held", ge=1, le=32)
    months_since_step: int = given("Months since the step was reached", ge=0, le=600)
    uncounted_months: int = given("Months among them of discipline or leave that do not count", ge=0, le=600)
    discipline: str = given("Discipline since the step was reached", isin=DISCIPLINES)
    aggravated: bool = given("For corruption, drink-driving, a sexual offence or the like")
    honoured: bool = given("Honoured in the rank after the discipline")
    lowest_rating: bool = given("Rated lowest since the step was reached")
    special_merit: bool = given("Chosen for a special step")
    stopped_now: bool = given("A stop has not ended yet")

    class Config:
        unique = ("employee_id",)


class Raised(Held):
    """The step and pay of each person."""

    discipline_stop_months: int = step(
        "Stop for discipline; longer for grave causes, halved for an honour",
        law=f"{DECREE} art. 14 (1), (3)",
        ge=0,
    )
    rating_stop_months: int = step("Stop for the lowest rating", law=f"{DECREE} art. 14 (1)", ge=0)
    waiting_months: int = step(
        "Months from step to step, with what does not count: stops one after the other",
        law=f"{DECREE} arts. 13 (1), 14 (2), 15",
        ge=0,
    )
    regular_steps: int = step("Yearly step, once the months are over", law=f"{DECREE} art. 13", ge=0)
    special_steps: int = step(
        "Step for special merit, not before a stop has ended", law=f"{DECREE} art. 16 (1), (4), (6)", ge=0
    )
    new_step: int = step(
        "Step, never past the last one of the rank",
        law=f"{DECREE} arts. 13, 16",
        refuses="The pay table has no such step in this rank.",
        blames=("rank", "step"),
        ge=1,
    )
    pay_won: int = step(
        "Base pay of a month at that step", law=f"{DECREE} art. 5 and table 10", certainty="third_party", ge=0
    )


def discipline_stop(p: Terms) -> nw.Expr:
    months = per_name(
        nw.col("discipline"),
        {
            "demotion": p.demotion_months,
            "suspension": p.suspension_months,
            "pay_cut": p.pay_cut_months,
            "reprimand": p.reprimand_months,
        },
    )
    graver = months + paid_if(nw.col("aggravated") & (months > 0), number(p.aggravated_months))
    return nw.when(nw.col("honoured")).then(graver // 2).otherwise(graver)


def waiting(p: Terms) -> nw.Expr:
    stops = nw.col("discipline_stop_months") + nw.col("rating_stop_months")
    return stops + nw.col("uncounted_months") + p.waiting_months


def new_step(p: Terms) -> nw.Expr:
    steps = nw.col("regular_steps") + nw.col("special_steps")
    last = p.pay_won.last("rank")
    return nw.when(nw.col("step") <= last).then(moved(nw.col("step"), steps, last))


FORMULAS: Formulas[Terms] = {
    "discipline_stop_months": discipline_stop,
    "rating_stop_months": lambda p: paid_if(nw.col("lowest_rating"), number(p.lowest_rating_months)),
    "waiting_months": waiting,
    "regular_steps": lambda _: paid_if(
        ~nw.col("stopped_now"), steps_due(nw.col("months_since_step"), nw.col("waiting_months"))
    ),
    "special_steps": lambda p: paid_if(
        nw.col("special_merit") & ~nw.col("stopped_now"), number(p.special_steps)
    ),
    "new_step": new_step,
    "pay_won": lambda p: p.pay_won.at("rank", "new_step"),
}

MODEL = PayModel(
    id="kr.step_progression",
    effective_from=date(2026, 1, 1),
    parameters=Dated.beside(__file__, Terms),
    stages=(Stage("employee", inputs=Held, outputs=Raised, formulas=FORMULAS, meet=()),),
)
