"""Dated parameters: a table is re-based, a rule changes with its tables, and the day picks the right one."""

from datetime import date
from pathlib import Path
from typing import NamedTuple

import narwhals as nw
import pytest

from pay_models.blocks.grid import grown
from pay_models.kernel import Dated, Grid, History, model
from pay_models.kernel.errors import NotInForce
from tests.pay_models.blocks.column import computed

KOREA = """
rate_percent:
  says: Rate of the allowance by full years of service.
  unit: percent by years
  source: {title: "Decree on civil servants' allowances art. 7"}
  certainty: third_party
  table: {file: rates.csv, keys: [years], value: rate_percent}
  values:
    - {from: 2001-01-01, value: before}
    - {from: 2025-01-01, value: "2025"}
point:
  says: Value of a point.
  unit: cents
  source: {title: "A decree"}
  certainty: third_party
  range: {at_least: 1, at_most: 1000}
  values:
    - {from: 2022-07-01, value: 582}
    - {from: 2023-07-01, value: 590}
"""


class Korea(NamedTuple):
    rate_percent: Grid
    point: History


@pytest.fixture
def korea(tmp_path: Path) -> Dated[Korea]:
    before = [f"before,{years},{min(5 * years, 50)}" for years in range(12)]
    later = [
        f"2025,{years},{rate}" for years, rate in enumerate((10, 10, 20, 20, 20, 25, 30, 35, 40, 45, 50, 50))
    ]
    (tmp_path / "rates.csv").write_text("\n".join(["edition,years,rate_percent", *before, *later]))
    (tmp_path / "parameters.yaml").write_text(KOREA)
    return Dated.beside(str(tmp_path / "model.py"), Korea)


def test_one_formula_reads_the_table_of_its_day(korea: Dated[Korea]) -> None:
    years = [0, 1, 2, 5, 6, 9, 10]
    last_day, first_day = (
        computed(korea.on(day).values.rate_percent.at("years"), years=years)
        for day in (date(2024, 12, 31), date(2025, 1, 1))
    )

    assert last_day == [0, 5, 10, 25, 30, 45, 50]
    assert first_day == [10, 10, 20, 25, 30, 45, 50]


def test_india_re_based_one_level_and_each_day_keeps_its_matrix() -> None:
    def level_13(day: date) -> list[int]:
        p = model("ind.pay_matrix_7cpc").in_force(day).values
        entry = Grid("13", ("level",), {("13",): p.entry_rupees.cells["13",]})
        cells = grown(entry, 20, lambda cell: (cell * 103 + 5000) // 10_000 * 100).cells
        return [cells["13", cell] for cell in (1, 6, 7, 8)]

    assert level_13(date(2017, 5, 15)) == [118_500, 137_500, 141_600, 145_800]
    assert level_13(date(2017, 5, 16)) == [123_100, 142_700, 147_000, 151_400]


def test_rows_of_several_days_each_take_their_own_value(korea: Dated[Korea]) -> None:
    months = [date(2022, 6, 1), date(2022, 7, 1), date(2023, 6, 1), date(2023, 7, 1)]
    point = korea.on(date(2024, 1, 1)).values.point

    assert computed(point.at(nw.col("month")), month=months) == [None, 582, 582, 590]


def test_a_day_before_the_first_value_has_none(korea: Dated[Korea]) -> None:
    with pytest.raises(NotInForce, match="point has no value on 2022-06-30"):
        korea.on(date(2022, 6, 30))
