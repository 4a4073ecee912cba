"""What both bonus decrees and any unit's regulation promise: the sum is the fund."""

from datetime import date
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pay_models.kernel import model, run
from pay_models.kernel.errors import NotInForce
from pay_models.kernel.registry import in_force
from tests.tiers import examples

DAYS = {"vn.bonus_fund_2024": date(2025, 12, 31), "vn.bonus_fund_2026": date(2026, 12, 31)}
CLASSES = ("excellent", "good", "completed", "not_completed", "unrated")
EACH = pytest.mark.parametrize("model_id", DAYS)
promised = settings(max_examples=examples(30))
people = st.lists(
    st.fixed_dictionaries(
        {
            "unit_id": st.integers(1, 3),
            "class": st.sampled_from(CLASSES),
            "months_worked": st.integers(0, 12),
            "salary_year_vnd": st.integers(0, 10**10),
            "ad_hoc_paid_vnd": st.sampled_from((0, 0, 1, 10**6)) | st.integers(0, 10**9),
            "period_paid_vnd": st.sampled_from((0, 0, 1)) | st.integers(0, 10**8),
        }
    ),
    min_size=1,
    max_size=40,
)
regulations = st.fixed_dictionaries(
    {
        **{f"{name}_coefficient_hundredths": st.integers(0, 300) for name in CLASSES},
        "ad_hoc_share_bp": st.integers(0, 10_000),
        "unspent_ad_hoc": st.sampled_from(("to_classes", "lapses")),
        "share_basis": st.sampled_from(("by_class", "per_head", "by_salary")),
    }
)


def shared(model_id: str, rows: list[dict[str, Any]], changes: dict[str, Any]) -> pl.DataFrame:
    frame = pl.DataFrame([{"employee_id": number, **row} for number, row in enumerate(rows)])
    taken = frame if model_id == "vn.bonus_fund_2026" else frame.drop("period_paid_vnd")
    return run(model(model_id), taken, on=DAYS[model_id], changes=changes).result


def paid_before(unit: pl.DataFrame) -> int:
    return sum(
        int(unit[name].sum()) for name in ("ad_hoc_paid_vnd", "period_paid_vnd") if name in unit.columns
    )


def only(unit: pl.DataFrame, column: str) -> int:
    (value,) = unit[column].unique().to_list()
    return int(value)


@EACH
@promised
@given(people, regulations)
def test_awards_with_those_paid_before_and_what_lapses_are_the_fund(
    model_id: str, rows: list[dict[str, Any]], changes: dict[str, Any]
) -> None:
    for unit in shared(model_id, rows, changes).partition_by("unit_id"):
        fund, over = only(unit, "fund_vnd"), only(unit, "overspent_vnd")

        assert fund == unit["salary_year_vnd"].sum() // 10
        assert unit["award_vnd"].sum() + paid_before(unit) + only(unit, "lapses_vnd") == fund + over
        assert unit["award_vnd"].sum() + only(unit, "undistributed_vnd") == only(unit, "class_part_vnd")
        assert over == max(0, paid_before(unit) - fund)


@EACH
@promised
@given(people, regulations)
def test_nobody_is_a_dong_or_more_away_from_their_exact_share(
    model_id: str, rows: list[dict[str, Any]], changes: dict[str, Any]
) -> None:
    for row in shared(model_id, rows, changes).filter(pl.col("unit_weight") > 0).rows(named=True):
        exact = row["class_part_vnd"] * row["weight"]
        assert abs(row["award_vnd"] * row["unit_weight"] - exact) < row["unit_weight"]
        assert row["award_vnd"] == 0 or row["eligible"]


@EACH
@promised
@given(people)
def test_a_better_class_is_never_a_smaller_bonus_for_the_same_months(
    model_id: str, rows: list[dict[str, Any]]
) -> None:
    for group in shared(model_id, rows, {}).partition_by("unit_id", "months_worked"):
        ordered = group.sort("coefficient_hundredths", "award_vnd")
        assert ordered["award_vnd"].is_sorted()


@EACH
@promised
@given(people, st.integers(0, 39), st.integers(1, 10**6))
def test_an_award_paid_before_never_raises_what_the_classes_share(
    model_id: str, rows: list[dict[str, Any]], who: int, more: int
) -> None:
    who %= len(rows)
    after = [dict(row) for row in rows]
    after[who]["ad_hoc_paid_vnd"] += more

    first, second = (
        shared(model_id, each, {"ad_hoc_share_bp": 1000})["class_part_vnd"] for each in (rows, after)
    )

    assert (second <= first).all()


@EACH
@promised
@given(people)
def test_equal_shares_differ_by_a_dong_at_most(model_id: str, rows: list[dict[str, Any]]) -> None:
    result = shared(model_id, rows, {"share_basis": "per_head"}).filter(pl.col("eligible"))
    for unit in result.partition_by("unit_id"):
        assert unit["award_vnd"].max() - unit["award_vnd"].min() <= 1


def test_each_day_has_the_decree_of_its_time() -> None:
    found = [in_force("vn.bonus_fund", day).id for day in (date(2026, 6, 30), date(2026, 7, 1))]

    assert found == list(DAYS)
    with pytest.raises(NotInForce, match="ended on 2026-06-30"):
        model("vn.bonus_fund_2024").in_force(date(2026, 7, 1))
    with pytest.raises(NotInForce, match="starts on 2024-07-01"):
        in_force("vn.bonus_fund", date(2024, 6, 30))


@EACH
@promised
@given(people, regulations)
def test_nobody_is_paid_for_a_year_without_a_month_worked_however_shares_are_measured(
    model_id: str, rows: list[dict[str, Any]], changes: dict[str, Any]
) -> None:
    idle = shared(model_id, rows, changes).filter(pl.col("months_worked") == 0)

    assert idle["award_vnd"].sum() == 0
    assert not idle["eligible"].any()


@EACH
def test_the_largest_funds_stay_within_64_bits(model_id: str) -> None:
    most = {"unit_id": 1, "class": "excellent", "months_worked": 12, "salary_year_vnd": 10**10}
    rows = [{**most, "ad_hoc_paid_vnd": 0, "period_paid_vnd": 0}] * 100_000
    changes = {"share_basis": "by_salary", "excellent_coefficient_hundredths": 300}

    assert shared(model_id, rows, changes)["award_vnd"].sum() == 10**14
