"""More achieved never pays less, no bonus passes its cap, cash and shares are the whole bonus."""

from datetime import date
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pay_models.kernel import BadRows, model, run
from tests.tiers import examples

DAY = date(2026, 6, 30)
MODEL = model("general.target_bonus")
CURVES = sorted({str(cell[0]) for cell in MODEL.in_force(DAY).values.curve_achieved.cells})
promised = settings(max_examples=examples(40))

measures = st.lists(
    st.fixed_dictionaries(
        {
            "salary_cents": st.integers(0, 10**9),
            "target_bp": st.integers(0, 10_000),
            "target_shares": st.integers(0, 10**6),
            "weight_bp": st.integers(0, 10_000),
            "achieved": st.integers(0, 20_000),
            "curve": st.sampled_from(CURVES),
            "gate_met": st.booleans(),
            "curve_without_gate": st.sampled_from(("none", "sec_66756_gate_missed")),
            "paid_in": st.sampled_from(("cash", "shares")),
        }
    ),
    min_size=1,
    max_size=6,
)
terms = st.fixed_dictionaries(
    {
        "modifier_curve": st.sampled_from(CURVES),
        "modifier_achieved": st.integers(0, 15_000),
        "months_served": st.integers(0, 12),
        "most_cents": st.integers(0, 10**11),
        "share_price_cents": st.just(0) | st.integers(1, 10**6),
    }
)


def awarded(
    parts: list[dict[str, Any]], person: dict[str, Any], changes: dict[str, Any] | None = None
) -> Any:
    measured = pl.DataFrame(
        [{"employee_id": 1, "measure": str(number), **part} for number, part in enumerate(parts)]
    )
    given_rows = {"measure": measured, "employee": pl.DataFrame([{"employee_id": 1, **person}])}
    return run(MODEL, given_rows, on=DAY, changes=changes)


PART = {
    "salary_cents": 10**6, "target_bp": 10_000, "target_shares": 0, "weight_bp": 10_000, "achieved": 0,
    "curve": "as_achieved", "gate_met": True, "curve_without_gate": "none", "paid_in": "cash",
}  # fmt: skip
PERSON = {
    "modifier_curve": "as_achieved", "modifier_achieved": 10_000, "months_served": 12, "most_cents": 10**11,
    "share_price_cents": 0,
}  # fmt: skip


@promised
@given(measures, terms)
def test_cash_and_shares_are_the_whole_bonus_and_never_pass_its_cap(
    parts: list[dict[str, Any]], person: dict[str, Any]
) -> None:
    (row,) = awarded(parts, person).result.rows(named=True)

    assert row["cash_cents"] + row["bonus_in_shares_cents"] == row["bonus_cents"] <= person["most_cents"]
    assert min(row["cash_cents"], row["bonus_in_shares_cents"], row["shares"]) >= 0


@pytest.mark.parametrize("curve", CURVES)
@pytest.mark.parametrize("quantum", [1, 100])
def test_more_achieved_never_pays_less(curve: str, quantum: int) -> None:
    parts = [{**PART, "curve": curve, "achieved": achieved} for achieved in range(0, 13_000, 7)]

    found = awarded(parts, PERSON, {"payout_quantum_bp": quantum})["measure"]

    assert found.sort("achieved")["payout_bp"].is_sorted()


@pytest.mark.parametrize("curve", CURVES)
def test_a_curve_passes_through_its_points_and_at_a_jump_through_the_upper_one(curve: str) -> None:
    values = MODEL.in_force(DAY).values
    points: dict[int, int] = {}
    for cell, achieved in values.curve_achieved.cells.items():
        if cell[0] == curve:
            points[achieved] = max(values.curve_payout_bp.cells[cell], points.get(achieved, 0))

    found = awarded([{**PART, "curve": curve, "achieved": at} for at in points], PERSON)["measure"]

    assert dict(found.select("achieved", "payout_bp").iter_rows()) == points


def test_a_curve_that_no_plan_has_is_refused() -> None:
    with pytest.raises(BadRows, match="No plan here has such a curve"):
        awarded([{**PART, "curve": "sec_000000"}], PERSON)
