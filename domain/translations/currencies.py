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


def functions() -> tuple[str, ...]:
    """The same, for statements of the database: a symbol, null of what we do not know, and decimals."""
    tongues = {
        tongue: " ".join(
            f"when '{each.code}' then '{each.symbol}'" for each in currencies() if each.language == tongue
        )
        for tongue in LANGUAGES
    }
    symbol = (
        f"case tongue when 'vi' then case code {tongues['vi']} end else case code {tongues['en']} end end"
    )
    shown = " ".join(f"when '{code}' then {decimals(code)}" for code in CURRENCIES if decimals(code))
    return (
        "create or replace function currency_symbol(code text, tongue text) returns text language sql immutable"
        f" as $$ select {symbol} $$",
        "create or replace function currency_decimals(code text) returns int language sql immutable"
        f" as $$ select case code {shown} else 0 end $$",
    )
