"""Percentile rank of a result among peers: the best has 1, the last 0."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import narwhals as nw

from pay_models.blocks.quota import count
from pay_models.kernel import Dated, Formulas, Key, PayModel, Ranked, Rows, Stage, given, key, step
from pay_models.kernel.declare.money import half_up, number

PEERS = ("group_id",)
PLAN = "performance plan"


class Rules(NamedTuple):
    """See parameters.yaml."""

    whole: int
    alone: int


class Compared(Rows):
    """One row for each result that is compared: a person's, a unit's or a company's."""

    employee_id: Key = key("Whose result it is")
    group_id: Key = key("The peers")
    result: int = given("The result, the higher the better", ge=-(10**12), le=10**12)

    class Config:
        unique = ("employee_id",)


class Placed(Compared):
    """Place and percentile rank among the peers."""

    peers: int = step("Results that are compared", agreement=PLAN, ge=1)
    rank: int = step(
        "Place among the peers, from the best",
        agreement=PLAN,
        choice="equal results share the last of their places",
        ge=1,
    )
    percentile_rank: int = step(
        "1 - (place - 1) / (peers - 1), rounded half up",
        agreement=PLAN,
        certainty="third_party",
        unit="thousandths",
        ge=0,
    )


def percentile(p: Rules) -> nw.Expr:
    behind = nw.col("peers") - nw.col("rank")
    others = nw.max_horizontal(nw.col("peers") - 1, nw.lit(1, nw.Int64))
    alone = nw.when(nw.col("peers") == 1).then(number(p.alone))
    return alone.otherwise(half_up(behind * p.whole, others))


FORMULAS: Formulas[Rules] = {
    "peers": lambda _: count(nw.col("result") == nw.col("result"), PEERS),
    "rank": lambda _: Ranked(PEERS, by="-result", together=True),
    "percentile_rank": percentile,
}

MODEL = PayModel(
    id="general.percentile_rank",
    effective_from=date(2020, 1, 1),
    parameters=Dated.beside(__file__, Rules),
    stages=(
        Stage(
            "employee",
            inputs=Compared,
            outputs=Placed,
            formulas=FORMULAS,
            order=("group_id", "employee_id"),
            meet=PEERS,
        ),
    ),
)
