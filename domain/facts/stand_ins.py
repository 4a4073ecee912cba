"""Stand-ins: what models take and no table records yet, with the value that then holds for everybody.

The one list, and it only shrinks: who records one of these moves it to `RECORDED` and gives the fact. There it says
what holds for whom nothing is recorded, and what runs of before assumed of everybody.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

import polars as pl

from domain.errors import Invalid

# What names a row of a table that a model takes.
Keys: TypeAlias = tuple[str, ...]
PERSON: Keys = ("employee_id",)
MONTH: Keys = ("employee_id", "month")
ITEM: Keys = ("employee_id", "month", "item_key")
CIVIL_SERVANTS = 2


@dataclass(frozen=True, slots=True)
class StandIn:
    """A column of rows of some keys. `value`: of every row; `says`: what is assumed; `until`: an issue by subject."""

    column: str
    keys: Keys
    value: pl.Expr
    says: str
    until: str

    def told(self) -> dict[str, str]:
        """What a run's sheet says of it."""
        return {"column": self.column, "says": self.says, "until": self.until}


def _none(column: str, keys: Keys, says: str, until: str) -> StandIn:
    return StandIn(column, keys, pl.lit(0, pl.Int64), says, until)


def _word(column: str, keys: Keys, says: str, until: str) -> StandIn:
    return StandIn(column, keys, pl.lit("none"), says, until)


STAND_INS = (
    _word("organisation_class", PERSON, "nobody heads an organisation that was classified", "day one"),
    # A regulation may raise `quota_bp` instead.
    StandIn(
        "outstanding_unit", PERSON, pl.lit(value=False), "no unit was decided to be outstanding", "day one"
    ),
    _none("excused_failures", ITEM, "whoever records results leaves out what was excused", "assessments"),
    _none("excused_delays", ITEM, "whoever records results leaves out what was excused", "assessments"),
    _none("ad_hoc_paid_vnd", PERSON, "nothing was paid for sudden achievements", "pay"),
    _none("period_paid_vnd", PERSON, "nothing was paid from the bonus fund within the year", "pay"),
)
# Of whom nothing is recorded: leaves, and each kind of allowance (`domain.facts.grains.people`).
RECORDED = (
    _word("absence", PERSON, "nobody's period is excused by leave", "day one"),
    _word("leadership_code", MONTH, "the leadership coefficient is that of the post", "day one"),
    # Grids 1 and 2 are those of civil servants, who alone have it.
    StandIn(
        "public_duty",
        MONTH,
        pl.col("table") <= CIVIL_SERVANTS,
        "civil servants have the public duty allowance, public employees do not",
        "day one",
    ),
    _none("other_percentages_bp", MONTH, "nobody has another allowance in per cent", "day one"),
    _none("regional_coefficient_hundredths", MONTH, "nobody has a regional allowance", "day one"),
    _none(
        "responsibility_coefficient_hundredths",
        MONTH,
        "nobody has an allowance for responsibility",
        "day one",
    ),
    _none("hard_area_years", MONTH, "nobody has served in a hard area", "day one"),
    _none(
        "reserved_coefficient_hundredths", MONTH, "nobody keeps the difference to an earlier grade", "day one"
    ),
)


def filled(frame: pl.DataFrame, keys: Keys) -> pl.DataFrame:
    """Rows of `keys` with every stand-in of theirs that no fact gives, and what holds where nothing is recorded."""
    missing = [one for one in (*STAND_INS, *RECORDED) if one.keys == keys and one.column not in frame.columns]
    return frame.with_columns(one.value.alias(one.column) for one in missing)


def columns(keys: Keys) -> tuple[str, ...]:
    """The columns that stand-ins give to rows of `keys`."""
    return tuple(one.column for one in STAND_INS if one.keys == keys)


def recorded(keys: Keys) -> tuple[StandIn, ...]:
    """What is recorded of rows of `keys` by whoever has something to record."""
    return tuple(one for one in RECORDED if one.keys == keys)


def used(wanted: Mapping[Keys, Iterable[str]], known: Mapping[Keys, Iterable[str]]) -> tuple[StandIn, ...]:
    """The stand-ins behind the columns that models take of facts, for a sheet to name.

    wanted: the columns by the keys of their rows; known: those that facts give. Raises Invalid (`column_unknown`) for
    one that has neither a fact nor a stand-in.
    """
    listed = {(one.keys, one.column): one for one in STAND_INS}
    behind = []
    for keys, names in wanted.items():
        for name in sorted({*names} - {*known.get(keys, ())}):
            if (keys, name) not in listed:
                raise Invalid(
                    "column_unknown",
                    "No fact gives {name} for each {keys}, and nothing stands in for it: pick a model that"
                    " does not take it.",
                    "models",
                    name=name,
                    keys=keys,
                )
            behind.append(listed[keys, name])
    return tuple(behind)
