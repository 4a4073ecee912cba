"""Every step of the pay table pays more than the one before it, and the recommended table pays nobody less."""

from datetime import date

import polars as pl
import pytest

from pay_models.jp.monthly_pay.model import MODEL
from pay_models.kernel import BadRows, run

DAY = date(2026, 4, 1)
RECOMMENDED = date(2027, 4, 1)


def table(day: date) -> dict[tuple[int | str, ...], int]:
    return dict(MODEL.in_force(day).values.base_yen.cells)


def held(grade: int, step: int) -> pl.DataFrame:
    zero = dict.fromkeys(
        ("brought_base_yen", "children_to_15", "children_16_to_22", "parents", "special_adjustment_yen",
         "area_bp", "ministry_allowance_yen", "housing_yen"), 0
    )  # fmt: skip
    return pl.DataFrame([{"employee_id": "1", "grade": grade, "step": step, **zero}])


def test_the_tables_hold_every_cell() -> None:
    today, recommended = table(DAY), table(RECOMMENDED)

    assert (len(today), len(recommended)) == (649, 641)
    assert {cell for cell in today if cell[0] != 0} == set(recommended)


@pytest.mark.parametrize("day", [DAY, RECOMMENDED])
def test_a_step_further_never_pays_less(day: date) -> None:
    cells = table(day)

    assert all(cells[grade, step - 1] <= pay for (grade, step), pay in cells.items() if step != 1)


def test_the_recommended_table_pays_nobody_less() -> None:
    today = table(DAY)

    assert all(pay > today[cell] for cell, pay in table(RECOMMENDED).items())


@pytest.mark.parametrize(("grade", "step", "day"), [(1, 94, DAY), (10, 9, DAY), (0, 1, RECOMMENDED)])
def test_a_step_that_the_table_does_not_have_is_refused(grade: int, step: int, day: date) -> None:
    with pytest.raises(BadRows) as refused:
        run(MODEL, held(grade, step), on=day)

    (fault,) = refused.value.faults
    assert (fault.column, fault.value) == ("grade, step", f"{grade}, {step}")
