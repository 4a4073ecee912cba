"""The unit of a number stands in one place: the ending of a column's name, and what a parameter's file states."""

import pytest

from pay_models.kernel import models
from pay_models.kernel.declare.rows import columns_of
from pay_models.kernel.declare.units import COUNTED, LABEL, MONEY, UNITS, Unit, stated, unit_of


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("award_vnd", Unit("dong", 0, "VND", money=True)),
        ("bonus_centavos", Unit("centavos", 2, "pesos", money=True)),
        ("award_cents", Unit("cents", 2, money=True)),
        ("hourly_usd_cents", Unit("US cents", 2, "USD", money=True)),
        ("gross_eur_cents", Unit("euro cents", 2, "EUR", money=True)),
        ("reward_twd", Unit("Taiwan dollars", 0, "TWD", money=True)),
        ("year", LABEL),
        ("quarter", LABEL),
        ("hours_a_year", COUNTED),
        ("quota_bp", Unit("basis points", 2, "%")),
        ("coefficient_hundredths", Unit("hundredths", 2)),
        ("point_value_ten_thousandths", Unit("ten-thousandths", 4)),
        ("constant_ten_millionths", Unit("ten-millionths", 7)),
        ("months", COUNTED),
        ("won_places", COUNTED),
    ],
)
def test_the_ending_of_a_name_tells_its_unit(name, unit):
    assert unit_of(name) == unit


@pytest.mark.parametrize(
    ("sentence", "ending"),
    [
        ("VND a month", "vnd"),
        ("hundredths of a point", "hundredths"),
        ("ten-thousandths of a euro by year", "ten_thousandths"),
        ("basis points", "bp"),
        ("percent", "percent"),
        ("per cent by rating", "percent"),
        ("dollars a year", "usd"),
        ("Singapore cents by half-year and group", "sgd_cents"),
    ],
)
def test_a_parameter_states_its_unit_in_its_file(sentence, ending):
    assert stated(sentence) == UNITS[ending]


@pytest.mark.parametrize("sentence", ["months", "option", "senior posts", "wonders", ""])
def test_other_words_are_only_counted(sentence):
    assert stated(sentence) == COUNTED


def test_no_parameter_states_another_unit_than_its_name_ends_with():
    apart = {
        f"{id_}.{name}": parameter.unit
        for id_, model in models().items()
        for name, parameter in model.parameters.parameters.items()
        if unit_of(name) not in (COUNTED, parameter.measure)
    }
    assert apart == {}


def test_cents_of_a_country_say_their_coin():
    nobodys = {
        f"{id_}.{name}"
        for id_, model in models().items()
        if not id_.startswith("general.")
        for stage in model.stages
        for name in columns_of(stage.outputs)
        if unit_of(name).money and not unit_of(name).coin
    }
    assert nobodys == set()


def test_the_coin_is_the_last_word_of_a_name():
    assert [ending for ending in MONEY if "_" in ending] == []
