"""Units of numbers: what the ending of a name says of the number in a column or parameter, in this one place."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as people call it (`hundredths`, `dong`), and how many decimals show its number in wholes: 234 are 2.34.

    `sign` stands behind the number: % or the coin. Cents alone have none: in a model of no country nobody knows whose
    they are; those of a country say it in their name (`hourly_usd_cents`). `label`: a number that names something.
    """

    name: str = ""
    decimals: int = 0
    sign: str = ""
    money: bool = False
    label: bool = False

    @property
    def coin(self) -> str:
        """The coin of an amount of money (VND, won); empty for anything else, and for cents of nobody."""
        return self.sign if self.money else ""

    @property
    def part(self) -> bool:
        """Whether it is a decimal part of whatever is counted, as hundredths are of a point."""
        return bool(self.decimals and not self.sign and not self.money)


UNITS: Mapping[str, Unit] = {
    "tenths": Unit("tenths", 1),
    "hundredths": Unit("hundredths", 2),
    "thousandths": Unit("thousandths", 3),
    "ten_thousandths": Unit("ten-thousandths", 4),
    "hundred_thousandths": Unit("hundred-thousandths", 5),
    "millionths": Unit("millionths", 6),
    "ten_millionths": Unit("ten-millionths", 7),
    "hundred_millionths": Unit("hundred-millionths", 8),
    "bp": Unit("basis points", 2, "%"),
    "percent": Unit("per cent", 0, "%"),
    "vnd": Unit("dong", 0, "VND", money=True),
    "usd": Unit("dollars", 0, "USD", money=True),
    "twd": Unit("Taiwan dollars", 0, "TWD", money=True),
    "won": Unit("won", 0, "won", money=True),
    "yen": Unit("yen", 0, "yen", money=True),
    "rupees": Unit("rupees", 0, "rupees", money=True),
    "pesos": Unit("pesos", 0, "pesos", money=True),
    "ringgit": Unit("ringgit", 0, "ringgit", money=True),
    "rupiah": Unit("rupiah", 0, "rupiah", money=True),
    "cents": Unit("cents", 2, money=True),
    "usd_cents": Unit("US cents", 2, "USD", money=True),
    "eur_cents": Unit("euro cents", 2, "EUR", money=True),
    "sgd_cents": Unit("Singapore cents", 2, "SGD", money=True),
    "centavos": Unit("centavos", 2, "pesos", money=True),
    "paise": Unit("paise", 2, "rupees", money=True),
    "sen": Unit("sen", 2, "ringgit", money=True),
}
CURRENCIES: Mapping[str, str] = {
    "won": "KRW",
    "yen": "JPY",
    "rupees": "INR",
    "ringgit": "MYR",
    "rupiah": "IDR",
}
"""The currencies (ISO 4217) of coins that are called otherwise here; the others go by their own name."""
PESOS: Mapping[str, str] = {"cl": "CLP", "ph": "PHP"}
"""Pesos are those of a country, which the first part of a model's id names."""
MONEY = tuple({ending.rpartition("_")[2]: None for ending, unit in UNITS.items() if unit.money})
"""The last words of the names of amounts of money: `award_vnd`, `hourly_usd_cents`. Each is one word."""
LABELS = frozenset({"year", "quarter", "half", "table", "region"})
"""Names of whole numbers that say which, not how many: 2026 is no two thousand. Never a part of a longer name."""
LABEL = Unit(label=True)
"""The unit of what names something by a number: nobody groups its digits or counts a difference of it."""
COUNTED = Unit()
"""The unit of what is only counted: months, people, points."""
COUNT = "count"
"""What a column that is made of scaled numbers, and is only counted itself, states as its unit: a band, a place."""


@dataclass(frozen=True, slots=True)
class UnitBy:
    """A unit that depends on the option of a choice: by option a key of UNITS, COUNT where none is named."""

    choice: str
    units: Mapping[str, str]


Stated: TypeAlias = str | UnitBy
"""The unit that a column states beside its name: a key of UNITS, COUNT, by an option; empty where the name says it."""


_SPELLED = {"percent": UNITS["percent"], "VND": UNITS["vnd"]} | {unit.name: unit for unit in UNITS.values()}


def unit_of(name: str) -> Unit:
    """The unit of a column or parameter, by the longest ending of its name that is one; else LABEL or COUNTED."""
    if name in LABELS:
        return LABEL
    parts = name.split("_")
    endings = ("_".join(parts[-count:]) for count in (2, 1))
    return next((UNITS[ending] for ending in endings if ending in UNITS), COUNTED)


def unit_under(stated_unit: Stated, name: str, chosen: Callable[[str], Any]) -> Unit:
    """The unit of a column: what it states, else what its name says. `chosen` gives the option of a choice."""
    if isinstance(stated_unit, UnitBy):
        stated_unit = stated_unit.units.get(str(chosen(stated_unit.choice)), COUNT)
    return UNITS.get(stated_unit, COUNTED) if stated_unit else unit_of(name)


def key_of(unit: Unit) -> str:
    """What UNITS calls a unit; COUNT for what is only counted or named."""
    return next((key for key, known in UNITS.items() if known is unit), COUNT)


def currency_of(unit: Unit, country: str) -> str:
    """The currency (ISO 4217) of an amount; empty for anything else, and for coins of nobody.

    `country` is the first part of the id of the model whose amount it is.
    """
    return PESOS.get(country, "") if unit.coin == "pesos" else CURRENCIES.get(unit.coin, unit.coin)


def stated(sentence: str) -> Unit:
    """The unit that a parameter states in its file: `hundredths of a point`, `VND a month`; COUNTED for other words."""
    spelled = max((name for name in _SPELLED if f"{sentence} ".startswith(f"{name} ")), key=len, default="")
    return _SPELLED.get(spelled, COUNTED)
