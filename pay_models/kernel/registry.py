"""Every model by its id: the folder `pay_models/vn/grade_pay` holds `vn.grade_pay`; agencies bring their own.

An agency's package names its models as entry points of the group `meritgrid.pay_models`: each entry point has the
model's id as its name and the module that holds MODEL as its value.
"""

from __future__ import annotations

import re
import sys
from datetime import date
from functools import cache
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any

from pay_models.kernel.declare.pay_model import PayModel
from pay_models.kernel.errors import NotInForce, Refused, UnknownModel, did_you_mean

GROUP = "meritgrid.pay_models"
_ROOT = Path(__file__).parents[1]


@cache
def model_ids() -> tuple[str, ...]:
    """The ids of all models, ours and those that installed packages bring, without loading any."""
    return tuple(sorted({*_ours(), *_theirs()}))


@cache
def models() -> dict[str, PayModel[Any]]:
    """All models by id, in the order of their ids."""
    return {model_id: model(model_id) for model_id in model_ids()}


@cache
def model(model_id: str) -> PayModel[Any]:
    """The model of an id. Raises UnknownModel with the near matches."""
    if model_id in _ours():
        return _checked(import_module(f"pay_models.{model_id}.model"), model_id)
    if model_id in _theirs():
        return _checked(_theirs()[model_id].load(), model_id)
    raise UnknownModel(
        "There is no pay model {name!r}. {hint}", name=model_id, hint=did_you_mean(model_id, model_ids())
    )


def in_force(family: str, on: date) -> PayModel[Any]:
    """The model of a family ("vn.classes" of "vn.classes_2026") that is in force on a day.

    Raises UnknownModel, or NotInForce when the family's history starts later.
    """
    families = {family_of(one) for one in model_ids()}
    if family not in families:
        raise UnknownModel(
            "There is no pay model {name!r}. {hint}", name=family, hint=did_you_mean(family, families)
        )
    dated = sorted(
        (model(one) for one in model_ids() if family_of(one) == family), key=lambda one: one.effective_from
    )
    started = [one for one in dated if one.effective_from <= on]
    if not started:
        raise NotInForce(
            "{model} starts on {first}; {day} is before it.",
            model=family,
            first=dated[0].effective_from,
            day=on,
        )
    if started[-1].effective_until and on > started[-1].effective_until:
        raise NotInForce(
            "{model} ended on {last}; {day} is after it.",
            model=family,
            last=started[-1].effective_until,
            day=on,
        )
    return started[-1]


def on_day(name: str, on: date) -> PayModel[Any]:
    """The model of an id, or the one of a family ("vn.bonus_fund") that is in force on a day.

    Raises UnknownModel with the near matches, NotInForce for a day that no model of the family answers for.
    """
    named = name in model_ids() or name not in {family_of(one) for one in model_ids()}
    return model(name) if named else in_force(name, on)


def family_of(model_id: str) -> str:
    """The id without its year: what stays when a new text replaces an old one."""
    return re.sub(r"_\d{4}$", "", model_id)


def load(folder: Path) -> PayModel[Any]:
    """The model of a folder anywhere, such as one that is being written. Raises Refused when it holds none.

    The folder is imported as a package of its own, so that its files may import one another by relative imports or,
    where it lies in an importable package, by their full names.
    """
    folder = folder.resolve()
    if not (folder / "model.py").is_file():
        raise Refused(f"{folder} holds no model.py: name the folder of a pay model.")
    if folder.parents[1] == _ROOT:
        return model(f"{folder.parent.name}.{folder.name}")
    package = _imported(f"_pay_model_{folder.parent.name}_{folder.name}", folder / "__init__.py", folder)
    module = _imported(f"{package.__name__}.model", folder / "model.py")
    return _checked(module, None)


def _imported(name: str, file: Path, folder: Path | None = None) -> ModuleType:
    if not file.is_file():
        raise Refused(f"{file.parent} holds no {file.name}.")
    spec = spec_from_file_location(name, file, submodule_search_locations=[str(folder)] if folder else None)
    if spec is None or spec.loader is None:
        raise Refused(f"{file} cannot be imported.")
    module = module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


@cache
def _ours() -> frozenset[str]:
    folders = (path.parent.relative_to(_ROOT) for path in _ROOT.glob("*/*/model.py"))
    return frozenset(".".join(folder.parts) for folder in folders)


@cache
def _theirs() -> dict[str, EntryPoint]:
    found = {point.name: point for point in entry_points(group=GROUP)}
    if taken := found.keys() & _ours():
        names = ", ".join(sorted(taken))
        raise Refused(f"An installed package brings {names}, which Meritgrid has: give it an id of its own.")
    return found


def _checked(module: Any, model_id: str | None) -> PayModel[Any]:
    loaded = getattr(module, "MODEL", None)
    if not isinstance(loaded, PayModel) or model_id not in {None, loaded.id}:
        raise TypeError(f"{module.__name__}.MODEL must be the PayModel {model_id or 'of its folder'}.")
    return loaded
