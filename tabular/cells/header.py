"""The columns a table must have, by name: nothing missing, extra or twice."""

from collections.abc import Iterable, Sequence
from difflib import get_close_matches

from tabular.errors import FileRefused


def check_header(name: str, found: Sequence[str], wanted: Iterable[str]) -> None:
    """Refuse (FileRefused) a header that is not exactly `wanted`, in any order; every difference is named."""
    expected = list(wanted)
    if not set(found) & set(expected):
        raise FileRefused(
            "file_columns",
            f"{name}: line 1 must name the columns, and reads “{', '.join(found)[:80]}”. Take out what stands above "
            f"the header. The model takes exactly: {', '.join(expected)}.",
        )
    missing = [column for column in expected if column not in found]
    extra = [column for column in dict.fromkeys(found) if column not in expected]
    said = [f"column {column} is there {found.count(column)} times: keep one" for column in _twice(found)]
    for column in missing:
        near = get_close_matches(column, extra, n=1, cutoff=0.6)
        hint = f": rename {near[0]} if that is what it holds" if near else ": add it"
        said.append(f"column {column} is missing{hint}")
    said += [f"column {column or '(without a name)'} is not of this model: take it out" for column in extra]
    if said:
        raise FileRefused(
            "file_columns",
            f"{name} (header): " + "; ".join(said) + f". The model takes exactly: {', '.join(expected)}.",
        )


def _twice(found: Sequence[str]) -> list[str]:
    return [column for column in dict.fromkeys(found) if found.count(column) > 1]
