"""Grades, steps and seniority of the demo's people: rows of `grade_holding`."""

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from demo import sources
from demo.draw import Draw, Ids, Part, Whole, days, written
from demo.posts import Posts
from demo.staff.careers import MONTHS, NOBODY, Careers, Days

Texts = NDArray[np.str_]

# A grade of entry is held from joining; others are reached later in a career.
GRADES_OF_ENTRY = ("A0", "A1", "B", "C1", "C2", "C3")
LATER_GRADE_SHARE = (0.25, 0.6)
AT_THE_START = -1


@dataclass(frozen=True, slots=True)
class Holdings:
    """One element per holding: whose, in which unit (a place), which grade and step, since when.

    `grade` is written "table code", as in `establishment.yaml`.
    """

    person: Whole
    unit: Whole
    grade: Texts
    step: Whole
    effective_from: Days
    step_since: Days

    def rows(self, draw: Draw, steps: pl.DataFrame, employee_ids: Ids, unit_ids: Ids) -> pl.DataFrame:
        """Rows of `grade_holding`. `steps`: id, grade and step of each cell of the grid."""
        found = pl.DataFrame({"grade": self.grade, "step": self.step}).join(
            steps, on=["grade", "step"], how="left", maintain_order="left"
        )
        ids = draw.ids("grade_holding", len(found), self.effective_from.max().item())
        return (
            pl.DataFrame(
                {
                    "effective_from": days(self.effective_from),
                    "employee_id": written(employee_ids).gather(self.person),
                    "unit_id": written(unit_ids).gather(self.unit),
                    "salary_step_id": found["id"],
                    "step_since": days(self.step_since),
                }
            )
            .sort("employee_id", "effective_from")
            .with_columns(id=written(ids))
        )


@dataclass(frozen=True, slots=True)
class _Climb:
    """Each person's grade and step at the start, the day it began, the month of the next."""

    grade: Texts
    step: Whole
    begins: Days
    due: Whole


def holdings(draw: Draw, careers: Careers, posts: Posts, steps: pl.DataFrame) -> Holdings:
    """What each holds from the start or from joining, a step more when it is due, the same after a move."""
    climb = _climb(draw.numbers("grades"), careers, posts, steps)
    ends = np.where(careers.second == NOBODY, careers.changes, MONTHS)
    arrives = np.where(careers.moves, careers.changes, MONTHS)
    raised = np.flatnonzero((climb.due < ends) & (climb.due != arrives))
    moved = np.flatnonzero(careers.moves)
    everybody = np.arange(len(climb.step))
    person = np.concatenate([everybody, raised, moved])
    month = np.concatenate([np.full(len(everybody), AT_THE_START), climb.due[raised], careers.changes[moved]])
    return _at(careers, posts, climb, person, month)


def _at(careers: Careers, posts: Posts, climb: _Climb, person: Whole, month: Whole) -> Holdings:
    """What each of `person` holds from `month` of the year on."""
    raised = climb.due[person] <= month
    moved = careers.moves[person] & (careers.changes[person] <= month)
    position = np.where(moved, careers.second[person], careers.first[person])
    return Holdings(
        person,
        posts.rows["unit"].to_numpy()[position],
        climb.grade[person],
        climb.step[person] + raised,
        np.where(month == AT_THE_START, climb.begins[person], careers.day(month)),
        np.where(raised, careers.day(climb.due[person]), climb.begins[person]),
    )


def _climb(numbers: np.random.Generator, careers: Careers, posts: Posts, steps: pl.DataFrame) -> _Climb:
    grade, share = _grades(numbers, posts, careers)
    last, waiting = _ladder(grade, steps)
    served = np.floor(careers.service_months * share).astype(np.int64)
    step = np.minimum(1 + served // waiting, last)
    in_step = served - (step - 1) * waiting
    return _Climb(
        grade,
        step,
        begins=np.maximum(careers.day(-in_step), careers.joined_on),
        due=np.where((step < last) & (served > 0), waiting - in_step, MONTHS),
    )


def _grades(numbers: np.random.Generator, posts: Posts, careers: Careers) -> tuple[Texts, Part]:
    """The grade of each person and the share of their service spent in it: all of it in a grade of entry."""
    kinds = posts.rows.select("branch", "kind")[careers.first]
    grade = np.empty(len(kinds), "U8")
    for (branch, kind), places in kinds.with_row_index().group_by("branch", "kind", maintain_order=True):
        shares: dict[str, int] = sources.read("establishment")["grades"][branch][kind]
        weights = np.array(list(shares.values())) / sum(shares.values())
        grade[places["index"]] = numbers.choice(list(shares), len(places), p=weights)
    named, place = np.unique(grade, return_inverse=True)
    of_entry = np.isin([name.split()[1] for name in named], GRADES_OF_ENTRY)[place]
    return grade, np.where(of_entry, 1.0, numbers.uniform(*LATER_GRADE_SHARE, len(grade)))


def _ladder(grade: Texts, steps: pl.DataFrame) -> tuple[Whole, Whole]:
    """The last step of each person's grade and the months to wait for the next."""
    waiting: dict[str, int] = sources.read("establishment")["waiting_months"]
    ladders = steps.group_by("grade").agg(pl.col("step").max()).sort("grade")
    codes = [name.split()[1] for name in ladders["grade"]]
    wait = np.array([waiting.get(code, waiting.get(code[0], 0)) for code in codes])
    place = np.searchsorted(ladders["grade"].to_numpy().astype("U8"), grade)
    return ladders["step"].to_numpy().astype(np.int64)[place], wait[place]
