"""A model run: one model over its tables, anew or from the nearest run over the same rows."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import polars as pl

from domain.errors import Invalid
from domain.language.text import Text
from pay_models.kernel import BadRows, PayModel, Run, run
from pay_models.kernel.run.passes import Pass as Together
from pay_models.kernel.run.rerun import again, moved_parameters


def computed_by(
    chosen: PayModel[Any],
    day: date,
    given: Mapping[str, pl.DataFrame],
    each: Together[int],
    validate: bool,
    known: Sequence[Run],
) -> Run:
    """A model over its tables, for all units of a pass. `known`: runs under other numbers, perhaps of the same rows.

    Raises Invalid (`bad_rows`) with every fault of the rows.
    """
    try:
        if before := _nearest(chosen, day, given, each, known):
            return again(before, each.changes, columns=each.columns, validate=validate)
        return run(chosen, given, on=day, changes=each.changes, columns=each.columns, validate=validate)
    except BadRows as bad:
        told = Text(bad.template, **bad.values)
        raise Invalid("bad_rows", "{chosen}: {bad}", "unitId", chosen=chosen.id, bad=told) from bad


def _nearest(
    chosen: PayModel[Any],
    day: date,
    given: Mapping[str, pl.DataFrame],
    each: Together[int],
    known: Sequence[Run],
) -> Run | None:
    """Of the runs over the same rows the one whose numbers differ least."""
    same = [
        run
        for run in known
        if run.model is chosen and run.parameters.day == day and _same_rows(run.given, given)
    ]
    wanted = chosen.in_force(day, each.changes)
    return min(same, key=lambda run: len(moved_parameters(run.parameters, wanted)), default=None)


def _same_rows(known: Mapping[str, pl.DataFrame], given: Mapping[str, pl.DataFrame]) -> bool:
    """Whether rows are those of before; a number that is changed for everybody is a column no longer."""
    return all(
        set(frame.columns) <= set(known[name].columns) and known[name].select(frame.columns).equals(frame)
        for name, frame in given.items()
    )
