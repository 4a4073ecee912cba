"""Units of the demo: a province, its departments and communes, their divisions, and how many work in each."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

import numpy as np
import polars as pl

from demo import sources
from demo.draw import Draw, Ids, split, written

DEPARTMENTS, COMMUNES = 14, 160
PEOPLE_OF_A_DEPARTMENT, PEOPLE_OF_A_COMMUNE = 150, 140
DEPARTMENTS_SHARE = 22
FEWEST_PEOPLE = 4
FEWEST_IN_A_DIVISION = 6
RENAMED_MONTH = 3


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit with its place in the tree; `people` counts its own posts and those of its divisions."""

    code: str
    name: str
    kind: str
    parent: int | None
    branch: str
    people: int
    fields: tuple[str, ...] = ()
    divisions: tuple[Any, ...] = field(default=())

    @property
    def holds_fund(self) -> bool:
        """Authority over a pay list, hence a bonus fund."""
        return self.kind in ("department", "commune")


def tree(draw: Draw, employees: int) -> list[Unit]:
    """The province first, then its departments and communes, then all divisions."""
    establishment = sources.read("establishment")
    province = establishment["province"]
    units = [Unit(province["code"], province["name"], "province", None, "", 0)]
    units += _departments(draw, establishment, employees) + _communes(draw, establishment, employees)
    for parent in range(1, len(units)):
        units += _divisions(draw, units[parent], parent)
    return units


def _people(draw: Draw, employees: int) -> tuple[list[int], list[int]]:
    departments = min(max(employees // PEOPLE_OF_A_DEPARTMENT, 1), DEPARTMENTS)
    communes = min(max(employees // PEOPLE_OF_A_COMMUNE, 1), COMMUNES)
    numbers = draw.numbers("people of units")
    of_departments = max(employees * DEPARTMENTS_SHARE // 100, departments * FEWEST_PEOPLE)
    return (
        split(of_departments, numbers.uniform(0.6, 1.4, departments), FEWEST_PEOPLE).tolist(),
        split(employees - of_departments, numbers.uniform(0.6, 1.4, communes), FEWEST_PEOPLE).tolist(),
    )


def _departments(draw: Draw, establishment: dict[str, Any], employees: int) -> list[Unit]:
    first, second, service = establishment["divisions"]["department"]
    root = establishment["province"]["code"]
    return [
        Unit(
            f"{root}-{code}",
            name,
            "department",
            0,
            "department",
            people,
            (fields,),
            (
                [f"{3:02}", own[0], [fields]],
                first,
                second,
                *([f"{4 + place:02}", title, [fields]] for place, title in enumerate(own[1:])),
                service,
            ),
        )
        for (code, name, fields, own), people in zip(
            establishment["departments"], _people(draw, employees)[0], strict=False
        )
    ]


def _communes(draw: Draw, establishment: dict[str, Any], employees: int) -> list[Unit]:
    names = establishment["communes"]
    numbers = draw.numbers("names of communes")
    root = establishment["province"]["code"]
    pairs = numbers.permutation(len(names["first"]) * len(names["second"]))
    kinds = numbers.integers(0, len(names["kinds"]), len(pairs))
    called = [
        f"{names['kinds'][kind]} {names['first'][pair // len(names['second'])]}"
        f" {names['second'][pair % len(names['second'])]}"
        for pair, kind in zip(pairs.tolist(), kinds.tolist(), strict=True)
    ]
    return [
        Unit(
            f"{root}-X{place + 1:03}",
            called[place],
            "commune",
            0,
            "commune",
            people,
            ("LD",),
            tuple(establishment["divisions"]["commune"]),
        )
        for place, people in enumerate(_people(draw, employees)[1])
    ]


def heads(people: int) -> int:
    """Deputies of a unit with a fund, by its size; each has one head besides."""
    return 1 + (people >= 40) + (people >= 150)  # noqa: PLR2004


def _divisions(draw: Draw, unit: Unit, parent: int) -> list[Unit]:
    staff = unit.people - 1 - heads(unit.people)
    count = min(max(staff // FEWEST_IN_A_DIVISION, 1), len(unit.divisions))
    weights = draw.numbers(f"divisions of {unit.code}").uniform(0.6, 1.4, count)
    return [
        Unit(
            f"{unit.code}-{code}",
            name,
            "division",
            parent,
            "service" if fields == ["DV"] and name.startswith("Trung tâm") else unit.branch,
            people,
            tuple(fields),
        )
        for (code, name, fields), people in zip(
            unit.divisions, split(staff, weights, 1).tolist(), strict=False
        )
    ]


def states(draw: Draw, units: list[Unit], ids: Ids, year: int) -> pl.DataFrame:
    """Rows of `unit_state`: everything begins with the reform; one commune is renamed in the year."""
    reform: date = sources.read("establishment")["reform"]
    names = written(ids)
    rows = pl.DataFrame(
        {
            "effective_from": [reform] * len(units),
            "unit_id": names,
            "name": [unit.name for unit in units],
            "kind": [unit.kind for unit in units],
            "parent_id": [None if unit.parent is None else names[unit.parent] for unit in units],
            "holds_fund": [unit.holds_fund for unit in units],
            "closed": [False] * len(units),
        }
    )
    communes = np.flatnonzero([unit.kind == "commune" for unit in units])
    renamed = rows[int(communes[-1])].with_columns(
        effective_from=pl.lit(date(year, RENAMED_MONTH, 1)), name=pl.col("name") + " Mới"
    )
    both = pl.concat([rows, renamed])
    return both.with_columns(id=written(draw.ids("unit_state", len(both), reform)))
