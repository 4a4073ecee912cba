"""Numbers of the law as people of a language write them: 10.5%, 90.00, 2.530.000 ₫."""

from decimal import Decimal

from babel.numbers import format_currency, format_decimal, format_percent

from api.graphql.enums.words import member
from api.graphql.reads.values import ValueUnit
from domain.translations.currencies import decimals
from pay_models.kernel.declare.units import UNITS, Unit, currency_of

OPTION: ValueUnit = member(ValueUnit, "option")


def unit_called(name: str) -> ValueUnit:
    """The unit of a number, as the kernel calls it; COUNT for what is only counted."""
    found = next((ending for ending, unit in UNITS.items() if unit.name == name), "count")
    return member(ValueUnit, found)


def written(unit: Unit, number: int, language: str, country: str = "") -> str:
    """A whole number of the unit, as it stands in a sentence: 1050 basis points are 10.5% or 10,5%."""
    if unit.label:
        return str(number)
    value = Decimal(number).scaleb(-unit.decimals)
    if unit.sign == "%":
        return format_percent(value.scaleb(-2), format="#,##0.##%", locale=language)
    if currency := currency_of(unit, country):
        return format_currency(value, currency, locale=language, decimal_quantization=False)
    places = "." + "0" * unit.decimals if unit.decimals else ""
    return format_decimal(value, format=f"#,##0{places}", locale=language)


def coins(unit: Unit, number: int, currency: str) -> int:
    """An amount of the unit in the smallest coin of its currency: 12 dollars are 1200 cents."""
    precision = decimals(currency) if currency else unit.decimals
    return number * int(10 ** max(0, precision - unit.decimals))
