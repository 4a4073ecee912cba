"""A number or a table that is known to end pays nothing after its last day."""

from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

import narwhals as nw
import polars as pl
import pytest
import yaml

from pay_models.kernel import Dated, History, model
from pay_models.kernel.errors import BadParameterFile, NotInForce
from tests.pay_models.kernel.declare.test_parameters import SOUND, Shape, loaded

ENDED = [{"from": date(2026, 1, 1), "until": date(2026, 6, 30), "value": 2000}]


def test_a_number_that_is_known_to_end_has_a_last_day(tmp_path: Path) -> None:
    dated = loaded(tmp_path, {**SOUND, "values": ENDED})

    assert dated.on(date(2026, 6, 30)).values == Shape(quota_bp=2000)
    with pytest.raises(NotInForce, match="quota_bp ended on 2026-06-30; 2026-07-01 is after it"):
        dated.on(date(2026, 7, 1))


@pytest.mark.parametrize("last", [date(2025, 12, 31), date(2026, 7, 1)])
def test_a_last_day_lies_between_the_first_one_and_the_next_value(tmp_path: Path, last: date) -> None:
    values = [{**ENDED[0], "until": last}, {"from": date(2026, 7, 1), "value": 2500}]

    with pytest.raises(BadParameterFile, match="until is the last day of a value"):
        loaded(tmp_path, {**SOUND, "values": values})


class OfEachDay(NamedTuple):
    quota_bp: History


def test_a_row_after_the_last_day_of_a_history_has_no_value_and_one_after_the_gap_has(tmp_path: Path) -> None:
    values = [*ENDED, {"from": date(2026, 8, 1), "until": date(2026, 12, 31), "value": 2500}]
    (tmp_path / "parameters.yaml").write_text(yaml.safe_dump({"quota_bp": {**SOUND, "values": values}}))
    history = Dated.beside(str(tmp_path / "model.py"), OfEachDay).on(date(2027, 5, 1)).values.quota_bp
    days = [date(2025, 12, 31), date(2026, 6, 30), date(2026, 7, 1), date(2026, 8, 1), date(2027, 1, 1)]
    frame = nw.from_native(pl.DataFrame({"day": days}))

    found = frame.select(value=history.at(nw.col("day")))["value"].to_list()

    assert found == [None, 2000, None, 2500, None]


@pytest.mark.parametrize(
    ("model_id", "last"),
    [
        ("ph.salary_grid", date(2025, 12, 31)),
        ("us.gs_pay", date(2027, 1, 9)),
        ("us.gs_progression", date(2027, 1, 9)),
        ("us.acqdemo", date(2027, 1, 9)),
        ("kr.performance_bonus", date(2026, 12, 31)),
        ("kr.step_progression", date(2026, 12, 31)),
        ("vn.extra_income_hcmc", date(2026, 12, 31)),
    ],
)
def test_a_table_that_is_set_for_a_year_pays_no_later_one(model_id: str, last: date) -> None:
    assert model(model_id).in_force(last).day == last
    with pytest.raises(NotInForce, match=f"ended on {last}; {last + timedelta(days=1)} is after it"):
        model(model_id).in_force(last + timedelta(days=1))
