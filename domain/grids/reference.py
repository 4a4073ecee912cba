"""The law's numbers as rows of the tables. Their single source is the data beside the pay models, and here."""

import hashlib
from collections.abc import Iterator
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

import polars as pl

from pay_models.vn.grade_pay.model import MODEL
from pay_models.vn.grade_pay.tables import leadership_allowances, salary_grid

Row = dict[str, Any]


def known_id(day: date, *name: object) -> UUID:
    """A UUIDv7 that everybody computes alike: the day in milliseconds, then bits of the hash of the name."""
    milliseconds = int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp() * 1000)
    hashed = hashlib.sha256("\0".join(map(str, name)).encode()).digest()
    number = milliseconds << 80 | int.from_bytes(hashed[:10])
    number = number & ~(0xF << 76) | 0x7 << 76
    return UUID(int=number & ~(0x3 << 62) | 0x2 << 62)


def salary_steps() -> Iterator[Row]:
    """One row for each cell of the grid."""
    for row in salary_grid().iter_rows(named=True):
        place = {"grid_table": row["table"], "grade_code": row["grade_code"], "step": row["step"]}
        yield {"id": _cell(row), **place}


def salary_coefficients() -> Iterator[Row]:
    """The coefficient of each cell, in hundredths, with its source."""
    for row in salary_grid().iter_rows(named=True):
        yield {
            "id": known_id(
                row["effective_from"], "salary_coefficient", row["table"], row["grade_code"], row["step"]
            ),
            "effective_from": row["effective_from"],
            "salary_step_id": _cell(row),
            "coefficient_hundredths": row["coefficient_hundredths"],
            **_sourced(row["source"], row["href"], row["certainty"]),
        }


def base_salaries() -> Iterator[Row]:
    """Dong a month for a coefficient of one."""
    parameter = MODEL.parameters.parameters["base_salary_vnd"]
    for entry in parameter.values:
        source = entry.source or parameter.source
        yield {
            "effective_from": entry.start,
            "amount_vnd": entry.value,
            **_sourced(source.title, source.href or "", entry.certainty or parameter.certainty),
        }


def allowances() -> Iterator[Row]:
    """The leadership coefficient of each kind of post, in hundredths."""
    for row in leadership_allowances().iter_rows(named=True):
        yield {
            "id": known_id(row["effective_from"], "leadership_allowance", row["code"]),
            "effective_from": row["effective_from"],
            "position_title": row["position"],
            **{
                name: row[name]
                for name in ("code", "level", "unit_type", "variant", "coefficient_hundredths")
            },
            **_sourced(row["source"], row["href"], row["certainty"]),
        }


@cache
def national_codes() -> pl.DataFrame:
    """The national grade codes as they stand in the file; those of table 4 have no cell in the grid."""
    return pl.read_csv(Path(__file__).parent / "national_grades.csv", infer_schema=False).fill_null("")


def national_grades() -> Iterator[Row]:
    """One row for each national grade code."""
    for row in national_codes().iter_rows(named=True):
        yield {
            "id": known_id(date(2004, 10, 1), "national_grade", row["code"]),
            **{name: row[name] for name in ("code", "title", "kind", "grade_code")},
            "grid_table": int(row["table"]),
            "waiting_months": int(row["waiting_months"]),
            **_sourced(row["source"], row["href"], row["certainty"]),
        }


def _cell(row: Row) -> UUID:
    return known_id(date(2004, 10, 1), "salary_step", row["table"], row["grade_code"], row["step"])


def _sourced(title: str, href: str, certainty: str) -> Row:
    return {"source": f"{title} <{href}>" if href else title, "certainty": certainty}


# Each table, the columns that name a row, the number that may never differ, and the rows.
REFERENCE = (
    ("salary_step", ("grid_table", "grade_code", "step"), "id", salary_steps),
    (
        "salary_coefficient",
        ("salary_step_id", "effective_from"),
        "coefficient_hundredths",
        salary_coefficients,
    ),
    ("base_salary", ("effective_from",), "amount_vnd", base_salaries),
    ("leadership_allowance", ("code", "effective_from"), "coefficient_hundredths", allowances),
    ("national_grade", ("code",), "grade_code", national_grades),
)
