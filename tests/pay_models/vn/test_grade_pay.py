"""What the salary decrees promise about grade pay and allowances."""

from datetime import date
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pay_models.kernel import BadRows, model, run
from pay_models.vn.grade_pay.rows import POSTS, REGIONAL
from pay_models.vn.grade_pay.tables import leadership_allowances, salary_grid
from tests.tiers import examples

DAY = date(2026, 12, 31)
PAY = model("vn.grade_pay")
CELLS = salary_grid().select("table", "grade_code", "step").rows()
LAST = {(table, grade): step for table, grade, step in CELLS}  # the grid lists each grade's steps in order
PUBLIC_EMPLOYEES = 3
promised = settings(max_examples=examples(40))
months = st.fixed_dictionaries(
    {
        "month": st.dates(date(2026, 1, 1), date(2027, 12, 31)).map(lambda day: day.replace(day=1)),
        "cell": st.sampled_from(CELLS),
        "leadership_coefficient_hundredths": st.integers(0, 500),
        "months_at_last_step": st.integers(0, 720),
        "leadership_code": st.sampled_from(POSTS),
        "public_duty": st.booleans(),
        "other_percentages_bp": st.integers(0, 30_000),
        "regional_coefficient_hundredths": st.sampled_from(REGIONAL),
        "responsibility_coefficient_hundredths": st.integers(0, 100),
        "hard_area_years": st.integers(0, 60),
        "reserved_coefficient_hundredths": st.integers(0, 1000),
    }
)


def entitled(row: dict[str, Any]) -> dict[str, Any]:
    """Nobody has months at a last step that they do not hold, and no public employee public duty."""
    table, grade, step = row["cell"]
    held = row["months_at_last_step"] if step == LAST[table, grade] else 0
    return row | {
        "months_at_last_step": held,
        "public_duty": row["public_duty"] and table != PUBLIC_EMPLOYEES,
    }


people = st.lists(months.map(entitled), min_size=1, max_size=30)


def rows_of(found: list[dict[str, Any]]) -> pl.DataFrame:
    """One person for each of them, each in one month."""
    return pl.DataFrame(
        [
            {
                "employee_id": number,
                "month": row["month"],
                **dict(zip(("table", "grade_code", "step"), row["cell"], strict=True)),
                **{name: value for name, value in row.items() if name not in {"cell", "month"}},
            }
            for number, row in enumerate(found)
        ]
    )


def paid(found: list[dict[str, Any]], changes: dict[str, Any] | None = None) -> pl.DataFrame:
    return run(PAY, rows_of(found), on=DAY, changes=changes)["month"]


@promised
@given(people)
def test_the_total_is_grade_pay_and_each_allowance_once(found: list[dict[str, Any]]) -> None:
    parts = [
        "grade_pay_vnd", "leadership_allowance_vnd", "over_frame_allowance_vnd", "public_duty_allowance_vnd",
        "other_percentages_vnd", "regional_allowance_vnd", "responsibility_allowance_vnd",
        "long_service_allowance_vnd", "reserved_difference_vnd",
    ]  # fmt: skip
    result = paid(found)

    assert result["total_vnd"].to_list() == result.select(pl.sum_horizontal(parts)).to_series().to_list()


@promised
@given(people)
def test_only_who_has_public_duty_is_paid_a_quarter_for_it(found: list[dict[str, Any]]) -> None:
    for row in paid(found).rows(named=True):
        base = row["percentage_base_vnd"] if row["public_duty"] else 0
        assert abs(4 * row["public_duty_allowance_vnd"] - base) <= 2


@promised
@given(people)
def test_a_coefficient_of_the_law_is_paid_to_the_dong(found: list[dict[str, Any]]) -> None:
    for row in paid(found).rows(named=True):
        assert row["grade_pay_vnd"] * 100 == row["coefficient_hundredths"] * row["base_salary_vnd"]
        assert row["leading_coefficient_hundredths"] >= row["leadership_coefficient_hundredths"]


@promised
@given(people, st.integers(0, 59), st.integers(1, 240))
def test_nobody_loses_by_waiting_at_the_last_step(found: list[dict[str, Any]], who: int, longer: int) -> None:
    who %= len(found)
    later = [dict(row) for row in found]
    later[who] = entitled(
        later[who] | {"months_at_last_step": min(720, found[who]["months_at_last_step"] + longer)}
    )

    assert paid(found)["total_vnd"][who] <= paid(later)["total_vnd"][who]


def test_a_step_higher_pays_more_in_every_grade_and_table() -> None:
    for grade in salary_grid().partition_by("table", "grade_code"):
        assert grade["step"].to_list() == list(range(1, grade.height + 1))
        assert grade["coefficient_hundredths"].is_sorted()
        assert grade["coefficient_hundredths"].n_unique() == grade.height


def one(month: date, cell: tuple[int, str, int], **columns: Any) -> dict[str, Any]:
    """A month of somebody without allowances."""
    zeros = dict.fromkeys(
        (
            "leadership_coefficient_hundredths", "months_at_last_step", "other_percentages_bp",
            "regional_coefficient_hundredths", "responsibility_coefficient_hundredths", "hard_area_years",
            "reserved_coefficient_hundredths",
        ),
        0,
    )  # fmt: skip
    nothing = {"leadership_code": "none", "public_duty": False}
    return {"month": month, "cell": cell, **zeros, **nothing, **columns}


@pytest.mark.parametrize("code", ["commune.chair.other", "cuc.director.type_1"])
def test_a_post_is_refused_in_a_month_before_its_row_begins(code: str) -> None:
    month = one(date(2025, 12, 1), (2, "A1", 1), leadership_code=code, public_duty=True)

    with pytest.raises(BadRows, match="holds nothing for this post in this month") as refused:
        paid([month])

    (fault,) = refused.value.faults
    assert (fault.column, fault.value) == ("leadership_code, month", f"{code}, 2025-12-01")


def test_every_post_of_the_table_has_a_source_and_is_a_post_that_a_row_may_name() -> None:
    listed = leadership_allowances()

    assert {"none", *listed["code"]} == set(POSTS)
    assert not listed["source"].eq("").any()


def test_months_at_the_last_step_beside_another_step_are_refused_by_row() -> None:
    july = date(2026, 7, 1)
    rows = [one(july, (2, "A1", 9), months_at_last_step=60), one(july, (2, "A1", 8), months_at_last_step=60)]

    with pytest.raises(BadRows, match="for a step that is not the last of its grade") as refused:
        paid(rows)

    (fault,) = refused.value.faults
    assert (fault.row, fault.value) == (2, "2, A1, 8, 60")


def test_public_duty_of_a_public_employee_is_refused_by_row() -> None:
    july = date(2026, 7, 1)
    rows = [one(july, (2, "A1", 1), public_duty=True), one(july, (3, "A1", 1), public_duty=True)]

    with pytest.raises(BadRows, match="have no public-duty allowance") as refused:
        paid(rows)

    (fault,) = refused.value.faults
    assert (fault.row, fault.column, fault.value) == (2, "table, public_duty", "3, True")
    assert paid(rows[:1])["public_duty_allowance_vnd"].to_list() == [1_480_050]
