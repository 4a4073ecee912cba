"""The kernel of pay models: what the author of one needs, and how it runs. All else is imported from its room."""

from pay_models.kernel.declare.dating import History
from pay_models.kernel.declare.grids import Grid
from pay_models.kernel.declare.parameters import Dated
from pay_models.kernel.declare.pay_model import Formulas, Gather, PayModel, Stage
from pay_models.kernel.declare.ranking import Ranked
from pay_models.kernel.declare.rows import Key, Rows, first_day, given, key, step
from pay_models.kernel.errors import BadRows, Refused
from pay_models.kernel.registry import model, models
from pay_models.kernel.run.result import Run
from pay_models.kernel.run.run import run

__all__ = [
    "BadRows",
    "Dated",
    "Formulas",
    "Gather",
    "Grid",
    "History",
    "Key",
    "PayModel",
    "Ranked",
    "Refused",
    "Rows",
    "Run",
    "Stage",
    "first_day",
    "given",
    "key",
    "model",
    "models",
    "run",
    "step",
]
