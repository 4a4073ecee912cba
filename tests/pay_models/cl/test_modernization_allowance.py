"""Nobody has less than the fixed part or more than all parts, and a goal more never pays less."""

from datetime import date

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from pay_models.cl.modernization_allowance.model import MODEL
from pay_models.kernel import run
from tests.tiers import examples

goals = st.integers(0, 10_000) | st.sampled_from((7499, 7500, 8999, 9000))
measured = st.lists(st.tuples(st.integers(0, 10**7), goals, goals), min_size=1, max_size=40)


def allowed(rows: list[tuple[int, int, int]]) -> pl.DataFrame:
    names = ("base_pesos", "institution_goals_bp", "team_goals_bp")
    people = [{"employee_id": str(n), **dict(zip(names, row, strict=True))} for n, row in enumerate(rows)]
    return run(MODEL, pl.DataFrame(people), on=date(2020, 1, 1)).result


@settings(max_examples=examples(40))
@given(measured)
def test_a_goal_more_never_pays_less(rows: list[tuple[int, int, int]]) -> None:
    more = [(base, min(10_000, one + 1), min(10_000, two + 1)) for base, one, two in rows]

    assert (allowed(more)["allowance_pesos"] >= allowed(rows)["allowance_pesos"]).all()


@settings(max_examples=examples(40))
@given(measured)
def test_the_allowance_is_one_of_nine_shares_of_pay(rows: list[tuple[int, int, int]]) -> None:
    shares = {1500 + institution + team for institution in (0, 380, 760) for team in (0, 400, 800)}

    assert set(allowed(rows)["allowance_bp"]) <= shares
