"""Numbers of the law in sentences: in the reader's form, with the sign of their unit."""

import pytest

from api.models.numbers import written
from pay_models.kernel.declare.units import currency_of, stated

NO_BREAK = "\u00a0"


@pytest.mark.parametrize(
    ("unit", "number", "english", "vietnamese"),
    [
        ("basis points", 1000, "10%", "10%"),
        ("basis points", 1050, "10.5%", "10,5%"),
        ("basis points", 1, "0.01%", "0,01%"),
        ("percent", 80, "80%", "80%"),
        ("hundredths of a point", 9000, "90.00", "90,00"),
        ("hundredths", 120, "1.20", "1,20"),
        ("months", 1200, "1,200", "1.200"),
        ("VND a month", 2530000, "₫2,530,000", f"2.530.000{NO_BREAK}₫"),
        ("US cents an hour", 1234, "$12.34", f"12,34{NO_BREAK}US$"),
        ("cents", 1234, "12.34", "12,34"),
    ],
)
def test_a_number_is_written_as_people_of_a_language_write_it(unit, number, english, vietnamese):
    assert written(stated(unit), number, "en", "vn") == english
    assert written(stated(unit), number, "vi", "vn") == vietnamese


@pytest.mark.parametrize(
    ("unit", "country", "currency"),
    [
        ("VND", "vn", "VND"),
        ("won", "kr", "KRW"),
        ("pesos", "cl", "CLP"),
        ("pesos", "ph", "PHP"),
        ("cents", "general", ""),
        ("basis points", "vn", ""),
    ],
)
def test_a_coin_has_the_currency_of_its_country(unit, country, currency):
    assert currency_of(stated(unit), country) == currency
