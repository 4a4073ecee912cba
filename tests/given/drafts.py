"""What a draft of a regulation states, as clients send it."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

BONUS = {
    "scoring": "vn.kpi_score_2026",
    "pay": "vn.grade_pay",
    "classification": "vn.classes_2026",
    "bonus": "vn.bonus_fund_2026",
}
EXTRA_INCOME = {
    "scoring": "vn.kpi_score_2026",
    "classification": "vn.classes_2026",
    "pay": "vn.grade_pay",
    "extra_income": "vn.extra_income_hcmc",
}


def models(kind: str, picked: Mapping[str, str]) -> list[dict[str, Any]]:
    """A model for each stage of a kind of run."""
    return [{"kind": kind, "stage": stage, "modelId": model} for stage, model in picked.items()]


def parameter(model: str, name: str, kind: str = "BONUS", **value: Any) -> dict[str, Any]:
    """A value of a parameter: `number="2500"` or `option="up"`."""
    return {"kind": kind, "modelId": model, "name": name, "value": value}


def of_bonus(unit_id: UUID, since: str, title: str) -> dict[str, Any]:
    """The national models of the bonus for a unit, as `DraftRegulationInput`."""
    return {
        "unitId": f"Unit_{unit_id}",
        "effectiveFrom": since,
        "title": title,
        "models": models("BONUS", BONUS),
        "parameters": [],
        "idempotencyKey": "d",
    }
