"""Published and hand-made examples come out of the models to the last unit."""

from pathlib import Path
from typing import Any

import polars as pl
import pytest
import yaml

from pay_models.kernel import model, run
from pay_models.kernel.conformance.cases import differences
from pay_models.kernel.registry import model_ids
from tests.pay_models.case_files import Case, cases, frame, subject

FIXTURES = Path(__file__).parents[1] / "fixtures" / "vn"
ALL = list(cases())
EXAMPLES: list[dict[str, Any]] = yaml.safe_load((FIXTURES / "examples.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("model_id", "case"), [(m, c) for m, _, c in ALL], ids=[f"{m}: {c.id}" for m, _, c in ALL]
)
def test_each_case_comes_out_exactly(model_id: str, case: Case) -> None:
    assert list(differences(subject(model_id).computed(case), case)) == []


def test_every_model_has_cases() -> None:
    assert {model_id for model_id, _, _ in ALL} == set(model_ids())


def test_each_case_has_a_name_of_its_own() -> None:
    named = [(model_id, case.id) for model_id, _, case in ALL]
    assert len(named) == len(set(named))


@pytest.mark.parametrize("example", EXAMPLES, ids=[f"{one['id']} {one['model']}" for one in EXAMPLES])
def test_the_files_for_the_command_line_hold_the_published_examples(example: dict[str, Any]) -> None:
    chosen = model(example["model"])
    first = chosen.stages[0].name
    places = {first: example["file"], **example.get("with", {})}
    given = {stage: _read(example["model"], stage, place) for stage, place in places.items()}

    computed = run(chosen, given, on=example["day"])[example["stage"]]

    rows = computed.filter(pl.col("employee_id") == example["id"]).rows(named=True)
    assert rows
    for column, figure in example.get("expect", {}).items():
        (row,) = rows
        assert row[column] == figure or 0 <= row[column] - figure < example["precision"]
    for column, gain in example.get("gain", {}).items():
        assert rows[1][column] - rows[0][column] == gain


def _read(model_id: str, stage: str, place: str) -> pl.DataFrame:
    return pl.read_csv(FIXTURES / place, schema=frame(model(model_id), stage, []).schema)
