"""Assessments of the demo: months and years, scored by the real model, confirmed by a second person."""

from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl

from demo.binary_copy import Field
from demo.draw import Draw, Ids, Whole, days
from demo.goals import Catalogue
from demo.posts import Posts
from demo.staff.careers import Careers, Days
from demo.year.work import Work, evidence, systems
from domain.computing.scores import CRITERIA, Scores, score
from pay_models.kernel import model

SCORING = "vn.kpi_score_2026"
NUMBERS = ("general_points_hundredths", *CRITERIA, "task_points_hundredths", "score_hundredths")
HEAD = "GD"
# Each month is confirmed on its 27th, the year on 29 December, at three in the afternoon in Hanoi.
CONFIRMED_MONTH, CONFIRMED_YEAR = np.timedelta64(26 * 24 + 8, "h"), np.timedelta64(362 * 24 + 8, "h")


def scored(work: Work, found: pl.DataFrame, catalogue: Catalogue, year: int) -> Scores:
    """The scores of the year; people go by their places. `found`: leads and findings of each person-month."""
    start = np.datetime64(f"{year}-01", "M")
    months = pl.DataFrame(
        {
            "employee_id": work.person,
            "month": days(start + work.month),
            "general_points_hundredths": work.general_points_hundredths,
        }
    ).hstack(found)
    items = months.select("employee_id", "month")[work.of_month].with_columns(
        item_key=pl.Series(work.product),
        coefficient_hundredths=pl.Series(catalogue.coefficient_hundredths[work.product]),
        assigned=pl.Series(work.assigned),
        completed=pl.Series(work.completed),
        quality_failures=pl.Series(work.quality_failures),
        delays=pl.Series(work.delays),
    )
    return score(model(SCORING), items, months, date(year, 12, 31))


@dataclass(frozen=True, slots=True)
class Signed:
    """Who signs for whom: the head of a unit assesses its people, HR assesses the heads."""

    careers: Careers
    posts: Posts
    employees: Ids
    units: Ids
    positions: Ids
    hr: Ids
    confirmer: Ids

    @property
    def first_day(self) -> date:
        """The first day of the year."""
        return date(self.careers.year, 1, 1)

    def assessor(self, position: Whole) -> Ids:
        """Who assesses the holder of each position: never the holder."""
        kind, fund = self.posts.rows["kind"].to_numpy(), self.posts.rows["fund"].to_numpy()
        heads = np.flatnonzero((kind == HEAD)[self.careers.first])
        of_fund = np.repeat(self.hr, len(self.units))
        of_fund[fund[self.careers.first[heads]]] = self.employees[heads]
        found: Ids = of_fund[fund[position]]
        found[kind[position] == HEAD] = self.hr[0]
        return found


def months(draw: Draw, work: Work, scores: Scores, signed: Signed) -> dict[str, Field]:
    """Columns of `assessment` for COPY: every month of everybody, in the order of people."""
    numbers = scores.months.sort("employee_id", "month")
    return {
        "id": draw.ids("assessment of a month", len(work.person), signed.first_day),
        "period": "month",
        **_held(work.person, work.position, signed.careers.day(work.month), CONFIRMED_MONTH, signed),
        **_scored(scores, numbers),
    }


def years(draw: Draw, scores: Scores, signed: Signed) -> dict[str, Field]:
    """Columns of `assessment` for COPY: the year of everybody."""
    person = np.arange(len(signed.employees))
    start = signed.careers.day(np.zeros(len(person), np.int64))
    return {
        "id": draw.ids("assessment of a year", len(person), signed.first_day),
        "period": "year",
        **_held(person, signed.careers.last(), start, CONFIRMED_YEAR, signed),
        **_scored(scores, scores.periods.sort("employee_id")),
    }


def _held(
    person: Whole, position: Whole, start: Days, confirmed_after: np.timedelta64, signed: Signed
) -> dict[str, Field]:
    """Whose assessment it is, of which post, and who signed it when."""
    return {
        "employee_id": signed.employees[person],
        "unit_id": signed.units[signed.posts.rows["unit"].to_numpy()[position]],
        "position_id": signed.positions[position],
        "period_start": start,
        "state": "confirmed",
        "assessed_by": signed.assessor(position),
        "confirmed_by": np.repeat(signed.confirmer, len(person)),
        "confirmed_at": start.astype("datetime64[h]") + confirmed_after,
        "version": np.ones(len(person), np.int64),
    }


def _scored(scores: Scores, numbers: pl.DataFrame) -> dict[str, Field]:
    return {
        **{name: numbers[name].to_numpy() for name in (*NUMBERS, "months")},
        "model_id": scores.model_id,
        "model_version": scores.model_version,
        "parameters_hash": scores.parameters_hash,
    }


def results(draw: Draw, work: Work, catalogue: Catalogue, signed: Signed) -> dict[str, Field]:
    """Columns of `kpi_result` for COPY, in the order of people and months."""
    person, month, position = (held[work.of_month] for held in (work.person, work.month, work.position))
    return {
        "id": draw.ids("kpi_result", len(person), signed.first_day),
        "employee_id": signed.employees[person],
        "unit_id": signed.units[signed.posts.rows["unit"].to_numpy()[position]],
        "position_id": signed.positions[position],
        "kpi_id": catalogue.kpi_ids[catalogue.kpi_of_product[work.product]],
        "product_id": catalogue.product_ids[work.product],
        "month": signed.careers.day(month),
        "assigned": work.assigned,
        "completed": work.completed,
        "quality_failures": work.quality_failures,
        "delays": work.delays,
        "source_system": systems(catalogue, work.product),
        "evidence": evidence(work, signed.careers.year),
        "version": np.ones(len(person), np.int64),
    }
