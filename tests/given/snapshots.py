"""Snapshots made by hand or by chance, for what computes with them: no database stands behind them."""

import random
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

import orjson
import polars as pl

from demo.rights import MODELS
from domain.computing.snapshot import Inputs

GRADES = (("A1", 9), ("A0", 10), ("B", 12))
# What differs between regulations: numbers and choices of every stage.
PARAMETERS: tuple[dict[str, dict[str, int | str]], ...] = (
    {},
    {"vn.classes_2026": {"quota_bp": 2_500}},
    {"vn.bonus_fund_2026": {"excellent_coefficient_hundredths": 120, "good_coefficient_hundredths": 80}},
    {"vn.bonus_fund_2026": {"share_basis": "by_salary", "fund_rate_bp": 900}},
    {"vn.kpi_score_2026": {"rounds": "nothing"}, "vn.classes_2026": {"quota_base": "good_and_above"}},
    {"vn.classes_2026": {"tie_break": "leave_out", "good_from_hundredths": 7_500}},
)


def uuid(kind: int, number: int) -> str:
    """An id that is the same each time."""
    return str(UUID(int=(kind << 64) + number))


def by_chance(seed: int, parameters: Sequence[Mapping[str, Any]] = PARAMETERS, people: int = 40) -> Inputs:
    """A year of some people in as many units as there are `parameters`, each unit with a regulation of its own."""
    draw = random.Random(seed)  # noqa: S311 - no secret
    rows, months, items = [], [], []
    for employee in range(people):
        unit = employee * len(parameters) // people
        worked = draw.choice((12, 12, 12, 7, 3))
        rows.append(
            {
                "employee_id": uuid(1, employee),
                "employee_code": f"E{employee}",
                "unit_id": uuid(2, unit),
                "peer_group_id": uuid(3, unit * 2 + employee % 2),
                "position_id": uuid(4, employee),
                "months_worked": worked,
                "automatic_not_completed": draw.random() < 0.05,
                "assessment_id": uuid(5, employee),
                "assessed_hundredths": 0,
                "unit": unit,
                "employee": employee,
                "peer_group": unit * 2 + employee % 2 + 1,
            }
        )
        grade, last = draw.choice(GRADES)
        step = draw.randint(1, last - 1)
        for month in range(13 - worked, 13):
            first = date(2026, month, 1)
            months.append(_month(employee, first, grade, step, draw))
            items += [_item(employee, first, number, draw) for number in range(draw.randint(1, 3))]
    return Inputs(pl.DataFrame(rows), pl.DataFrame(months), pl.DataFrame(items), units(parameters))


def units(parameters: Sequence[Mapping[str, Any]], models: Mapping[str, Any] = MODELS) -> pl.DataFrame:
    """A unit for each of some regulations."""
    return pl.DataFrame(
        [
            {
                "unit": unit,
                "unit_id": uuid(2, unit),
                "unit_code": f"U{unit}",
                "unit_name": f"Unit {unit}",
                "regulation_id": uuid(6, unit),
                "regulation_title": f"Rules {unit}",
                "models": orjson.dumps(models).decode(),
                "parameters": orjson.dumps(own).decode(),
            }
            for unit, own in enumerate(parameters)
        ]
    )


def _month(employee: int, month: date, grade: str, step: int, draw: random.Random) -> dict[str, Any]:
    return {
        "employee": employee,
        "month": month,
        "table": 2,
        "grade_code": grade,
        "step": step,
        "leadership_coefficient_hundredths": 0,
        "months_at_last_step": 0,
        "general_points_hundredths": draw.randint(2_000, 3_000),
        "leads": False,
        "field_result": "none",
        "organising": "none",
        "uniting": "none",
    }


def _item(employee: int, month: date, number: int, draw: random.Random) -> dict[str, Any]:
    assigned = draw.randint(5, 20)
    completed = assigned - draw.choice((0, 0, 0, 1, 3))
    return {
        "employee": employee,
        "month": month,
        "item_key": f"P{number}",
        "kind": "assigned",
        "coefficient_hundredths": draw.choice((100, 150, 80)),
        "assigned": assigned,
        "completed": completed,
        "quality_failures": draw.choice((0, 0, 0, 1)),
        "delays": draw.choice((0, 0, 1)),
    }
