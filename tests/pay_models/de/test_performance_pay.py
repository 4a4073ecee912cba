"""Budgets are shared to the last cent; more points, a better level or score never pay less."""

from datetime import date
from typing import Any

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from pay_models.kernel import model, run
from tests.tiers import examples

DAY = date(2026, 6, 30)
promised = settings(max_examples=examples(40))
working_time = st.sampled_from((100, 100, 50)) | st.integers(1, 100)


def paid(model_id: str, rows: list[dict[str, Any]]) -> pl.DataFrame:
    frame = pl.DataFrame([{"employee_id": number, **row} for number, row in enumerate(rows)])
    return run(model(model_id), frame, on=DAY).result


@promised
@given(
    st.lists(
        st.tuples(st.integers(1, 2), st.integers(1, 5), working_time, st.integers(0, 366)),
        min_size=1,
        max_size=30,
    ),
    st.integers(1, 10**8),
)
def test_a_grade_at_the_post_shares_its_budget_and_a_better_level_never_pays_less(
    rows: list[tuple[int, int, int, int]], final: int
) -> None:
    people = [
        {
            "unit_id": 1, "grade": f"A{grade}", "final_step_pay_eur_cents": final, "working_time_hundredths": time,
            "level": level, "unpaid_days": unpaid,
        }
        for grade, level, time, unpaid in rows
    ]  # fmt: skip

    for grade in paid("de.postlentgv", people).partition_by("grade"):
        assert grade["share_eur_cents"].sum() == (grade["budget_eur_cents"][0] if grade["claims"][0] else 0)
        assert (grade["payout_eur_cents"] <= grade["share_eur_cents"]).all()
        for alike in grade.partition_by("working_time_hundredths"):
            assert alike.sort("weight", "share_eur_cents")["share_eur_cents"].is_sorted()


@promised
@given(
    st.lists(
        st.tuples(st.integers(0, 1000), st.integers(0, 300), working_time, st.integers(0, 12)),
        min_size=1,
        max_size=30,
    ),
    st.integers(0, 10**13),
)
def test_a_municipal_budget_is_paid_out_in_full(rows: list[tuple[int, int, int, int]], pay: int) -> None:
    people = [
        {
            "unit_id": 1, "pay_before_eur_cents": pay, "points": points, "pay_factor_hundredths": factor,
            "working_time_hundredths": time, "unpaid_months": unpaid,
        }
        for points, factor, time, unpaid in rows
    ]  # fmt: skip

    result = paid("de.leistungsentgelt_vka", people)

    budget = pay * 200 // 10_000
    assert result["payout_eur_cents"].sum() == (budget if result["unit_weight"][0] else 0)
    assert result.sort("weight", "payout_eur_cents")["payout_eur_cents"].is_sorted()


def test_a_higher_score_at_the_postbank_never_pays_less() -> None:
    people = [
        {"score_hundredths": score, "full_amount_eur_cents": 12_345, "idle_months": 1}
        for score in range(100, 501)
    ]

    assert paid("de.postbank_lentgv", people).sort("score_hundredths")["payout_eur_cents"].is_sorted()
