"""What is said to be the same in a whole group is so in every row of it."""

import narwhals as nw
import polars as pl
import pytest

from pay_models.kernel import Rows, Stage, given, key, step
from pay_models.kernel.registry import model_ids
from pay_models.kernel.run.graph import shared
from tests.pay_models.case_files import subject


class People(Rows):
    person: str = key()
    unit: str = key()
    team: str = key()
    pay: int = given(ge=0, le=100)

    class Config:
        unique = ("person",)


class Shared(People):
    fund: int = step("All pay", choice="ours")
    half: int = step("Half of it", choice="ours")
    team_pay: int = step("Pay of the team", choice="ours")
    share: int = step("Share of the fund", choice="ours")


STAGE = Stage(
    "people",
    inputs=People,
    outputs=Shared,
    formulas={
        "fund": lambda _: nw.col("pay").sum().over("unit"),
        "half": lambda _: nw.when(nw.col("fund") > 3).then(nw.col("fund") // 2).otherwise(nw.lit(0)),
        "team_pay": lambda _: nw.col("pay").sum().over("unit", "team"),
        "share": lambda _: nw.col("pay") * nw.col("half") // nw.col("pay").sum().over("unit"),
    },
    order=("unit", "person"),
    meet=("unit",),
)


def test_a_total_and_what_is_made_of_totals_alone_are_the_same_in_a_group() -> None:
    assert shared(STAGE, None) == {"fund", "half"}


@pytest.mark.parametrize("model_id", model_ids())
def test_what_is_shared_has_one_value_in_each_group_of_every_case(model_id: str) -> None:
    file = subject(model_id).cases
    assert file is not None
    for case in file.cases:
        computed = subject(model_id).computed(case)
        for stage in computed.model.stages:
            for name in shared(stage, computed.parameters.values):
                kinds = computed[stage.name].group_by(stage.meet or ()).agg(pl.col(name).n_unique())
                assert kinds[name].max() == 1
