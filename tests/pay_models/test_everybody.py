"""What holds for every model, on populations that nobody chose."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pay_models.kernel import model, run
from pay_models.kernel.conformance.subject import apart_by
from pay_models.kernel.registry import model_ids
from pay_models.kernel.run.rerun import again
from tests.pay_models.populations import populations
from tests.tiers import in_tier


@pytest.mark.parametrize("model_id", model_ids())
@given(data=st.data(), seed=st.integers(0, 1000))
@settings(max_examples=in_tier(1, 4, 50))
def test_the_order_of_rows_never_matters(model_id: str, data: st.DataObject, seed: int) -> None:
    chosen, people = model(model_id), data.draw(populations(model_id))
    # each table is shuffled by itself, so that no row keeps its place beside that of another table
    dice = Random(seed)  # noqa: S311 - an order is no secret
    shuffled = {
        stage: table.sample(fraction=1, shuffle=True, seed=dice.randint(0, 10**6))
        for stage, table in people.tables.items()
    }

    before = run(chosen, people.tables, on=people.day)

    assert list(apart_by(before, run(chosen, shuffled, on=people.day))) == []


@pytest.mark.parametrize("model_id", model_ids())
@given(data=st.data())
@settings(max_examples=in_tier(1, 4, 50))
def test_a_change_of_nothing_moves_nobody(model_id: str, data: st.DataObject) -> None:
    people = data.draw(populations(model_id))
    before = run(model(model_id), people.tables, on=people.day)
    same = {name: before.parameters.entry(name).value for name in before.parameters.dated.parameters}

    unchanged = run(before.model, people.tables, on=people.day, changes=same)

    assert list(apart_by(before, unchanged)) == []
    assert list(apart_by(before, again(before, same))) == []
    assert unchanged.parameters.hash == before.parameters.hash
