"""The generated grid is the printed one; locality never carries pay over the cap."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import pay_models
from pay_models.kernel import model, run
from tests.tiers import examples

FOLDER = Path(pay_models.__file__).parent / "us"
DAYS = {"2024": date(2024, 6, 30), "2025": date(2025, 6, 30), "2026": date(2026, 6, 30)}
promised = settings(max_examples=examples(40))


def printed(edition: str) -> pl.DataFrame:
    """The 150 cells of a year as printed: the table that `us.gs_progression` looks up."""
    table = pl.read_csv(FOLDER / "gs_progression" / "base_pay.csv", schema_overrides={"edition": pl.String})
    return table.filter(pl.col("edition") == edition).select("grade", "step", "annual_usd")


@pytest.mark.parametrize("edition", DAYS)
def test_the_generated_grid_is_the_whole_printed_table(edition: str) -> None:
    cells = printed(edition)
    people = cells.select("grade", "step", employee_id=pl.int_range(pl.len()), locality=pl.lit("NONE"))

    paid = run(model("us.gs_pay"), people, on=DAYS[edition]).result

    assert len(cells) == 150
    assert paid["base_pay_usd"].to_list() == cells["annual_usd"].to_list()


@pytest.mark.parametrize("edition", ["2024", "2025"])
def test_the_step_1_of_a_year_is_what_the_raise_of_the_next_year_starts_from(edition: str) -> None:
    following = {"2024": "2025", "2025": "2026"}[edition]
    first = printed(edition).filter(pl.col("step") == 1)
    people = first.select("grade", "step", employee_id="grade", locality=pl.lit("NONE"))

    paid = run(model("us.gs_pay"), people, on=DAYS[following]).result

    assert paid["last_years_step_1_usd"].to_list() == first["annual_usd"].to_list()


@promised
@given(
    st.sampled_from(("NONE", "RUS", "DCB", "SF")),
    st.integers(0, 2000),
    st.sampled_from((150_000, 197_200, 1_000_000)),
)
def test_pay_never_exceeds_the_cap_and_a_higher_step_never_pays_less(area: str, more: int, cap: int) -> None:
    people = printed("2026").select(
        "grade", "step", employee_id=pl.int_range(pl.len()), locality=pl.lit(area)
    )

    paid = run(
        model("us.gs_pay"), people, on=DAYS["2026"], changes={"raise_bp": more, "cap_usd": cap}
    ).result.filter(pl.col("grade") > 2)

    assert paid["pay_usd"].max() <= cap
    for grade in paid.partition_by("grade"):
        assert grade.sort("step")["pay_usd"].is_sorted()
