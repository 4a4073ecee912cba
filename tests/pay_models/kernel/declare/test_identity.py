"""What a line proves of the rules: what was in force up to the day, and nothing that is added later."""

import shutil
from datetime import date
from pathlib import Path

import pytest

import pay_models
from pay_models.kernel import model, models
from pay_models.kernel.declare.parameters import Dated
from pay_models.kernel.version import version_of

PACKAGE = Path(pay_models.__file__).parent
DAY = date(2026, 12, 31)
GRADE_PAY, BONUS = model("vn.grade_pay"), model("vn.bonus_fund_2026")


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """A copy of the package with the models that the tests change."""
    package = tmp_path / "pay_models"
    for part in ("kernel", "blocks", "vn/grade_pay", "vn/bonus_fund_2026", "vn/classes_2026"):
        shutil.copytree(PACKAGE / part, package / part)
    return package


def changed(package: Path, file: str, old: str, new: str) -> None:
    text = (package / file).read_text(encoding="utf-8")
    assert old in text
    (package / file).write_text(text.replace(old, new, 1), encoding="utf-8")


def bonus(package: Path) -> str:
    return version_of(package / "vn" / "bonus_fund_2026", package)


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("kernel/engines/spark.py", "import json\n", "import json\n\nMORE = 1\n"),
        ("kernel/tell/language.py", 'SOURCE_LANGUAGE = "en"', 'SOURCE_LANGUAGE = "en"\nOTHER = "fr"'),
        ("kernel/conformance/cases.py", "import polars as pl", "import polars as pl\n\nMORE = 1"),
        ("kernel/declare/money.py", "BASIS_POINTS = 10_000", "# a comment\nBASIS_POINTS = 10_000"),
        ("kernel/declare/money.py", "rounded down; null where", "rounded downwards; null where"),
        ("blocks/pool.py", "import narwhals as nw\n", "import narwhals as nw\n\n# a comment\n"),
        ("blocks/curve.py", "import narwhals as nw\n", "import narwhals as nw\n\nMORE = 1\n"),
        ("vn/classes_2026/model.py", "import narwhals as nw\n", "import narwhals as nw\n\nMORE = 1\n"),
        ("vn/bonus_fund_2026/parameters.yaml", "says:", "# a comment\n  says:"),
    ],
)  # fmt: skip
def test_what_a_model_does_not_compute_with_leaves_its_version(
    copied: Path, file: str, old: str, new: str
) -> None:
    before = bonus(copied)

    changed(copied, file, old, new)
    fresh = copied.parent / "fresh"
    copied.rename(fresh)

    assert bonus(fresh) == before


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("kernel/declare/money.py", "BASIS_POINTS = 10_000", "BASIS_POINTS = 10_001"),
        ("blocks/limits.py", "(amount - cap, 0)", "(amount - cap, 1)"),
        ("kernel/tables/gather.py", "fill_null(0)", "fill_null(1)"),
        ("vn/bonus_fund_2026/model.py", "import narwhals as nw\n", "import narwhals as nw\n\nMORE = 1\n"),
    ],
)
def test_what_a_model_computes_with_moves_its_version(copied: Path, file: str, old: str, new: str) -> None:
    before = bonus(copied)

    changed(copied, file, old, new)
    fresh = copied.parent / "fresh"
    copied.rename(fresh)

    assert bonus(fresh) != before


def with_later_salary(folder: Path) -> Dated[object]:
    """The parameters of grade pay with a base salary that is dated after the day."""
    text = (folder / "parameters.yaml").read_text(encoding="utf-8")
    later = "    - {from: 2027-07-01, value: 2700000}\nover_frame_first_bp:"
    assert "\nover_frame_first_bp:" in text
    (folder / "parameters.yaml").write_text(text.replace("over_frame_first_bp:", later, 1), encoding="utf-8")
    return Dated.beside(str(folder / "model.py"), GRADE_PAY.parameters.shape)


def test_a_later_dated_base_salary_moves_neither_the_values_in_force_nor_their_hash(copied: Path) -> None:
    before = GRADE_PAY.in_force(DAY)

    later = with_later_salary(copied / "vn" / "grade_pay")
    after = later.on(DAY)

    assert (
        len(later.parameters["base_salary_vnd"].values)
        == len(before.dated.parameters["base_salary_vnd"].values) + 1
    )
    assert after.plain_values == before.plain_values
    assert after.hash == before.hash
    assert later.on(date(2027, 7, 1)).plain("base_salary_vnd")[-1] == ["2027-07-01", 2_700_000]


def test_the_values_in_force_end_with_the_day() -> None:
    early = GRADE_PAY.in_force(date(2026, 6, 30)).plain("base_salary_vnd")
    late = GRADE_PAY.in_force(date(2026, 7, 1)).plain("base_salary_vnd")

    assert early == late[:-1]
    assert late[-1] == ["2026-07-01", 2_530_000]


@pytest.mark.parametrize(
    ("file", "row"),
    [
        ("long_service.csv", "decree_of_later,5,70,more"),
        ("leadership_allowance.csv", "commune.chair.other,commune,,,,200,2027-07-01,a later decree,,ocr"),
    ],
)
def test_an_edition_or_a_later_row_that_is_added_to_a_table_leaves_what_is_in_force(
    copied: Path, file: str, row: str
) -> None:
    folder = copied / "vn" / "grade_pay"
    text = (folder / file).read_text(encoding="utf-8")
    (folder / file).write_text(f"{text.rstrip()}\n{row}\n", encoding="utf-8")

    later = Dated.beside(str(folder / "model.py"), GRADE_PAY.parameters.shape)

    assert sum(len(grid.cells) for editions in later.grids.values() for grid in editions.values()) > sum(
        len(grid.cells) for editions in GRADE_PAY.parameters.grids.values() for grid in editions.values()
    )
    assert later.on(DAY).hash == GRADE_PAY.in_force(DAY).hash


def test_a_row_of_a_table_that_is_changed_within_the_day_moves_the_hash(copied: Path) -> None:
    folder = copied / "vn" / "grade_pay"
    changed(copied, "vn/grade_pay/leadership_allowance.csv", "type 1,110,2026-01-01", "type 1,111,2026-01-01")

    later = Dated.beside(str(folder / "model.py"), GRADE_PAY.parameters.shape)

    assert later.on(DAY).hash != GRADE_PAY.in_force(DAY).hash


def test_every_model_has_a_version_of_its_own() -> None:
    versions = [chosen.version for chosen in models().values()]

    assert all(len(version) == 12 and int(version, 16) >= 0 for version in versions)
    assert len(set(versions)) == len(versions)
