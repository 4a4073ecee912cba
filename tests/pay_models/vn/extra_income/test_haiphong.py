"""What the extra income of Hai Phong promises: a better class never pays less, and only in its time."""

from datetime import date

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pay_models.kernel import model, run
from pay_models.kernel.errors import NotInForce
from tests.tiers import examples

CLASSES = ("not_completed", "completed", "good", "excellent")


def paid(kind: str, pay: int) -> pl.Series:
    rows = [
        {
            "employee_id": number,
            "month": date(2026, 3, 1),
            "kind": kind,
            "class": name,
            "coefficient_hundredths": 0,
            "pay_amount_vnd": pay,
        }
        for number, name in enumerate(CLASSES)
    ]
    return run(model("vn.extra_income_haiphong"), pl.DataFrame(rows), on=date(2026, 6, 30))["month"][
        "extra_income_vnd"
    ]


@settings(max_examples=examples(30))
@given(st.integers(0, 100_000_000))
def test_a_better_class_never_pays_less_nor_more_than_its_factor(pay: int) -> None:
    civil, public = paid("civil_servant", pay), paid("public_employee", pay)

    assert civil.to_list() == [0, pay * 6 // 10, pay * 8 // 10, pay * 8 // 10]
    assert public.to_list() == [0, pay * 4 // 10, pay * 6 // 10, pay * 6 // 10]


@pytest.mark.parametrize("day", [date(2025, 6, 30), date(2027, 1, 1)])
def test_a_day_outside_the_resolution_is_refused(day: date) -> None:
    with pytest.raises(NotInForce):
        model("vn.extra_income_haiphong").in_force(day)
