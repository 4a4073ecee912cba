"""`meritgrid models check`: a model, or a folder of them, judged by every rule of the conformance kit."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from cli.console import wrong
from domain.errors import NotFound
from pay_models.kernel.conformance import Finding, check, folders_of, installed_engines
from pay_models.kernel.engines import ENGINES
from pay_models.kernel.errors import did_you_mean

SHOWN = 10
DEFAULT = "polars"


def judged(path: Path, engines: Sequence[str]) -> Iterator[tuple[str, bool]]:
    """A line for each rule, and whether it tells of a broken one.

    The engines named must agree, or every one that starts here. Raises NotFound without any model there.
    """
    folders = folders_of(path)
    if not folders:
        raise NotFound("models_missing", f"{path} holds no pay model: a model is a folder with a model.py.")
    if unknown := [name for name in engines if name not in ENGINES]:
        wrong("--engine", f"there is no engine {unknown[0]!r}. {did_you_mean(unknown[0], ENGINES)}")
    compared = [name for name in engines or installed_engines() if name != DEFAULT]
    for folder in folders:
        yield f"{folder} ({', '.join([DEFAULT, *compared])})", False
        for finding in check(folder, compared):
            yield from ((line, finding.broken) for line in _lines(finding))


def _lines(finding: Finding) -> Iterator[str]:
    word = "ok" if not finding.wrong else "wrong" if finding.must else "look"
    yield f"  {word:<6}{finding.rule}"
    yield from (f"          {said}" for said in finding.wrong[:SHOWN])
    if len(finding.wrong) > SHOWN:
        yield f"          ... and {len(finding.wrong) - SHOWN} more."
