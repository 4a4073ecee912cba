"""Housing allowance of Japan's national servants who rent: rising with the rent, then half as fast, then capped."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import narwhals as nw

from pay_models.blocks.curve import curve
from pay_models.blocks.limits import at_most
from pay_models.kernel import Dated, Formulas, Key, PayModel, Rows, Stage, given, key, step
from pay_models.kernel.declare.money import to_quantum

ACT = "Act on pay of national servants art. 11-10"
MOST_RENT_YEN = 10**8


class Rates(NamedTuple):
    """See parameters.yaml."""

    own_part_yen: int
    full_until_yen: int
    cap_yen: int
    quantum_yen: int


class Rented(Rows):
    """One row for each person who rents, and pays for, a home."""

    employee_id: Key = key("The person")
    rent_yen: int = given("Rent a month", ge=0, le=MOST_RENT_YEN)

    class Config:
        unique = ("employee_id",)


class Paid(Rented):
    """The housing allowance of each person for a month."""

    exact_yen: int = step(
        "Rent above one's own part; beyond the first limit half of it, up to the cap",
        law=ACT,
        choice="half a yen is dropped",
        certainty="third_party",
        ge=0,
    )
    housing_yen: int = step("Housing allowance, cut off to 100 yen", law=ACT, certainty="third_party", ge=0)


def exact(p: Rates) -> nw.Expr:
    full = p.full_until_yen - p.own_part_yen
    halved = (p.full_until_yen + MOST_RENT_YEN, full + MOST_RENT_YEN // 2)
    points = [(p.own_part_yen, 0), (p.full_until_yen, full), halved]
    return at_most(curve(nw.col("rent_yen"), points, rounding="down"), p.cap_yen)


FORMULAS: Formulas[Rates] = {
    "exact_yen": exact,
    "housing_yen": lambda p: to_quantum(nw.col("exact_yen"), p.quantum_yen, "down"),
}

MODEL = PayModel(
    id="jp.housing_allowance",
    effective_from=date(2026, 4, 1),
    parameters=Dated.beside(__file__, Rates),
    stages=(Stage("employee", inputs=Rented, outputs=Paid, formulas=FORMULAS, meet=()),),
)
