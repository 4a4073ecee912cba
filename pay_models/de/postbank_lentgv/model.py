"""Performance pay of civil servants at the Postbank: a factor by score, a twelfth for idle months (PostbankLEntgV)."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import narwhals as nw

from pay_models.blocks.bands import band
from pay_models.kernel import Dated, Formulas, Grid, Key, PayModel, Rows, Stage, given, key, step
from pay_models.kernel.declare.money import HUNDREDTHS, half_up

LAW = "PostbankLEntgV"
TWELFTHS = 12


class Rules(NamedTuple):
    """See parameters.yaml."""

    score_floor_hundredths: Grid
    factor_hundredths: Grid


class Scored(Rows):
    """One row for each civil servant with the score of the goals."""

    employee_id: Key = key("The person")
    score_hundredths: int = given("Score of the goals, 1.00 to 5.00", ge=100, le=500)
    full_amount_eur_cents: int = given("Amount that a factor of 1 pays", ge=0, le=10**9)
    idle_months: int = given("Months with fewer than 15 active paid days", ge=0, le=12)

    class Config:
        unique = ("employee_id",)


class Paid(Scored):
    """Performance pay of each civil servant."""

    band: int = step("Band of the score, from 1 to 5", law=LAW, unit="count", ge=1, le=5)
    factor_hundredths: int = step("Factor of the band", law=LAW, ge=0)
    twelfths: int = step(
        "Twelfths that remain: one fewer for each month with too few active days", law=LAW, ge=0, le=12
    )
    payout_eur_cents: int = step(
        "Performance pay: amount times factor for the twelfths that remain",
        law=LAW,
        choice="half a cent rounds up",
        ge=0,
    )


def band_of_score(p: Rules) -> nw.Expr:
    floors = sorted(
        ((floor, int(cell[0])) for cell, floor in p.score_floor_hundredths.cells.items()), reverse=True
    )
    return band(nw.col("score_hundredths"), floors, below=floors[-1][1])


def payout(_: Rules) -> nw.Expr:
    amount = nw.col("full_amount_eur_cents") * nw.col("factor_hundredths") * nw.col("twelfths")
    return half_up(amount, HUNDREDTHS * TWELFTHS)


FORMULAS: Formulas[Rules] = {
    "band": band_of_score,
    "factor_hundredths": lambda p: p.factor_hundredths.at("band"),
    "twelfths": lambda _: TWELFTHS - nw.col("idle_months"),
    "payout_eur_cents": payout,
}

MODEL = PayModel(
    id="de.postbank_lentgv",
    effective_from=date(2020, 1, 1),
    parameters=Dated.beside(__file__, Rules),
    stages=(Stage("employee", inputs=Scored, outputs=Paid, formulas=FORMULAS, meet=()),),
)
