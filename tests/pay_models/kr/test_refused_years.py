"""Where no source gives an amount, a row is refused instead of being paid last year's."""

from datetime import date

import polars as pl
import pytest

from pay_models.kernel import BadRows, run
from pay_models.kernel.errors import NotInForce
from pay_models.kr.teachers_bonus.model import MODEL as TEACHERS
from pay_models.kr.teachers_bonus_2004.model import MODEL as TEACHERS_2004

REGULAR = {
    "employee_id": "1",
    "employment": "regular",
    "grade": "A",
    "differential_percent": 50,
    "school_grade": "none",
}
IN_2004 = {"employee_id": "1", "rank": "teacher", "grades": 3, "grade": "B"}


@pytest.mark.parametrize(
    ("day", "employment"),
    [(date(2015, 1, 1), "regular"), (date(2023, 1, 1), "regular"), (date(2024, 1, 1), "contract")],
)
def test_a_year_without_a_known_base_amount_is_refused(day: date, employment: str) -> None:
    with pytest.raises(BadRows) as refused:
        run(TEACHERS, pl.DataFrame([{**REGULAR, "employment": employment}]), on=day)

    (fault,) = refused.value.faults
    assert (fault.column, fault.value) == ("employment", employment)


def test_a_base_amount_brought_for_such_a_year_is_paid() -> None:
    brought = {"base_won": 1_000_000}

    computed = run(TEACHERS, pl.DataFrame([REGULAR]), on=date(2015, 1, 1), changes=brought)

    assert computed.result["total_won"].to_list() == [515_000 + 500_000]


def test_a_grade_of_2004_that_nobody_printed_is_refused() -> None:
    with pytest.raises(BadRows) as refused:
        run(TEACHERS_2004, pl.DataFrame([IN_2004]), on=date(2004, 6, 1))

    (fault,) = refused.value.faults
    assert (fault.column, fault.value) == ("grades, grade", "3, B")


def test_the_bonus_of_2004_is_of_2004_alone() -> None:
    with pytest.raises(NotInForce):
        run(TEACHERS_2004, pl.DataFrame([IN_2004]), on=date(2005, 1, 1))
