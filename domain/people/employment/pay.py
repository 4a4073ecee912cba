"""What somebody is paid by: a national grade and a step of it, or a sum in dong by a labour contract."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from domain.database.sessions import ReadSession
from domain.errors import Invalid, Refusal
from domain.grids import service as grids
from domain.grids.service import Cell
from domain.grids.tables import NationalGrade

MOST_VND = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Pay:
    """A grade by its national code, such as 01.003, with step and since when that counts; or dong a month."""

    national_code: str | None = None
    step: int | None = None
    step_since: date | None = None
    contract_vnd: int | None = None


@dataclass(frozen=True, slots=True)
class Law:
    """The national grade codes, and the cells of the grid."""

    grades: Mapping[str, NationalGrade]
    cells: Mapping[Cell, UUID]

    def step_id(self, pay: Pay) -> UUID:
        """The cell of a grade that `faults` found sound."""
        grade = self.grades[pay.national_code or ""]
        return self.cells[grade.grid_table, grade.grade_code, pay.step or 0]


async def law(session: ReadSession) -> Law:
    """What pay may name."""
    return Law(await grids.national_grades(session), await grids.cells(session))


def faults(pay: Pay, known: Law, range_: Mapping[str, Any], day: date, at: str) -> Iterator[Refusal]:
    """Everything wrong with it. `range_`: the lowest and the highest grade of the post, as far as it has them."""
    if pay.national_code is not None and pay.contract_vnd is not None:
        yield Invalid(
            "paid_by_both",
            "Somebody is paid by a grade or by a contract in dong, not by both: send one of them.",
            f"{at}.contractVnd",
        )
    elif pay.contract_vnd is not None:
        if not 0 < pay.contract_vnd <= MOST_VND:
            yield Invalid(
                "amount_out_of_range",
                "A month's pay by contract is 1 to {most} dong, not {amount}.",
                f"{at}.contractVnd",
                most=MOST_VND,
                amount=pay.contract_vnd,
            )
    elif pay.national_code is None:
        yield Invalid(
            "pay_missing",
            "Say what they are paid by: nationalGradeCode and step, or contractVnd for a labour contract.",
            f"{at}.nationalGradeCode",
        )
    else:
        yield from _of_grade(pay, pay.national_code, known, range_, at)
        if pay.step_since is not None and pay.step_since > day:
            yield Invalid(
                "step_to_come",
                "The step counts from {since}, after the day on which they get it: choose {day} or before.",
                f"{at}.stepSince",
                since=pay.step_since,
                day=day,
            )


def _of_grade(pay: Pay, code: str, known: Law, range_: Mapping[str, Any], at: str) -> Iterator[Refusal]:
    grade = known.grades.get(code)
    if grade is None:
        yield grids.unknown_code(code, known.grades, f"{at}.nationalGradeCode")
        return
    if (grade.grid_table, grade.grade_code, pay.step or 0) not in known.cells:
        yield _no_cell(grade, pay, known, at)
        return
    if beyond := _beyond(grade, range_):
        yield Invalid(
            "grade_out_of_range",
            "The post is for grades from {lowest} to {highest}, and {called} is {grade}: choose another, or change the"
            " post first (changePositions).",
            f"{at}.nationalGradeCode",
            lowest=beyond[0],
            highest=beyond[1],
            called=code,
            grade=grade.grade_code,
        )


def _no_cell(grade: NationalGrade, pay: Pay, known: Law, at: str) -> Refusal:
    steps = [
        step for table, code, step in known.cells if (table, code) == (grade.grid_table, grade.grade_code)
    ]
    if not steps:
        return Invalid(
            "grade_without_grid",
            "{called} is a grade of table {table}, which is not paid by here yet: send contractVnd, what they are paid"
            " a month.",
            f"{at}.nationalGradeCode",
            grids.LAW,
            called=grade.code,
            table=grade.grid_table,
        )
    if pay.step is None:
        return Invalid("step_missing", "Say which step of {called}.", f"{at}.step", called=grade.code)
    return grids.unknown_cell(grade.grid_table, grade.grade_code, pay.step, sorted(known.cells), at)


def _beyond(grade: NationalGrade, range_: Mapping[str, Any]) -> tuple[str, str] | None:
    """The range that a grade is out of, if it is. Grades stand in the order of what their first step pays."""
    lowest, highest = range_.get("lowest_grade_code"), range_.get("highest_grade_code")
    height = grids.HEIGHTS.index
    mine = height(grade.grade_code)
    if (lowest and mine < height(lowest)) or (highest and mine > height(highest)):
        return lowest or grids.HEIGHTS[0], highest or grids.HEIGHTS[-1]
    return None
