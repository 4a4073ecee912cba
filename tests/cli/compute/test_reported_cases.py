"""Small files of other people's bug reports, in `tests/cases`: the command pays what is right or refuses by row."""

from pathlib import Path

import polars as pl
import pytest

CASES = Path(__file__).parents[2] / "cases"


@pytest.fixture
def compute(meritgrid, tmp_path):
    """Compute a case; whatever is refused leaves nothing behind."""

    def by(model: str, name: str | Path, on: str, *options: str):
        out = tmp_path / "out.csv"
        answer = meritgrid("compute", model, CASES / name, "--on", on, "--out", out, *options)
        assert "Traceback" not in answer.err
        assert out.exists() == (answer.code == 0)
        return answer.err if answer.code else pl.read_csv(out)

    return by


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
def test_a_month_named_by_two_of_its_days_is_refused_at_the_second(compute, engine):
    said = compute("vn.grade_pay", "03-two-days-of-july.csv", "2026-07-01", "--engine", engine)

    assert "row 3 (employee_id A, month 2026-07-15): month = 2026-07-15" in said
    assert "row 2" not in said


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
def test_two_years_in_one_file_are_refused_and_each_is_paid_by_itself(compute, engine, tmp_path):
    whole = (CASES / "03b-two-years-in-one.csv").read_text()
    said = compute("vn.grade_pay", "03b-two-years-in-one.csv", "2026-12-31", "--engine", engine)
    header, *rows = whole.splitlines(keepends=True)
    paid = {}
    for year in ("2025", "2026"):
        (tmp_path / f"{year}.csv").write_text(header + "".join(row for row in rows if f",{year}-" in row))
        table = compute(
            "vn.grade_pay", tmp_path / f"{year}.csv", "2026-12-31", "--engine", engine, "--stage", "year"
        )
        paid[year] = table.row(0)
        (tmp_path / "out.csv").unlink()

    assert "(employee_id A): year = 2025 to 2026: These months are of more years than one" in said
    assert "Compute each year by itself." in said
    assert paid == {"2025": ("A", 65_707_200, 65_707_200, 12), "2026": ("A", 68_374_800, 68_374_800, 12)}


def test_each_yearly_tranche_of_the_philippines_pays_its_year_and_no_other(compute):
    name = "09-philippines-2025.csv"

    assert compute("ph.salary_grid", name, "2024-12-31")["salary_pesos"].to_list() == [13530, 28512, 428994]


def test_the_tranche_of_2025_pays_2025_and_a_year_whose_table_is_not_known_is_refused(compute):
    name = "09-philippines-2025.csv"

    said = compute("ph.salary_grid", name, "2026-01-01")
    paid = compute("ph.salary_grid", name, "2025-06-01")["salary_pesos"].to_list()

    assert "monthly_pesos ended on 2025-12-31; 2026-01-01 is after it" in said
    assert paid == [14061, 30024, 438844]


def test_good_cannot_begin_above_excellent(compute):
    name, option = "10-thresholds-out-of-order.csv", "good_from_hundredths=9500"

    said = compute("vn.classes_2026", name, "2026-12-31", "--set", option)
    kept = compute("vn.classes_2026", name, "2026-12-31", "--set", "good_from_hundredths=8999")

    assert "excellent_from_hundredths = 9000 does not go with good_from_hundredths = 9500" in said
    assert "Good begins above completed, and excellent above good" in said
    assert kept["class_before_quota"].to_list() == ["excellent", "completed"]
