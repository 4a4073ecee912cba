"""Performance allowance less a percentage for each absence, delay, sanction and leave: Regulation 68/2012."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import narwhals as nw

from pay_models.blocks.bands import band
from pay_models.blocks.limits import at_most
from pay_models.kernel import (
    Dated,
    Formulas,
    Gather,
    Grid,
    Key,
    PayModel,
    Rows,
    Stage,
    first_day,
    given,
    key,
    step,
)
from pay_models.kernel.declare.money import BASIS_POINTS, number, rounded

LAW = "Ministry of Agriculture Regulation 68/2012"
EVENTS = ("absent", "late", "left_early", "no_record")


class Terms(NamedTuple):
    """See parameters.yaml."""

    absent_bp: int
    band_1_bp: int
    band_2_bp: int
    band_3_bp: int
    band_4_bp: int
    band_2_from: int
    band_3_from: int
    band_4_from: int
    absent_from: int
    sanction_bp: Grid
    leave_bp: Grid
    most_bp: int
    rounding: str


class Event(Rows):
    """One row for each absence or delay of a person in a month."""

    employee_id: Key = key("The person")
    month: date = first_day()
    event: int = given("Number of the event in the month", ge=1, le=1000)
    kind: str = given("Absent for the day, late, left early, or no record of coming or going", isin=EVENTS)
    minutes: int = given(
        "Minutes late or too early; 0 for a day of absence or without a record", ge=0, le=1440
    )

    class Config:
        unique = ("employee_id", "month", "event")


class Deducted(Event):
    """What each event takes off the allowance."""

    deduction_bp: int = step(
        "Deduction: 4 % for a day of absence, 0.5 to 2 % for a delay by its minutes, 2 % without a record",
        law=LAW,
        ge=0,
    )


class Allowance(Rows):
    """One row for each person and month."""

    employee_id: Key = key("The person")
    month: date = first_day()
    allowance_rupiah: int = given("Allowance of the job grade", ge=0, le=10**10)
    sanction: str = given("Sanction in force in the month, or none")
    leave: str = given("Leave in the month, or none")

    class Config:
        unique = ("employee_id", "month")


class Month(Allowance):
    """A person's month with the deductions of its events."""

    events_bp: int = step("Deductions of all events of the month", law=LAW, ge=0)


class Paid(Month):
    """The performance allowance of each person and month."""

    sanction_bp: int = step(
        "Deduction of the sanction in force",
        law=LAW,
        refuses="The regulation knows no such sanction.",
        blames=("sanction",),
        ge=0,
        le=BASIS_POINTS,
    )
    leave_bp: int = step(
        "Deduction of the leave",
        law=LAW,
        refuses="The regulation knows no such leave.",
        blames=("leave",),
        ge=0,
        le=BASIS_POINTS,
    )
    deduction_bp: int = step(
        "All deductions, never more than the allowance",
        law=LAW,
        choice="events, sanction and leave add up; the sum ends at the whole allowance",
        ge=0,
        le=BASIS_POINTS,
    )
    paid_rupiah: int = step(
        "Allowance less the deductions", law=LAW, choice="half a rupiah of the deduction rounds up", ge=0
    )


def deduction_bp(p: Terms) -> nw.Expr:
    floors = [
        (p.absent_from, p.absent_bp),
        (p.band_4_from, p.band_4_bp),
        (p.band_3_from, p.band_3_bp),
        (p.band_2_from, p.band_2_bp),
        (1, p.band_1_bp),
    ]
    by_minutes = band(nw.col("minutes"), floors, below=0)
    no_record = nw.when(nw.col("kind") == nw.lit("no_record")).then(number(p.band_4_bp))
    other = no_record.otherwise(by_minutes)
    return nw.when(nw.col("kind") == nw.lit("absent")).then(number(p.absent_bp)).otherwise(other)


def all_deductions(p: Terms) -> nw.Expr:
    return at_most(nw.col("events_bp") + nw.col("sanction_bp") + nw.col("leave_bp"), p.most_bp)


def paid_rupiah(p: Terms) -> nw.Expr:
    allowance = nw.col("allowance_rupiah")
    return allowance - rounded(allowance * nw.col("deduction_bp"), BASIS_POINTS, p.rounding)


MONTH: Formulas[Terms] = {
    "sanction_bp": lambda p: p.sanction_bp.at("sanction"),
    "leave_bp": lambda p: p.leave_bp.at("leave"),
    "deduction_bp": all_deductions,
    "paid_rupiah": paid_rupiah,
}

MODEL = PayModel(
    id="id.performance_allowance_2012",
    effective_from=date(2012, 1, 1),
    parameters=Dated.beside(__file__, Terms),
    stages=(
        Stage("event", inputs=Event, outputs=Deducted, formulas={"deduction_bp": deduction_bp}, meet=()),
        Stage(
            "month",
            inputs=Month,
            outputs=Paid,
            formulas=MONTH,
            meet=(),
            gather=Gather(by=("employee_id", "month"), take={"events_bp": nw.col("deduction_bp").sum()}),
            brings=Allowance,
        ),
    ),
)
