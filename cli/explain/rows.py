"""Finding the row that somebody asks about."""

from collections.abc import Sequence
from difflib import get_close_matches
from typing import Any

import polars as pl

from domain.errors import Invalid, NotFound
from pay_models.kernel import Run
from pay_models.kernel.declare.rows import keys_of

SHOWN = 5


def find_key(before: Run, after: Run, stage: str, key: str) -> dict[str, Any]:
    """The key columns of the row that `key` names in two runs.

    Raises NotFound when only one of them has it, and otherwise as `find_row` does.
    """
    names = keys_of(next(each for each in before.model.stages if each.name == stage).inputs)
    found = {name: find_row(before, stage, key)[name] for name in names}
    if after[stage].filter(pl.col(name) == value for name, value in found.items()).is_empty():
        raise NotFound(
            "row_missing", f"{key} has a row in the first run and none in the second: nothing to compare."
        )
    return found


def find_row(answer: Run, stage: str, key: str) -> dict[str, Any]:
    """The one row of a stage whose key begins with the parts of `key` ("NV017" or "NV017,2026-07").

    Raises NotFound with near matches, Invalid when several rows answer to it.
    """
    names = keys_of(next(each for each in answer.model.stages if each.name == stage).inputs)
    parts = [part.strip() for part in key.split(",")]
    if len(parts) > len(names):
        raise Invalid(
            "row_key", f"A row of {stage!r} is named by {', '.join(names)}; {key} has {len(parts)} parts."
        )
    frame = answer[stage]
    found = frame.filter(_is(frame, name, part) for name, part in zip(names, parts, strict=False))
    if found.is_empty():
        raise NotFound("row_missing", _nobody(frame, names, key, parts))
    if found.height > 1:
        raise Invalid(
            "row_ambiguous", f"{found.height:,} rows answer to {key}: {_keys(found, names)}. Name one."
        )
    return found.row(0, named=True)


def _is(frame: pl.DataFrame, name: str, part: str) -> pl.Expr:
    text = pl.col(name).cast(pl.String)
    # A month is its first day: 2026-07 names it too.
    return text.str.starts_with(part) if frame.schema[name] == pl.Date else text == part


def _nobody(frame: pl.DataFrame, names: Sequence[str], key: str, parts: Sequence[str]) -> str:
    known = frame[names[0]].cast(pl.String).unique()
    near = get_close_matches(parts[0], known.head(50_000).to_list(), n=3)
    if parts[0] in known:
        theirs = frame.filter(pl.col(names[0]).cast(pl.String) == parts[0])
        return f"No row answers to {key}: {names[0]} {parts[0]} has {_keys(theirs, names)}."
    hint = (
        f"Did you mean {' or '.join(near)}?"
        if near
        else f"There are, for example: {_keys(frame, names[:1])}."
    )
    return f"No row has {names[0]} {parts[0]}. {hint}"


def _keys(frame: pl.DataFrame, names: Sequence[str]) -> str:
    shown = frame.select(pl.concat_str([pl.col(name).cast(pl.String) for name in names], separator=","))
    more = " ..." if frame.height > SHOWN else ""
    return "; ".join(shown.to_series().head(SHOWN)) + more
