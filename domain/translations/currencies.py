"""Currencies of the countries whose rules ship, as Unicode's CLDR writes them (Babel carries it)."""

from collections.abc import Iterator
from dataclasses import dataclass

from babel.numbers import get_currency_precision, get_currency_symbol

from domain.language.text import LANGUAGES

CURRENCIES = ("CLP", "EUR", "IDR", "INR", "JPY", "KRW", "MYR", "PHP", "SGD", "TWD", "USD", "VND")
# Nobody is paid a part of them: their smallest coin is the whole one, although CLDR counts cents.
WHOLE = frozenset({"IDR", "TWD"})


@dataclass(frozen=True, slots=True)
class Currency:
    """How amounts of a currency, in its smallest coin, are written in a language."""

    code: str
    language: str
    symbol: str
    decimals: int


def currencies() -> Iterator[Currency]:
    """Each currency in each language."""
    for code in CURRENCIES:
        for language in LANGUAGES:
            yield Currency(code, language, get_currency_symbol(code, language), decimals(code))


def decimals(code: str) -> int:
    """How many decimals show an amount in the smallest coin as wholes: 2 for cents."""
    return 0 if code in WHOLE else get_currency_precision(code)


def function() -> str:
    """The same, for statements of the database."""
    rows = ", ".join(
        f"('{each.code}', '{each.language}', '{each.symbol}', {each.decimals})" for each in currencies()
    )
    return f"""create or replace function currency_form(code text, tongue text)
    returns table (symbol text, decimals int) language sql immutable set search_path = public, pg_temp as $$
    select known.symbol, known.decimals from (values {rows}) as known (code, tongue, symbol, decimals)
    where (known.code, known.tongue) = (currency_form.code, currency_form.tongue)
$$"""  # noqa: S608 - our own texts
