"""What a benchmark found, kept so that `make bench` can print one table of all."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

KEPT = Path(__file__).parent / "results"


@dataclass(frozen=True, slots=True)
class Outcome:
    """One line of the table: `measured` and `wanted` in words with units; `met` is None without a wish."""

    what: str
    measured: str
    wanted: str = ""
    met: bool | None = None


def keep(benchmark: str, outcomes: Sequence[Outcome]) -> None:
    """Keep the outcomes of a benchmark (its module's name) for the table; those of its last run go."""
    KEPT.mkdir(exist_ok=True)
    (KEPT / f"{benchmark}.json").write_text(json.dumps([asdict(outcome) for outcome in outcomes], indent=1))


def kept(benchmark: str) -> list[Outcome]:
    """The outcomes of the last run of a benchmark; none when it did not get that far."""
    file = KEPT / f"{benchmark}.json"
    return [Outcome(**each) for each in json.loads(file.read_text())] if file.exists() else []


def forget(benchmark: str) -> None:
    """Remove what an earlier run kept: the table shows this run only."""
    (KEPT / f"{benchmark}.json").unlink(missing_ok=True)
