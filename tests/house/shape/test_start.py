"""What a start costs: the models that ship are loaded by whoever asks for one, and not by the schema."""

import subprocess
import sys

from tests.house.rules.tree import ROOT

LOADED = """import sys, api.schema
print(*sorted(name for name in sys.modules if name.startswith("pay_models.") and name.endswith(".model")))"""
# Reference grids of the law are read from its tables.
ALWAYS = {"pay_models.vn.grade_pay.model"}


def test_the_schema_loads_no_model_that_nobody_asks_for():
    told = subprocess.run(
        [sys.executable, "-c", LOADED], cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert set(told.stdout.split()) == ALWAYS
