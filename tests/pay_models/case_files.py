"""Every case of every model, read as the conformance kit reads them."""

from collections.abc import Iterator
from functools import cache

import polars as pl

from pay_models.kernel import model
from pay_models.kernel.conformance import Subject
from pay_models.kernel.conformance.cases import Case, CaseFile, Tables, frames_of
from pay_models.kernel.conformance.cases import frame_of as frame
from pay_models.kernel.registry import model_ids

__all__ = ["Case", "CaseFile", "cases", "frame", "frames", "subject"]


@cache
def subject(model_id: str) -> Subject:
    """A model with its cases: each file is read once, and each case run once, by all tests of a process."""
    return Subject(model(model_id), model(model_id).parameters.folder, ("duckdb",))


def cases() -> Iterator[tuple[str, CaseFile, Case]]:
    """Every case of every model, with the model's id and the file that holds the defaults."""
    for model_id in model_ids():
        file = subject(model_id).cases
        if file is None:
            continue  # a model without cases is what test_every_model_has_cases finds
        for case in file.cases:
            yield model_id, file, case


def frames(model_id: str, file: CaseFile, given: Tables) -> dict[str, pl.DataFrame]:
    """The rows of a case, completed with the defaults, as the frames that the model takes."""
    return frames_of(model(model_id), file, given)
