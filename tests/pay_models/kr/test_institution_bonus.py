"""A better grade of the institution never pays less, and equal grades pay the printed rate."""

from datetime import date
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pay_models.kernel import run
from pay_models.kr.institution_bonus.model import GRADES, MODEL, STAFF
from tests.tiers import examples

DAY = date(2026, 12, 31)
PARTS = tuple(
    f"{evaluation}_{part}"
    for evaluation in ("relative", "absolute")
    for part in ("overall", "management", "business")
)
promised = settings(max_examples=examples(40))
evaluated = st.fixed_dictionaries(
    {"staff": st.sampled_from(STAFF), **{part: st.sampled_from(GRADES) for part in PARTS}}
)


def paid(*rows: dict[str, Any]) -> list[int]:
    people = [{"employee_id": number, "pay_won": 3_000_000, **row} for number, row in enumerate(rows)]
    return run(MODEL, pl.DataFrame(people), on=DAY).result["bonus_won"].to_list()


@promised
@given(evaluated, st.sampled_from(PARTS))
def test_a_better_grade_of_one_part_never_pays_less(row: dict[str, Any], part: str) -> None:
    bonuses = paid(*({**row, part: grade} for grade in reversed(GRADES)))

    assert bonuses == sorted(bonuses)


@pytest.mark.parametrize(("grade", "percent"), [("S", 250), ("A", 200), ("B", 150), ("C", 100), ("D", 0)])
def test_six_equal_grades_pay_the_printed_rate(grade: str, percent: int) -> None:
    assert paid({"staff": "enterprise_staff", **dict.fromkeys(PARTS, grade)}) == [30_000 * percent]
