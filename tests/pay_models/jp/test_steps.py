"""Steps rise by rating within the rule, and a promotion keeps the order of people."""

from datetime import date
from itertools import pairwise
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pay_models.jp.promotion.model import MODEL as PROMOTION
from pay_models.jp.step_progression.model import MODEL as PROGRESSION
from pay_models.jp.step_progression.model import RATINGS
from pay_models.kernel import BadRows, run
from tests.tiers import examples

DAY = date(2026, 12, 31)
LAST = {1: 93, 2: 125, 3: 109, 4: 85, 5: 85, 6: 73, 7: 45, 8: 9, 9: 9}
promised = settings(max_examples=examples(40))
rules = st.sampled_from(("national", "yamae"))
held = st.integers(1, 7).flatmap(lambda grade: st.tuples(st.just(grade), st.integers(1, LAST[grade])))


def raised(rows: list[dict[str, Any]], rule: str) -> pl.DataFrame:
    numbered = pl.DataFrame([{"employee_id": number, **row} for number, row in enumerate(rows)])
    return run(PROGRESSION, numbered, on=DAY, changes={"least_steps": rule, "most_steps": rule}).result


def promoted(grade: int, steps: list[int]) -> list[int]:
    rows = [{"employee_id": number, "grade": grade, "step": step} for number, step in enumerate(steps)]
    return run(PROMOTION, pl.DataFrame(rows), on=DAY).result["new_step"].to_list()


@promised
@given(held, rules, st.sampled_from(("within", "over")), st.integers(0, 20))
def test_a_better_rating_never_rises_less(place: tuple[int, int], rule: str, age: str, chosen: int) -> None:
    grade, step = place
    person = {"grade": grade, "step": step, "age": age, "chosen_steps": chosen}

    result = raised([{**person, "rating": rating} for rating in reversed(RATINGS)], rule)

    assert result["new_step"].is_sorted()
    assert result["new_step"].is_between(step, LAST[grade]).all()
    assert (result["steps"] >= result["least_steps"]).all()
    assert (result["steps"] <= result["most_steps"]).all()


def test_grades_without_a_sourced_rule_are_refused() -> None:
    with pytest.raises(BadRows) as refused:
        raised([{"grade": 8, "step": 1, "age": "within", "rating": "A", "chosen_steps": 8}], "national")

    (fault,) = refused.value.faults
    assert (fault.column, fault.value) == ("grade", "8")


@pytest.mark.parametrize("grade", LAST)
def test_a_promotion_never_puts_the_one_behind_ahead(grade: int) -> None:
    steps = promoted(grade, list(range(1, LAST[grade] + 1)))

    assert len(steps) == LAST[grade]
    assert all(before <= after for before, after in pairwise(steps))


def test_the_table_of_promotions_has_633_entries_and_no_more() -> None:
    assert len(PROMOTION.in_force(DAY).values.new_step.cells) == sum(LAST.values()) == 633
    with pytest.raises(BadRows):
        promoted(9, [10])
