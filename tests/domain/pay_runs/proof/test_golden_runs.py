"""Golden runs: whatever a release changes, it gives of pinned inputs what the release that pinned them gave."""

import os
import shutil
import subprocess
import sys

import orjson
import polars as pl
import pytest

from tests.golden.runs import replay as golden
from tests.house.rules.tree import ROOT

SIXTY = golden.HERE / "bonus" / "demo_of_sixty"
COMMENTED = (
    "pay_models/kernel/engines/spark.py",
    "pay_models/kernel/run/run.py",
    "pay_models/blocks/quota.py",
    "pay_models/blocks/pool.py",
    "pay_models/vn/classes_2026/model.py",
)

LATER = """    - from: 2027-07-01
      value: 2700000
      source: {title: "Planted", href: "https://example.org"}
      certainty: press
"""


@pytest.fixture
def copied(tmp_path):
    """The code that computes, in a copy where something can be planted."""
    for folder in ("domain", "pay_models", "tests/golden/runs"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path


def replayed(copy):
    """What moved in a copy, line by line."""
    script = copy / "tests/golden/runs/replay.py"
    told = subprocess.run(
        [sys.executable, script],
        env={**os.environ, "PYTHONPATH": str(copy)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.stderr == ""
    assert told.returncode == bool(told.stdout)
    return told.stdout.splitlines()


def plant(path, old, new):
    """Change a text of a file, which has to be there."""
    before = path.read_text()
    assert old in before
    path.write_text(before.replace(old, new))


@pytest.mark.parametrize("folder", golden.folders(), ids=lambda folder: f"{folder.parent.name}/{folder.name}")
def test_a_golden_run_gives_the_root_that_it_gave(folder):
    assert golden.replay(folder) == []


def test_every_kind_of_run_has_a_golden_run():
    assert {folder.parent.name for folder in golden.folders()} == golden.KINDS.keys()


def test_no_comment_later_number_or_other_model_moves_a_golden_run(copied):
    for name in COMMENTED:
        path = copied / name
        path.write_text(path.read_text() + "\n# A planted comment.\n")
    pay, after = copied / "pay_models/vn/grade_pay/parameters.yaml", "over_frame_first_bp:\n"
    plant(pay, after, f"{LATER}{after}")
    other = copied / "pay_models/jp/overtime/model.py"
    other.write_text(other.read_text() + "\n# A planted comment.\n")
    shutil.rmtree(copied / "pay_models/us")

    assert replayed(copied) == []


def test_a_changed_rounding_of_a_block_is_found_by_the_first_line_and_step_that_moved(copied):
    plant(copied / "pay_models/blocks/quota.py", "rounding)", '"up")')

    moved = replayed(copied)

    assert moved[0] == (
        "Golden run bonus/demo_of_sixty: line 0 (CB000001), step unit_quota was 2, and is 3."
        " What has paid somebody never changes: put it back, and make a dated sibling beside it."
    )
    assert "the root of its lines was" in moved[1]


def test_a_changed_number_of_the_law_is_found_by_its_name(copied):
    plant(copied / "pay_models/vn/grade_pay/parameters.yaml", "value: 2530000", "value: 2530001")

    moved = [said for said in replayed(copied) if "demo_of_sixty" in said]

    assert "step salary_year_vnd was" in moved[0]
    assert "vn.grade_pay: base_salary_vnd was" in moved[1]


def test_a_golden_run_of_a_model_that_is_gone_is_told_by_name(copied):
    shutil.rmtree(copied / "pay_models/vn/classes_2026")

    moved = replayed(copied)

    assert len(moved) == len(golden.folders())
    assert all("vn.classes_2026" in said and said.endswith(golden.WAY_OUT) for said in moved)


def test_inputs_that_are_not_those_pinned_are_refused_by_name(tmp_path):
    folder = shutil.copytree(SIXTY, tmp_path / "bonus" / "sixty")
    months = pl.read_parquet(folder / "months.parquet")
    months.head(-1).write_parquet(folder / "months.parquet")

    assert golden.replay(folder) == ["Golden run bonus/sixty: its inputs are not those that were pinned."]


def test_a_root_that_says_something_else_is_found(tmp_path):
    folder = shutil.copytree(SIXTY, tmp_path / "bonus" / "sixty")
    said = orjson.loads((folder / "run.json").read_bytes())
    (folder / "run.json").write_bytes(orjson.dumps({**said, "root": "0" * 64}))

    (found,) = golden.replay(folder)
    assert found.startswith(
        f"Golden run bonus/sixty: the root of its lines was {'0' * 64}, and is {said['root']}."
    )
