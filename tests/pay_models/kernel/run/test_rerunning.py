"""A change of a parameter computes anew what depends on it, nothing else, and gives what a full run gives."""

from collections.abc import Iterator
from typing import Any

import polars as pl
import pytest

from pay_models.kernel import PayModel, Refused, Run, model, run
from pay_models.kernel.run.graph import reads
from pay_models.kernel.run.rerun import again
from tests.pay_models.case_files import cases, frames, subject

FIRST = {model_id: case for model_id, _, case in reversed(list(cases()))}


def first_run(model_id: str) -> Run:
    """The run of a model over the rows of its first case."""
    file, case = subject(model_id).cases, FIRST[model_id]
    assert file is not None
    return run(model(model_id), frames(model_id, file, case.given), on=case.day or file.day)


def columns(computed: Run) -> dict[str, dict[str, list[Any]]]:
    """Everything that a run computed, as plain values."""
    return {stage: frame.to_dict(as_series=False) for stage, frame in computed.frames.items()}


def alternatives(chosen: PayModel[Any]) -> Iterator[tuple[str, int | str]]:
    """Another value that the law allows, for each parameter that may have one."""
    for name, parameter in chosen.parameters.parameters.items():
        if parameter.options:
            yield from ((name, option) for option in parameter.options)
        elif parameter.range:
            yield from ((name, value) for value in (parameter.range.at_least, parameter.range.at_most))
        else:
            yield from ((name, edition) for edition in chosen.parameters.grids[name])


@pytest.mark.parametrize("model_id", FIRST)
def test_a_change_gives_what_a_run_with_it_gives(model_id: str) -> None:
    before = first_run(model_id)

    for name, value in alternatives(before.model):
        try:
            whole = run(
                before.model, before.given, on=before.parameters.day, changes={name: value}, validate=False
            )
        except Refused as refused:
            with pytest.raises(type(refused)):
                again(before, {name: value})
            continue
        after = again(before, {name: value})
        assert columns(after) == columns(whole), (name, value)
        assert after.parameters.hash == whole.parameters.hash


@pytest.mark.parametrize("model_id", FIRST)
def test_a_change_of_nothing_computes_nothing(model_id: str) -> None:
    before = first_run(model_id)

    after = again(before)

    for stage, frame in after.frames.items():
        assert frame is before.frames[stage]


def test_a_coefficient_leaves_what_comes_before_it_alone() -> None:
    before = first_run("vn.bonus_fund_2026")

    after = again(before, {"good_coefficient_hundredths": 50})

    fund = "fund_vnd"
    assert after.result[fund].to_list() == before.result[fund].to_list()
    assert after.parameters.changes == {"good_coefficient_hundredths": 50}


def test_a_formula_tells_what_it_reads() -> None:
    chosen = model("vn.classes_2026")
    (stage,) = chosen.stages
    read = reads(stage, chosen.in_force(first_run(chosen.id).parameters.day).values)

    assert read["rank_in_unit"].group == ("unit_id",)
    assert {"score_hundredths", "rank_among_peers", "peers_quota"} <= set(read["rank_in_unit"].columns)
    assert read["rank_in_unit"].parameters == ("small_peer_groups", "tie_break")
    assert read["class_by_score"].group == ()


def test_a_step_that_finds_no_answer_any_more_is_refused() -> None:
    before = first_run("vn.grade_pay")
    broken = before.given["month"].with_columns(pl.lit(99, pl.Int64).alias("step"))

    with pytest.raises(Refused, match="no such step"):
        run(before.model, {"month": broken}, on=before.parameters.day)
