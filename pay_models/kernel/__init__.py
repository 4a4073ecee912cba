"""The kernel of pay models: what a model is, how it runs, how it explains itself."""

from pay_models.kernel.difference import Cause, Moved, difference
from pay_models.kernel.engines.natural import natural
from pay_models.kernel.errors import (
    BadParameterFile,
    BadRows,
    Contradictory,
    Fault,
    NotInForce,
    OutsideLegalRange,
    Refused,
    UnknownModel,
    UnknownParameter,
)
from pay_models.kernel.explain import Explanation, Input, Used, explain, sheet
from pay_models.kernel.grids import Grid
from pay_models.kernel.history import DatedValue, Entry, history
from pay_models.kernel.language import LANGUAGES
from pay_models.kernel.model import Formulas, Gather, PayModel, Stage
from pay_models.kernel.parameters import Changes, Dated, History, InForce
from pay_models.kernel.ranked import Ranked
from pay_models.kernel.registry import in_force, model, model_ids, models
from pay_models.kernel.rerunning import again
from pay_models.kernel.rows import Key, Rows, first_day, given, key, step
from pay_models.kernel.running import Run, run

__all__ = [
    "LANGUAGES",
    "BadParameterFile",
    "BadRows",
    "Cause",
    "Changes",
    "Contradictory",
    "Dated",
    "DatedValue",
    "Entry",
    "Explanation",
    "Fault",
    "Formulas",
    "Gather",
    "Grid",
    "History",
    "InForce",
    "Input",
    "Key",
    "Moved",
    "NotInForce",
    "OutsideLegalRange",
    "PayModel",
    "Ranked",
    "Refused",
    "Rows",
    "Run",
    "Stage",
    "UnknownModel",
    "UnknownParameter",
    "Used",
    "again",
    "difference",
    "explain",
    "first_day",
    "given",
    "history",
    "in_force",
    "key",
    "model",
    "model_ids",
    "models",
    "natural",
    "run",
    "sheet",
    "step",
]
