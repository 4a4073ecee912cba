"""Bonus funds of the demo: a tenth of each unit's grade pay of the year, as the models compute it."""

from datetime import date

import numpy as np
import polars as pl

from demo.draw import Draw, Ids, Whole, days, written
from demo.posts import Posts
from demo.staff.careers import NOBODY, Careers
from demo.staff.grades import Holdings
from domain.facts.stand_ins import MONTH, PERSON, filled
from pay_models.kernel import model, run
from pay_models.kernel.declare.rows import columns_of

PAY, BONUS = "vn.grade_pay", "vn.bonus_fund_2026"
FURTHEST_DAY = 1 << 20


def bonus_funds(
    draw: Draw,
    careers: Careers,
    posts: Posts,
    holdings: Holdings,
    unit_ids: Ids,
    changes: dict[int, dict[str, int]],
) -> pl.DataFrame:
    """Rows of `bonus_fund`, one per unit with a fund. `changes`: numbers that units set themselves."""
    end = date(careers.year, 12, 31)
    paid = _paid(careers, posts, holdings, end)
    computed = run(model(BONUS), _classified(paid), on=end).result
    funds = computed.group_by("unit_id").agg(pl.col("salary_fund_vnd", "fund_vnd").first()).sort("unit_id")
    usual = model(BONUS).in_force(end)
    own = {unit: usual.with_changes(numbers).hash for unit, numbers in changes.items()}
    return pl.DataFrame(
        {
            "id": written(draw.ids("bonus_fund", len(funds), end)),
            "unit_id": written(unit_ids).gather(funds["unit_id"]),
            "year": [careers.year] * len(funds),
            "salary_fund_vnd": funds["salary_fund_vnd"],
            "amount_vnd": funds["fund_vnd"],
            "model_id": [BONUS] * len(funds),
            "model_version": [model(BONUS).version] * len(funds),
            "parameters_hash": funds["unit_id"].replace_strict(
                own, default=usual.hash, return_dtype=pl.String
            ),
            "state": ["open"] * len(funds),
        }
    )


def _paid(careers: Careers, posts: Posts, holdings: Holdings, end: date) -> pl.DataFrame:
    """employee_id, unit_id, salary_year_vnd, months: a row for each person and fund, as a month counts for the fund of
    its unit. Allowances stay out: they do not count in the fund.
    """
    held = careers.by_month()
    person, month = np.nonzero(held != NOBODY)
    fund = posts.rows["fund"].to_numpy()[held[person, month]]
    units = int(fund.max()) + 1
    first = (careers.start + month).astype("datetime64[D]")
    held = _held(holdings, person, first)
    grade = pl.Series(holdings.grade[held]).str.split(" ")
    rows = pl.DataFrame(
        {
            "employee_id": person * units + fund,
            "month": days(first),
            "table": grade.list.get(0).cast(pl.Int64),
            "grade_code": grade.list.get(1),
            "step": holdings.step[held],
            "leadership_coefficient_hundredths": np.zeros(len(person), np.int64),
            "months_at_last_step": np.zeros(len(person), np.int64),
        }
    )
    paid = run(model(PAY), filled(rows, MONTH), on=end).result
    return paid.with_columns(unit_id=pl.col("employee_id") % units)


def _held(holdings: Holdings, person: Whole, day: np.ndarray) -> Whole:
    """The holding in force for each person and day."""
    begins = holdings.person * FURTHEST_DAY + holdings.effective_from.astype(np.int64)
    order = np.argsort(begins, kind="stable")
    found: Whole = order[
        np.searchsorted(begins[order], person * FURTHEST_DAY + day.astype(np.int64), side="right") - 1
    ]
    return found


def _classified(paid: pl.DataFrame) -> pl.DataFrame:
    """The class and the months play no part in the amount of the fund."""
    shared = paid.sort("employee_id").select(
        "employee_id",
        "unit_id",
        pl.lit("good").alias("class"),
        pl.col("months").alias("months_worked"),
        "salary_year_vnd",
    )
    taken = list(columns_of(model(BONUS).given["employee"]))
    return filled(shared, PERSON).select(taken)
