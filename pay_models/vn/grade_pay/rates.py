"""The numbers of the law that grade pay takes, dated in `parameters.yaml`."""

from __future__ import annotations

from typing import NamedTuple

from pay_models.kernel import Dated, Grid, History


class Rates(NamedTuple):
    """See parameters.yaml."""

    coefficients: Grid
    base_salary_vnd: History
    leadership: Grid
    over_frame_first_bp: int
    over_frame_yearly_bp: int
    over_frame_months_a: int
    over_frame_months_b_c: int
    public_duty_bp: int
    long_service: Grid


PARAMETERS = Dated.beside(__file__, Rates)


def names_in(table: str, key: str) -> tuple[str, ...]:
    """The names that stand in a key column of a table, in any edition."""
    editions = PARAMETERS.grids[table].values()
    return tuple(sorted({str(cell[grid.keys.index(key)]) for grid in editions for cell in grid.cells}))
