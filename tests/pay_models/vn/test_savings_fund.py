"""What the decree on savings promises: 60 % in advance, the year's salaries at most, accounts that balance."""

from datetime import date
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pay_models.kernel import BadRows, Run, model, run
from pay_models.kernel.errors import NotInForce, OutsideLegalRange
from tests.tiers import examples

DAY = date(2026, 12, 31)
promised = settings(max_examples=examples(30))
CLASSES = ("excellent", "good", "completed", "not_completed", "unrated")
money = st.integers(0, 200_000_000)
people = st.lists(
    st.tuples(st.integers(0, 60_000_000), st.sampled_from(CLASSES), st.sampled_from(CLASSES)),
    min_size=1,
    max_size=15,
)
accounts = st.fixed_dictionaries({"saved_vnd": money, "other_uses_vnd": money, "owed_vnd": money})
choices = st.fixed_dictionaries(
    {"reserve_bp": st.integers(0, 10_000), "weight_by": st.sampled_from(("salary", "class"))}
)


def settled(
    staff: list[tuple[int, str, str]], decided: list[int], books: dict[str, int], changes: dict[str, Any]
) -> Run:
    quarters = [
        {
            "employee_id": number,
            "quarter": 20_261 + at,
            "unit_id": 1,
            "class": of_quarter,
            "salary_vnd": salary,
            "decided_advance_vnd": advance,
        }
        for at, advance in enumerate(decided)
        for number, (salary, of_quarter, _) in enumerate(staff)
    ]
    years = [
        {"employee_id": number, "unit_id": 1, "year": 2026, "class": of_year, **books}
        for number, (_, _, of_year) in enumerate(staff)
    ]
    tables = {"quarter": pl.DataFrame(quarters), "year": pl.DataFrame(years)}
    return run(model("vn.savings_fund"), tables, on=DAY, changes=changes)


@promised
@given(people, st.lists(money, min_size=1, max_size=4), accounts, choices)
def test_advances_are_what_was_decided_within_60_percent_to_the_dong(
    staff: list[tuple[int, str, str]], decided: list[int], books: dict[str, int], changes: dict[str, Any]
) -> None:
    for quarter in settled(staff, decided, books, changes)["quarter"].partition_by("quarter"):
        limit = quarter["salary_vnd"].sum() * 6 // 10
        fund = min(quarter["decided_advance_vnd"][0], limit)
        assert quarter["advance_vnd"].sum() == (fund if quarter["weight"].sum() else 0)


@promised
@given(people, st.lists(money, min_size=1, max_size=4), accounts, choices)
def test_extra_income_never_passes_the_salaries_of_the_year(
    staff: list[tuple[int, str, str]], decided: list[int], books: dict[str, int], changes: dict[str, Any]
) -> None:
    year = settled(staff, decided, books, changes)["year"]

    assert year["extra_income_vnd"].sum() <= year["salary_year_vnd"].sum()


@promised
@given(people, st.lists(money, min_size=1, max_size=4), accounts, choices)
def test_the_accounts_of_an_agency_balance(
    staff: list[tuple[int, str, str]], decided: list[int], books: dict[str, int], changes: dict[str, Any]
) -> None:
    unit = settled(staff, decided, books, changes)["unit"].row(0, named=True)

    owed_new = unit["owed_next_vnd"] - (books["owed_vnd"] - unit["recovered_vnd"])
    paid = unit["advances_vnd"] + unit["settlement_vnd"]
    used = unit["recovered_vnd"] + unit["other_uses_vnd"] + unit["reserve_vnd"] + paid
    assert owed_new >= 0
    assert unit["saved_vnd"] + owed_new == used + unit["unspent_vnd"]


@promised
@given(people, st.lists(money, min_size=1, max_size=4), accounts, choices)
def test_nothing_is_settled_nor_reserved_while_an_advance_is_owed(
    staff: list[tuple[int, str, str]], decided: list[int], books: dict[str, int], changes: dict[str, Any]
) -> None:
    unit = settled(staff, decided, books, changes)["unit"].row(0, named=True)

    if unit["owed_next_vnd"]:
        assert unit["settlement_vnd"] == unit["reserve_vnd"] == 0


@pytest.mark.parametrize("change", [{"ceiling_bp": 10_001}, {"advance_limit_bp": 6_001}])
def test_nothing_above_the_limits_of_the_decree_can_be_tried(change: dict[str, int]) -> None:
    with pytest.raises(OutsideLegalRange):
        model("vn.savings_fund").in_force(DAY, change)


def test_the_decree_starts_with_may_2026() -> None:
    with pytest.raises(NotInForce):
        model("vn.savings_fund").in_force(date(2026, 4, 30))


def test_rows_that_name_different_accounts_of_one_agency_are_refused() -> None:
    quarter = {"quarter": 20_263, "unit_id": 1, "class": "good", "salary_vnd": 1, "decided_advance_vnd": 0}
    year = {"unit_id": 1, "year": 2026, "class": "good", "other_uses_vnd": 0, "owed_vnd": 0}
    tables = {
        "quarter": pl.DataFrame([{"employee_id": one, **quarter} for one in (1, 2)]),
        "year": pl.DataFrame([{"employee_id": one, "saved_vnd": one, **year} for one in (1, 2)]),
    }

    with pytest.raises(BadRows, match="name different accounts"):
        run(model("vn.savings_fund"), tables, on=DAY)
