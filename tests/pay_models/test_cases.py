"""Published and hand-made examples come out of the models to the last unit."""

from pathlib import Path
from typing import Any

import polars as pl
import pytest
import yaml

from pay_models.kernel import Run, model, model_ids, run
from pay_models.kernel.rows import keys_of
from tests.pay_models.case_files import Case, CaseFile, cases, frame, frames

FIXTURES = Path(__file__).parents[1] / "fixtures" / "vn"
ALL = list(cases())
EXAMPLES: list[dict[str, Any]] = yaml.safe_load((FIXTURES / "examples.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("model_id", "file", "case"), ALL, ids=[f"{m}: {c.id}" for m, _, c in ALL])
def test_each_case_comes_out_exactly(model_id: str, file: CaseFile, case: Case) -> None:
    chosen = model(model_id)
    computed = run(chosen, frames(model_id, file, case.given), on=case.day or file.day, changes=case.changes)

    for stage in chosen.stages:
        expected = case.expect.get(stage.name, [])
        rows = _matched(computed[stage.name], expected, keys_of(stage.inputs))
        assert [
            {name: row[name] for name in want} for row, want in zip(rows, expected, strict=True)
        ] == expected
    if case.published:
        found = _first(computed, case.published.stage)[case.published.column]
        off = found - case.published.figure
        if case.published.rounded:
            assert 2 * abs(off) <= case.published.precision
        else:
            assert 0 <= off < case.published.precision
    if case.erroneous:
        assert _first(computed, case.erroneous.stage)[case.erroneous.column] != case.erroneous.printed
    if case.gain:
        before, after = computed[chosen.stages[0].name][case.gain.column]
        assert after - before == case.gain.vnd


def _first(computed: Run, stage: str | None) -> dict[str, Any]:
    return computed[stage or computed.model.stages[0].name].row(0, named=True)


def _matched(
    filled: pl.DataFrame, expected: list[dict[str, Any]], keys: tuple[str, ...]
) -> list[dict[str, Any]]:
    """The filled rows named by the keys that are written, else the first ones in the order given."""
    rows = filled.rows(named=True)
    found = []
    for position, want in enumerate(expected):
        named = [key for key in keys if key in want]
        found.append(
            next(row for row in rows if all(row[key] == want[key] for key in named))
            if named
            else rows[position]
        )
    return found


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
