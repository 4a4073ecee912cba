"""Grades, steps and seniority of the demo's people: rows of `grade_holding`."""

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from domain.demo import sources
from domain.demo.careers import MONTHS, NOBODY, Careers, Days
from domain.demo.draw import Draw, Ids, Whole, days, written
from domain.demo.posts import Posts


@dataclass(frozen=True, slots=True)
class Holdings:
    """One element per holding: whose, in which unit (a place), which grade and step, since when.

    `grade` is written "table code", as in `establishment.yaml`.
    """

    person: Whole
    unit: Whole
    grade: NDArray[np.str_]
    step: Whole
    effective_from: Days
    step_since: Days

    def rows(self, draw: Draw, steps: pl.DataFrame, employee_ids: Ids, unit_ids: Ids) -> pl.DataFrame:
        """Rows of `grade_holding`. `steps`: id, grade and step of each cell of the grid."""
        found = pl.DataFrame({"grade": self.grade, "step": self.step}).join(
            steps, on=["grade", "step"], how="left", maintain_order="left"
        )
        frame = pl.DataFrame(
            {
                "effective_from": days(self.effective_from),
                "employee_id": written(employee_ids).gather(self.person),
                "unit_id": written(unit_ids).gather(self.unit),
                "salary_step_id": found["id"],
                "step_since": days(self.step_since),
            }
        ).sort("employee_id", "effective_from")
        return frame.with_columns(id=written(draw.ids("grade_holding", len(frame), self.effective_from.max().item())))


def holdings(draw: Draw, careers: Careers, posts: Posts, steps: pl.DataFrame) -> Holdings:
    """What each holds at the start of the year or from joining, a step more where it falls due, the same after a move."""
    numbers = draw.numbers("grades")
    grade, share = _grades(numbers, posts, careers)
    last, waiting = _ladder(grade, steps)
    served = np.floor(careers.service_months * share).astype(np.int64)
    step = np.minimum(1 + served // waiting, last)
    in_step = served - (step - 1) * waiting
    joined = careers.joined_on.astype("datetime64[M]")
    since = np.where(served > 0, careers.start - in_step, joined)
    due = np.where((step < last) & (served > 0), waiting - in_step, MONTHS)
    raised = np.flatnonzero((due < careers.changes) & (due < MONTHS))
    moved = np.flatnonzero(careers.moves)
    stepped = moved[np.isin(moved, raised)]
    unit = posts.rows["unit"].to_numpy()
    everybody = np.arange(len(grade))
    begins = np.maximum(since.astype("datetime64[D]"), careers.joined_on)
    raise_day, move_day = (
        (careers.start + month).astype("datetime64[D]") for month in (due[raised], careers.changes[moved])
    )
    later_step, later_since = step.copy(), since.astype("datetime64[D]")
    later_step[stepped] += 1
    later_since[stepped] = (careers.start + due[stepped]).astype("datetime64[D]")
    return Holdings(
        np.concatenate([everybody, raised, moved]),
        np.concatenate([unit[careers.first], unit[careers.first[raised]], unit[careers.second[moved]]]),
        np.concatenate([grade, grade[raised], grade[moved]]),
        np.concatenate([step, step[raised] + 1, later_step[moved]]),
        np.concatenate([begins, raise_day, move_day]),
        np.concatenate([begins, raise_day, later_since[moved]]),
    )


def _grades(numbers: np.random.Generator, posts: Posts, careers: Careers) -> tuple[NDArray[np.str_], NDArray[np.float64]]:
    """The grade of each person and the share of their service spent in it: all of it in a grade of entry."""
    kinds = posts.rows.select("branch", "kind")[careers.first]
    grade = np.empty(len(kinds), "U8")
    for (branch, kind), places in kinds.with_row_index().group_by("branch", "kind", maintain_order=True):
        shares: dict[str, int] = sources.read("establishment")["grades"][branch][kind]
        weights = np.array(list(shares.values()))
        grade[places["index"]] = np.array(list(shares))[
            numbers.choice(len(shares), len(places), p=weights / weights.sum())
        ]
    promoted = np.char.find(grade, "A2") + np.char.find(grade, "A3") + np.char.find(grade, "CGCC") > -3
    return grade, np.where(promoted, numbers.uniform(0.25, 0.6, len(grade)), 1.0)


def _ladder(grade: NDArray[np.str_], steps: pl.DataFrame) -> tuple[Whole, Whole]:
    """The last step of each person's grade and the months to wait for the next."""
    waiting: dict[str, int] = sources.read("establishment")["waiting_months"]
    ladders = steps.group_by("grade").agg(pl.col("step").max()).sort("grade")
    code = [name.split()[1] for name in ladders["grade"]]
    wait = np.array([waiting.get(each, waiting.get(each[0], 0)) for each in code])
    place = np.searchsorted(ladders["grade"].to_numpy().astype("U8"), grade)
    return ladders["step"].to_numpy().astype(np.int64)[place], wait[place]
