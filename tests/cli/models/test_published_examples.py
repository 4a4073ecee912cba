"""Figures that others printed come out of `meritgrid compute`, to the precision they were printed with."""

from pathlib import Path
from typing import Any

import pytest
import yaml

FIXTURES = Path(__file__).parents[2] / "fixtures" / "vn"
EXAMPLES: list[dict[str, Any]] = yaml.safe_load((FIXTURES / "examples.yaml").read_text())


@pytest.fixture
def rows_of(meritgrid):
    def of(example: dict[str, Any]) -> list[dict[str, Any]]:
        others = [f"--with={stage}={FIXTURES / file}" for stage, file in example.get("with", {}).items()]
        answer = meritgrid(
            "compute", example["model"], FIXTURES / example["file"], "--on", example["day"],
            "--stage", example["stage"], *others,
        )  # fmt: skip
        assert answer.code == 0, answer.err
        return [row for row in answer.table.to_dicts() if row["employee_id"] == example["id"]]

    return of


@pytest.mark.parametrize("example", EXAMPLES, ids=[f"{each['id']} {each['model']}" for each in EXAMPLES])
def test_compute_gives_the_published_figure(rows_of, example):
    rows = rows_of(example)
    for column, printed in example.get("expect", {}).items():
        if isinstance(printed, str):
            assert [row[column] for row in rows] == [printed]
        else:
            assert [row[column] // example["precision"] * example["precision"] for row in rows] == [printed]
    for column, gain in example.get("gain", {}).items():
        before, after = (row[column] for row in rows)
        assert after - before == gain


def test_every_example_says_what_to_expect():
    assert all(example.get("expect") or example.get("gain") for example in EXAMPLES)
    assert {example["id"].rpartition("-")[0] for example in EXAMPLES} == {
        "VN-PAY",
        "VN-RAISE",
        "VN-ALW",
        "VN-BON",
        "VN-KPI",
    }
