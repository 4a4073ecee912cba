"""Pay in the matrix of the 7th Central Pay Commission: fitment, increments and promotion of one person."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import narwhals as nw

from pay_models.blocks.grid import grown
from pay_models.blocks.progression import moved
from pay_models.kernel import Dated, Formulas, Grid, Key, PayModel, Rows, Stage, given, key, step
from pay_models.kernel.declare.money import BASIS_POINTS, HUNDREDTHS, half_up

LEVELS = (*(str(level) for level in range(1, 14)), "13A", *(str(level) for level in range(14, 19)))


class Terms(NamedTuple):
    """See parameters.yaml."""

    entry_rupees: Grid
    cells: Grid
    growth_bp: int
    quantum_rupees: int
    fitment_hundredths: int
    promotion_increments: int


class Held(Rows):
    """One row for each person whose pay is fixed anew."""

    employee_id: Key = key("The person")
    basic_rupees: int = given("Basic pay a month so far", ge=0, le=250_000)
    before_2016: bool = given("Whether the basic pay is one of before 2016, brought into the matrix now")
    level: str = given("Level of the matrix held", isin=LEVELS)
    increments: int = given("Yearly increments due", ge=0, le=39)
    to_level: str = given("Level promoted to; the level held without a promotion", isin=LEVELS)

    class Config:
        unique = ("employee_id",)


class Fixed(Held):
    """The pay of each person in the matrix."""

    brought_rupees: int = step(
        "Basic pay of before 2016 times the fitment factor, to the rupee; a pay of the matrix as it is",
        law="CCS (Revised Pay) Rules 2016 rule 7",
        choice="half a rupee rounds up",
        ge=0,
    )
    cell: int = step(
        "Cell of the level that equals this amount, or the next above it",
        law="CCS (Revised Pay) Rules 2016 rule 7",
        refuses="The level has no such cell: a pay of the matrix must be one, an older pay may not exceed the last.",
        blames=("basic_rupees", "before_2016", "level"),
        unit="count",
        ge=1,
        le=40,
    )
    increments_counted: int = step(
        "Increments due, with the one that a promotion brings in the old level",
        law="CCS (Revised Pay) Rules 2016 rules 10 and 13",
        ge=0,
        le=60,
    )
    raised_cell: int = step(
        "Cell after the increments; the last cell of the level is the end",
        law="CCS (Revised Pay) Rules 2016 rules 9 and 10",
        ge=1,
        le=40,
    )
    raised_rupees: int = step(
        "Pay of this cell in the level held", law="CCS (Revised Pay) Rules 2016 rule 9", ge=0
    )
    new_cell: int = step(
        "Cell of the new level that equals this pay, or the next above it",
        law="CCS (Revised Pay) Rules 2016 rule 13",
        refuses="The level promoted to has no cell of this pay or more.",
        blames=("level", "to_level"),
        unit="count",
        ge=1,
        le=40,
    )
    pay_rupees: int = step("Basic pay a month from now on", law="CCS (Revised Pay) Rules 2016 rule 13", ge=0)


def matrix(p: Terms) -> Grid:
    """Every cell of the matrix: the entry pay of a level, then the cell before it with its growth, rounded."""
    divisor = BASIS_POINTS * p.quantum_rupees

    def next_cell(rupees: int) -> int:
        return (rupees * (BASIS_POINTS + p.growth_bp) * 2 + divisor) // (divisor * 2) * p.quantum_rupees

    return grown(p.entry_rupees, p.cells.cells, next_cell)


def brought_rupees(p: Terms) -> nw.Expr:
    basic = nw.col("basic_rupees")
    fitted = half_up(basic * p.fitment_hundredths, HUNDREDTHS)
    return nw.when(nw.col("before_2016")).then(fitted).otherwise(basic)


def cell(p: Terms) -> nw.Expr:
    brought, grid = nw.col("brought_rupees"), matrix(p)
    found = grid.next_at_least(brought, "level")
    known = nw.col("before_2016") | (grid.at(nw.col("level"), found) == brought)
    return nw.when(known).then(found)


def increments_counted(p: Terms) -> nw.Expr:
    promoted = (nw.col("to_level") != nw.col("level")).cast(nw.Int64)
    return nw.col("increments") + promoted * p.promotion_increments


FORMULAS: Formulas[Terms] = {
    "brought_rupees": brought_rupees,
    "cell": cell,
    "increments_counted": increments_counted,
    "raised_cell": lambda p: moved(nw.col("cell"), nw.col("increments_counted"), p.cells.at("level")),
    "raised_rupees": lambda p: matrix(p).at("level", "raised_cell"),
    "new_cell": lambda p: matrix(p).next_at_least(nw.col("raised_rupees"), "to_level"),
    "pay_rupees": lambda p: matrix(p).at("to_level", "new_cell"),
}

MODEL = PayModel(
    id="ind.pay_matrix_7cpc",
    effective_from=date(2016, 1, 1),
    parameters=Dated.beside(__file__, Terms),
    stages=(Stage("employee", inputs=Held, outputs=Fixed, formulas=FORMULAS, meet=()),),
)
