"""The database reads the unit of a value out of its name, and writes it, as the kernel does."""

import json
import re
from decimal import Decimal

import pytest

from cli.language import Language
from domain.translations.currencies import decimals
from pay_models.kernel.declare.units import LABELS, UNITS, unit_of
from pay_models.kernel.registry import models

NUMBERS = (0, 1, -1, 5, 50, 2_026, 1_234_567, 10_000, -98_765, 2**53 + 1)
LANGUAGES = ("en", "vi")
# What stands around the digits of an amount or a rate: a symbol, a sign, blanks.
AROUND = re.compile(r"[^0-9.,-]+")


@pytest.fixture
async def formatted(owner):
    """What the database writes for values of a name, in a language."""

    async def write(name, values, language, model="ph.planted"):
        await owner.execute("select set_config('meritgrid.language', $1, false)", language)
        rows = await owner.fetch(
            "select value_formatted($1, $2, v::json, value_unit($2, v::json)) as said"
            " from unnest($3::text[]) with ordinality as given (v, n) order by n",
            model,
            name,
            [json.dumps(value) for value in values],
        )
        return [row["said"] for row in rows]

    return write


def worth(said, language):
    """The number that stands in a text, as one."""
    digits = AROUND.sub("", said)
    return Decimal(digits.replace(".", "").replace(",", ".") if language == "vi" else digits.replace(",", ""))


def ending_of(name):
    """The key of the kernel's unit of a name; what is only counted or named has none."""
    return next((ending for ending, unit in UNITS.items() if unit is unit_of(name)), "count")


async def units_by_the_database(owner, names):
    """The unit that the database reads out of each name of a number."""
    rows = await owner.fetch("select n, value_unit(n, '7') as unit from unnest($1::text[]) n", sorted(names))
    return {row["n"]: row["unit"] for row in rows}


async def test_the_database_reads_every_ending_and_no_other_as_the_kernel_does(owner):
    odd = {
        "cents",
        "vnd",
        "novnd",
        "bp",
        "a_vnd_b",
        "usdcents",
        "thousandths_ten",
        "hundred",
        "percentile",
        *LABELS,
    }
    endings = {f"{stem}{ending}" for ending in UNITS for stem in ("", "x_", "ten_", "hundred_", "usd_", "un")}

    read = await units_by_the_database(owner, odd | endings)

    assert read == {name: ending_of(name) for name in odd | endings}


async def test_the_database_reads_the_units_of_all_models_as_the_kernel_does(owner):
    names = {
        name
        for model in models().values()
        for stage in model.stages
        for name in (*stage.outputs.to_schema().columns, *model.parameters.parameters)
    }

    read = await units_by_the_database(owner, names)

    assert len(names) > 100
    assert {*UNITS} & {*read.values()} > {"vnd", "hundredths", "bp"}
    assert read == {name: ending_of(name) for name in names}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("ending", [name for name, unit in UNITS.items() if not unit.money and not unit.sign])
async def test_a_decimal_part_is_written_as_the_kernel_writes_it(formatted, ending, language):
    said = await formatted(f"planted_{ending}", NUMBERS, language)

    assert said == [Language(language).number(number, UNITS[ending].decimals) for number in NUMBERS]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("ending", ["bp", "percent"])
async def test_a_part_of_a_whole_is_what_the_kernel_writes_without_zeros_at_its_end(
    formatted, ending, language
):
    said = await formatted(f"planted_{ending}", NUMBERS, language)

    point = "," if language == "vi" else "."
    whole = [Language(language).number(number, UNITS[ending].decimals) for number in NUMBERS]
    assert said == [
        f"{text.rstrip('0').rstrip(point) if point in text else text}{UNITS[ending].sign}" for text in whole
    ]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("ending", [name for name, unit in UNITS.items() if unit.money])
async def test_an_amount_is_worth_what_the_kernel_writes(owner, formatted, ending, language):
    unit = UNITS[ending]
    currency = await owner.fetchval("select value_currency($1, 'ph.planted')", ending)

    said = await formatted(f"planted_{ending}", NUMBERS, language)

    written = [Language(language).number(number, unit.decimals) for number in NUMBERS]
    assert [worth(text, language) for text in said] == [worth(text, language) for text in written]
    # cents of nobody have no currency: they are a number
    assert (currency is None) == (unit.coin == "")
    places = 2 if currency is None else decimals(currency)
    point = "," if language == "vi" else "."
    assert {len(AROUND.sub("", text).partition(point)[2]) for text in said} == {places}
    assert all(bool(AROUND.search(text)) == (currency is not None) for text in said)


@pytest.mark.parametrize("name", sorted(LABELS))
async def test_a_number_that_names_something_is_not_grouped(formatted, name):
    assert await formatted(name, [2026, 10_000], "vi") == ["2026", "10000"]
    assert await formatted(f"planted_{name}", [10_000], "vi") == ["10.000"]


async def test_what_is_only_counted_is_grouped_and_words_are_options(owner, formatted):
    assert await formatted("people", [10_000, "12", "up", True], "en") == ["10,000", "12", "up", "yes"]
    assert await formatted("people_vnd", [None, [1], {"a": 1}], "en") == [None, None, None]
    assert await owner.fetchval("select value_unit('a_vnd', '\"not_completed\"')") == "option"
    assert await formatted("class", ["not_completed"], "en") == ["not completed"]
