"""Every case of every model, read as the conformance kit reads them."""

from collections.abc import Iterator
from pathlib import Path

import polars as pl

import pay_models
from pay_models.kernel import model
from pay_models.kernel.conformance.cases import CASES, Case, CaseFile, Tables, frames_of, read_cases
from pay_models.kernel.conformance.cases import frame_of as frame
from pay_models.kernel.registry import model_ids

__all__ = ["Case", "CaseFile", "cases", "frame", "frames"]


def cases() -> Iterator[tuple[str, CaseFile, Case]]:
    """Every case of every model, with the model's id and the file that holds the defaults."""
    root = Path(pay_models.__file__).parent
    for model_id in model_ids():
        folder = root / Path(*model_id.split("."))
        if not (folder / CASES).exists():
            continue  # a model without cases is what test_every_model_has_cases finds
        file = read_cases(folder)
        for case in file.cases:
            yield model_id, file, case


def frames(model_id: str, file: CaseFile, given: Tables) -> dict[str, pl.DataFrame]:
    """The rows of a case, completed with the defaults, as the frames that the model takes."""
    return frames_of(model(model_id), file, given)
