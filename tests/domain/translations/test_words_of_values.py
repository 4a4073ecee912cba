"""What the database calls the values of models is what the pages on models call them: one truth of two writers."""

import json

import pytest

from api.models.parameters import value_of
from domain.translations.content import translations
from pay_models.kernel.declare.units import UNITS, currency_of
from pay_models.kernel.registry import model, models
from pay_models.kernel.tell.articles import phrases
from pay_models.kernel.tell.language import translated

VIETNAMESE = translations()


async def formatted(owner, language, values):
    """What the database writes for each (model, name, value)."""
    await owner.execute("select set_config('meritgrid.language', $1, false)", language)
    rows = await owner.fetch(
        "select value_formatted(m, p, v::json, value_unit(p, v::json)) as said"
        " from unnest($1::text[], $2::text[], $3::text[]) with ordinality as given (m, p, v, n) order by n",
        *([each[place] for each in values] for place in (0, 1)),
        [json.dumps(value) for _, _, value in values],
    )
    return [row["said"] for row in rows]


async def test_the_currency_of_a_coin_is_that_of_the_kernel_in_every_country(owner):
    countries = sorted({name.partition(".")[0] for name in models()})
    asked = [(ending, f"{country}.planted") for ending in UNITS for country in countries]

    rows = await owner.fetch(
        "select u, m, value_currency(u, m) as c from unnest($1::text[], $2::text[]) as given (u, m)",
        *map(list, zip(*asked, strict=True)),
    )

    told = {(row["u"], row["m"]): row["c"] for row in rows}
    assert told == {(u, m): currency_of(UNITS[u], m.partition(".")[0]) or None for u, m in asked}
    assert told["pesos", "cl.planted"] == "CLP"
    assert told["pesos", "ph.planted"] == "PHP"
    assert told["pesos", "general.planted"] is None


async def test_pesos_are_written_as_those_of_the_country(owner):
    asked = [(name, "bonus_pesos", 1_234_567) for name in ("cl.x", "ph.x", "general.x")]

    assert await formatted(owner, "en", asked) == ["CLP1,234,567", "₱1,234,567.00", "1,234,567"]


@pytest.mark.parametrize("language", ["en", "vi"])
async def test_an_option_is_called_as_the_page_of_its_model_calls_it(owner, language):
    asked = [
        (found.id, name, option)
        for found in models().values()
        for name, options in phrases(found).items()
        for option, english in options.items()
        # of two models that say one text differently the first one's words are those of the table
        if VIETNAMESE.get((language, english), english) == translated(found, english, language)
    ]

    said = await formatted(owner, language, asked)

    assert len(asked) > 100
    expected = [value_of(model(id_), name, option, language).formatted for id_, name, option in asked]
    assert said == expected


@pytest.mark.parametrize("language", ["en", "vi"])
async def test_an_amount_of_a_parameter_has_the_coins_that_the_page_of_its_model_tells(owner, language):
    asked = [
        (found.id, name, 1_234_567)
        for found in models().values()
        for name, declared in found.parameters.parameters.items()
        if declared.measure.money and declared.measure is UNITS.get(name.rpartition("_")[2])
    ]
    on_pages = [value_of(model(id_), name, value, language) for id_, name, value in asked]

    rows = await owner.fetch(
        "select value_coins(value_unit(p, '7'), value_currency(value_unit(p, '7'), m)) * 1234567 as coins,"
        " value_currency(value_unit(p, '7'), m) as currency"
        " from unnest($1::text[], $2::text[]) with ordinality as given (m, p, n) order by n",
        *([each[place] for each in asked] for place in (0, 1)),
    )

    assert len(asked) > 10
    told = [(str(row["coins"]), row["currency"]) for row in rows]
    assert told == [(str(page.money.amount), page.money.currency) for page in on_pages]
    assert await formatted(owner, language, asked) == [page.formatted for page in on_pages]


async def test_a_class_is_called_by_its_label_and_another_scale_as_it_calls_itself(owner):
    asked = [
        ("vn.classes_2026", "class", "excellent"),
        ("vn.classes_2026", "unit_class", "none"),
        ("vn.classes_2026", "class_by_score", "not_completed"),
        ("ph.pbb_2015", "unit_class", "good"),
        ("gone.model", "class", "not_completed"),
        ("vn.classes_2026", "heads_unit", True),
        ("vn.classes_2026", "heads_unit", False),
    ]

    assert await formatted(owner, "en", asked) == [
        "Work completed excellently",
        "none",
        "Work not completed",
        "good",
        "not completed",
        "yes",
        "no",
    ]
    vietnamese = await formatted(owner, "vi", asked)
    assert (vietnamese[0], vietnamese[2]) == (
        VIETNAMESE["vi", "Work completed excellently"],
        VIETNAMESE["vi", "Work not completed"],
    )
    assert vietnamese[-2:] == ["có", "không"]
