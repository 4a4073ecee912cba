"""Grids, base salaries and leadership allowances in the tables, loaded from the pay models' own data."""

from collections.abc import Collection, Mapping, Sequence
from typing import TypeAlias
from uuid import UUID

from sqlalchemy import Table, select
from sqlalchemy.dialects.postgresql import insert

from domain.database.sessions import ReadSession, WriteSession
from domain.database.tables import SQLModel
from domain.errors import Conflict, Invalid
from domain.grids.reference import REFERENCE, Row
from domain.grids.tables import NationalGrade, SalaryStep
from domain.language.text import Several
from pay_models.kernel.errors import did_you_mean

LAW = "Decree 204/2004"
# Grades from the one whose first step pays least to the one whose first pays most.
HEIGHTS = ("C3", "C2", "C1", "B", "A0", "A1", "A2.2", "A2.1", "A3.2", "A3.1", "CGCC")
# A cell of the grid: table, grade, step.
Cell: TypeAlias = tuple[int, str, int]


async def load(session: WriteSession) -> int:
    """Add the rows that are missing, as the owner; gives how many. Rows that are there stay as they are.

    Raises Conflict when a number in the tables is not the one in the data: a number of the law is never
    edited, a new one gets a day of its own.
    """
    added = 0
    for table, names, number, rows in REFERENCE:
        added += await _add(session, SQLModel.metadata.tables[table], names, number, list(rows()))
    return added


async def _add(
    session: WriteSession, table: Table, names: tuple[str, ...], number: str, rows: list[Row]
) -> int:
    there = await session.execute(select(*(table.c[name] for name in names), table.c[number]))
    numbers = {tuple(key): value for *key, value in there}
    for row in rows:
        key = tuple(row[name] for name in names)
        if numbers.get(key, row[number]) != row[number]:
            raise Conflict(
                "reference_differs",
                "{table} {map}: the database holds {numbers}, the data of the"
                " release {row}. Add a dated row instead of changing one.",
                table=table.name,
                map=Several(map(str, key), " "),
                numbers=numbers[key],
                row=row[number],
            )
    missing = [row for row in rows if tuple(row[name] for name in names) not in numbers]
    if missing:
        await session.execute(insert(table).on_conflict_do_nothing(), missing)
    return len(missing)


async def national_grades(session: ReadSession) -> Mapping[str, NationalGrade]:
    """Every grade by its national code."""
    return {one.code: one for one in await session.scalars(select(NationalGrade))}


async def cells(session: ReadSession) -> Mapping[Cell, UUID]:
    """The ids of all cells of the grid by table, grade and step."""
    found = await session.scalars(select(SalaryStep))
    return {(cell.grid_table, cell.grade_code, cell.step): cell.id for cell in found}


def unknown_code(code: str, known: Collection[str], path: str) -> Invalid:
    """The refusal of a national grade code that is none."""
    return Invalid(
        "unknown_national_grade",
        "There is no national grade code {called!r}. {hint} `nationalGrades` lists them all.",
        path,
        LAW,
        called=code,
        hint=did_you_mean(code, known),
    )


async def step_id(session: ReadSession, grid_table: int, grade_code: str, step: int) -> UUID:
    """The cell of the grid. Raises Invalid naming what there is instead of the table, grade or step given."""
    known = await cells(session)
    found = known.get((grid_table, grade_code, step))
    if found is None:
        raise unknown_cell(grid_table, grade_code, step, sorted(known))
    return found


def unknown_cell(
    grid_table: int, grade_code: str, step: int, cells: Sequence[Cell], at: str = "input"
) -> Invalid:
    """The refusal of a table, grade or step that the grid does not have, naming what there is instead."""
    grades = {grade for table, grade, _ in cells if table == grid_table}
    steps = [place for table, grade, place in cells if (table, grade) == (grid_table, grade_code)]
    if not grades:
        known = ", ".join(str(table) for table in sorted({table for table, *_ in cells}))
        return Invalid(
            "unknown_table",
            "The grid has no table {grid_table}; tables: {known}.",
            f"{at}.gridTable",
            LAW,
            grid_table=grid_table,
            known=known,
        )
    if not steps:
        hint = did_you_mean(grade_code, grades)
        return Invalid(
            "unknown_grade",
            "Table {grid_table} has no grade {grade_code!r}. {hint}",
            f"{at}.gradeCode",
            LAW,
            grid_table=grid_table,
            grade_code=grade_code,
            hint=hint,
        )
    return Invalid(
        "unknown_step",
        "Grade {grade_code} has steps 1 to {steps}, not {step}.",
        f"{at}.step",
        LAW,
        grade_code=grade_code,
        steps=steps[-1],
        step=step,
    )
