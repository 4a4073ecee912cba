"""Numbers at the terminal: exact, in the unit that their name ends with."""

import pytest

from cli.formats import CERTAINTY, plain
from pay_models.kernel.declare.parameter_file import CERTAINTIES
from pay_models.kernel.declare.units import unit_of


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("coefficient_hundredths", 234, "2.34"),
        ("coefficient_hundredths", -5, "-0.05"),
        ("quota_bp", 2000, "20.00 %"),
        ("award_vnd", 9_223_372_036_854_775_807, "9,223,372,036,854,775,807 VND"),
        ("quality_units_millionths", 750_000, "0.750000"),
        ("months", 12, "12"),
        ("eligible", True, "yes"),
        ("eligible", False, "no"),
        ("hourly_usd_cents", 9449, "94.49 USD"),
        ("gross_eur_cents", 190_000, "1,900.00 EUR"),
        ("award_cents", 9449, "94.49"),
        ("reward_twd", 100_002, "100,002 TWD"),
        ("year", 2022, "2022"),
        ("quarter", 20261, "20261"),
        ("class", "good", "good"),
        ("class", None, "empty"),
    ],
)
def test_a_value_is_told_in_its_unit(name, value, told):
    assert plain(unit_of(name), value) == told


def test_a_history_is_told_newest_first():
    history = [["2023-07-01", 1_800_000], ["2024-07-01", 2_340_000], ["2026-07-01", 2_530_000]]
    assert plain(unit_of("base_salary_vnd"), history) == (
        "2,530,000 VND from 2026-07-01, 2,340,000 VND from 2024-07-01, 1,800,000 VND from 2023-07-01"
    )


def test_every_certainty_has_its_words():
    assert set(CERTAINTY) == set(CERTAINTIES)
