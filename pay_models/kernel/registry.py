"""Every model by its id: the folder `pay_models/vn/grade_pay` holds `vn.grade_pay`."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from pay_models.kernel.errors import NotInForce, UnknownModel, did_you_mean
from pay_models.kernel.model import PayModel

_ROOT = Path(__file__).parents[1]


@cache
def models() -> dict[str, PayModel[Any]]:
    """All models by id, in the order of their ids."""
    folders = sorted(path.parent.relative_to(_ROOT) for path in _ROOT.glob("*/*/model.py"))
    return {".".join(folder.parts): _load(".".join(folder.parts)) for folder in folders}


def model(model_id: str) -> PayModel[Any]:
    """The model of an id. Raises UnknownModel with the near matches."""
    if model_id not in models():
        raise UnknownModel(f"There is no pay model {model_id!r}. {did_you_mean(model_id, models())}")
    return models()[model_id]


def in_force(family: str, on: date) -> PayModel[Any]:
    """The model of a family ("vn.classes" of "vn.classes_2026") that is in force on a day.

    Raises UnknownModel, or NotInForce when the family's history starts later.
    """
    families = {family_of(one) for one in models()}
    if family not in families:
        raise UnknownModel(f"There is no pay model {family!r}. {did_you_mean(family, families)}")
    dated = sorted(
        (one for one in models().values() if family_of(one.id) == family), key=lambda one: one.effective_from
    )
    started = [one for one in dated if one.effective_from <= on]
    if not started:
        raise NotInForce(f"{family} starts on {dated[0].effective_from}; {on} is before it.")
    return started[-1]


def family_of(model_id: str) -> str:
    """The id without its year: what stays when a new text replaces an old one."""
    return re.sub(r"_\d{4}$", "", model_id)


def _load(model_id: str) -> PayModel[Any]:
    loaded = import_module(f"pay_models.{model_id}.model").MODEL
    if not isinstance(loaded, PayModel) or loaded.id != model_id:
        raise TypeError(f"pay_models.{model_id}.model.MODEL must be the PayModel {model_id}.")
    return loaded
