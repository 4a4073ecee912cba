"""Never overwrite an input: whoever names a file twice would lose what they brought."""

from collections.abc import Iterable
from pathlib import Path

from tabular.errors import FileRefused
from tabular.source import STANDARD, split


def refuse_over_inputs(inputs: Iterable[str], *outputs: str | None) -> None:
    """Refuse (FileRefused) an output that is one of the inputs, or the same file as another output."""
    read = {_file(place): place for place in inputs if place != STANDARD}
    for place in outputs:
        if place is None or place == STANDARD:
            continue
        here = _file(place)
        if here in read:
            raise FileRefused(
                "file_is_an_input",
                f"{place} is read by this command and would be written over: choose another name.",
            )
        read[here] = place


def _file(place: str) -> Path:
    return Path(split(place)[0]).resolve()
