"""Forms of numbers in SQL are those of Babel, in both languages and for the currencies of all countries."""

from decimal import Decimal

import pytest
from babel.numbers import format_currency, format_decimal, format_percent
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from domain.actor import SYSTEM
from domain.language.text import LANGUAGES
from domain.translations.currencies import CURRENCIES, decimals
from tests.tiers import examples

BIGINT = st.integers(-(2**63), 2**63 - 1)
NUMBERS = st.one_of(BIGINT, st.integers(-200_000, 200_000))


def babels_money(amount: int, currency: str, language: str) -> str:
    """An amount in the smallest coin, as Babel writes it."""
    places = decimals(currency)
    digits = f"#,##0.{'0' * places}" if places else "#,##0"
    form = f"{digits}\xa0¤" if language == "vi" else f"¤{digits}"
    value = Decimal(amount).scaleb(-places)
    return format_currency(value, currency, format=form, locale=language, currency_digits=False)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_numbers_rates_and_money_are_written_as_babel_writes_them(owner, language: str) -> None:
    asked: list[tuple[int, int, str]] = []

    @settings(
        max_examples=examples(300), database=None, deadline=None, suppress_health_check=list(HealthCheck)
    )
    @given(NUMBERS, st.integers(0, 8), st.sampled_from(CURRENCIES))
    def drawn(value: int, places: int, currency: str) -> None:
        asked.append((value, places, currency))

    drawn()
    asked += [
        (-5, 2, "VND"),
        (0, 0, "SGD"),
        (-1, 0, "USD"),
        (-(2**63), 2, "EUR"),
        (1050, 2, "KRW"),
        (100, 2, "JPY"),
    ]
    rows = await owner.fetch(
        "select format_number(v, p, $4) as number, format_percent(v, $4) as percent, format_money(v, c, $4) as money"
        " from unnest($1::bigint[], $2::int[], $3::text[]) as given (v, p, c)",
        *map(list, zip(*asked, strict=True)),
        language,
    )
    assert len(rows) == len(asked) > 100
    for (value, places, currency), row in zip(asked, rows, strict=True):
        form = f"#,##0.{'0' * places}" if places else "#,##0"
        assert row["number"] == format_decimal(
            Decimal(value).scaleb(-places), format=form, locale=language, decimal_quantization=False
        )
        rate = Decimal(value).scaleb(-4)
        assert row["percent"] == format_percent(rate, format="#,##0.##%", locale=language)
        assert row["money"] == babels_money(value, currency, language)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("currency", [one for one in CURRENCIES if one not in {"IDR", "TWD"}])
async def test_money_has_the_pattern_that_babel_has_for_the_language(
    owner, language: str, currency: str
) -> None:
    value = Decimal(123456789).scaleb(-decimals(currency))
    said = await owner.fetchval("select format_money(123456789, $1, $2)", currency, language)
    assert said == format_currency(value, currency, locale=language)


async def test_money_reads_as_people_write_it(owner) -> None:
    asked = "select format_money($1, $2, $3)"
    assert await owner.fetchval(asked, 9_926_787, "VND", "vi") == "9.926.787\xa0₫"
    assert await owner.fetchval(asked, 9_926_787, "VND", "en") == "₫9,926,787"
    assert await owner.fetchval(asked, -123_456, "SGD", "en") == "-SGD1,234.56"
    assert await owner.fetchval(asked, 500, "XYZ", "en") == "500\xa0XYZ"
    assert await owner.fetchval(asked, 500, "VND", "fr") == "₫500"


async def test_whoever_reads_gets_the_forms_of_their_language(database) -> None:
    asked = "select meritgrid_money(1050, 'SGD') || ' ' || meritgrid_percent(1050) || ' ' || meritgrid_number(7091, 2)"
    entered = (
        "with entered as materialized (select set_config('meritgrid.actor', $1, true),"
        " set_config('meritgrid.day', $2, true), set_config('meritgrid.language', $3, true)) "
        f"{asked} from entered"
    )
    assert await database.read_json(SYSTEM, entered, (), "vi") == "10,50\xa0SGD 10,5% 70,91"
    assert await database.read_json(SYSTEM, entered, (), "en") == "SGD10.50 10.5% 70.91"
    async with database.reading(SYSTEM) as session:
        assert await session.scalar(text("select meritgrid_language()")) == "en"
