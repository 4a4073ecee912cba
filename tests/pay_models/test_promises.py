"""What the laws promise to everybody, for random units, ties and edge scores."""

from datetime import date
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pay_models.kernel import model, run
from tests.tiers import examples

DAY = date(2026, 12, 31)
# an example is a whole population, so a few dozen of them meet every edge
promised = settings(max_examples=examples(40))
EDGES = (0, 4999, 5000, 6999, 7000, 8999, 9000, 10_000)
BETTER = {name: rank for rank, name in enumerate(("not_completed", "completed", "good", "excellent"))}
CLASSES = ("excellent", "good", "completed", "not_completed", "unrated")

scores = st.sampled_from(EDGES) | st.integers(0, 10_000) | st.integers(8990, 9010)
people = st.fixed_dictionaries(
    {
        "unit_id": st.integers(1, 3),
        "peer_group_id": st.integers(1, 3),
        "score_hundredths": scores,
        "months_worked": st.sampled_from((12, 12, 12, 6, 5, 0)),
        "absence": st.just("none"),
        "automatic_not_completed": st.sampled_from((False, False, False, True)),
        "organisation_class": st.just("none"),
        "outstanding_unit": st.just(False),
    }
)
units = st.lists(people, min_size=1, max_size=60)
quotas = st.fixed_dictionaries(
    {
        "quota_bp": st.sampled_from((0, 2000, 2500)),
        "quota_base": st.sampled_from(("good", "good_and_above")),
        "tie_break": st.sampled_from(("employee_id", "leave_out")),
    }
)
shares = st.lists(
    st.fixed_dictionaries(
        {
            "unit_id": st.integers(1, 3),
            "class": st.sampled_from(CLASSES),
            "months_worked": st.integers(0, 12),
            "salary_year_vnd": st.integers(0, 10**10),
            "ad_hoc_paid_vnd": st.just(0),
            "period_paid_vnd": st.just(0),
        }
    ),
    min_size=1,
    max_size=60,
)
coefficients = st.fixed_dictionaries(
    {f"{name}_coefficient_hundredths": st.integers(0, 300) for name in CLASSES}
)


def numbered(rows: list[dict[str, Any]]) -> pl.DataFrame:
    return pl.DataFrame([{"employee_id": number, **row} for number, row in enumerate(rows)])


def classified(rows: list[dict[str, Any]], changes: dict[str, Any]) -> pl.DataFrame:
    return run(model("vn.classes_2026"), numbered(rows), on=DAY, changes=changes, validate=False).result


def shared(rows: list[dict[str, Any]], changes: dict[str, Any]) -> pl.DataFrame:
    return run(model("vn.bonus_fund_2026"), numbered(rows), on=DAY, changes=changes, validate=False).result


@promised
@given(units, quotas)
def test_no_unit_and_no_peer_group_has_more_excellent_than_its_quota(
    rows: list[dict[str, Any]], changes: dict[str, Any]
) -> None:
    result = classified(rows, changes)

    for among in (["unit_id"], ["unit_id", "peer_group_id"]):
        for group in result.partition_by(among):
            excellent = group["class"].eq("excellent").sum()
            good = group["class"].eq("good").sum()
            counted = good if changes["quota_base"] == "good" else good + excellent
            assert excellent * 10_000 <= counted * changes["quota_bp"]


@promised
@given(units, quotas)
def test_a_higher_score_is_never_a_worse_class_among_peers(
    rows: list[dict[str, Any]], changes: dict[str, Any]
) -> None:
    result = classified(rows, changes).filter(
        ~pl.col("automatic_not_completed"), pl.col("class") != "unrated"
    )

    for peers in result.partition_by("unit_id", "peer_group_id"):
        ranked = peers.sort("score_hundredths")
        ranks = [BETTER[name] for name in ranked["class"]]
        for score, below, above in zip(ranked["score_hundredths"].diff()[1:], ranks, ranks[1:], strict=False):
            assert below <= above or score == 0


@promised
@given(units, quotas, st.integers(0, 59), st.integers(1, 3000))
def test_a_person_never_loses_by_scoring_more(
    rows: list[dict[str, Any]], changes: dict[str, Any], who: int, more: int
) -> None:
    who %= len(rows)
    better = [dict(row) for row in rows]
    better[who]["score_hundredths"] = min(10_000, rows[who]["score_hundredths"] + more)

    before, after = (
        classified(each, changes).filter(pl.col("employee_id") == who)["class"].item()
        for each in (rows, better)
    )

    assert BETTER.get(before, -1) <= BETTER.get(after, -1)


@promised
@given(units)
def test_people_who_tie_share_a_class_when_ties_are_left_out(rows: list[dict[str, Any]]) -> None:
    result = classified(rows, {"tie_break": "leave_out"}).filter(pl.col("class_by_score") == "excellent")

    for tied in result.partition_by("unit_id", "peer_group_id", "score_hundredths"):
        assert tied["class"].n_unique() == 1


@promised
@given(units, st.randoms(use_true_random=False))
def test_the_order_of_rows_never_matters_for_a_class(rows: list[dict[str, Any]], chance: Any) -> None:
    frame = numbered(rows)
    shuffled = frame[chance.sample(range(len(frame)), len(frame))]

    first, second = (
        run(model("vn.classes_2026"), each, on=DAY, validate=False).result for each in (frame, shuffled)
    )

    assert first.equals(second)


@promised
@given(shares, coefficients)
def test_the_awards_of_a_unit_sum_to_its_fund_exactly(
    rows: list[dict[str, Any]], changes: dict[str, Any]
) -> None:
    for unit in shared(rows, changes).partition_by("unit_id"):
        fund = unit["salary_year_vnd"].sum() // 10
        awards = unit["award_vnd"].sum()
        undistributed = unit["undistributed_vnd"].unique().to_list()
        assert unit["fund_vnd"].unique().to_list() == [fund]
        assert [awards, *undistributed] == ([fund, 0] if unit["eligible"].any() else [0, fund])


@promised
@given(shares, coefficients)
def test_nobody_is_a_dong_or_more_away_from_their_exact_share(
    rows: list[dict[str, Any]], changes: dict[str, Any]
) -> None:
    for row in shared(rows, changes).filter(pl.col("unit_weight") > 0).rows(named=True):
        exact = row["fund_vnd"] * row["weight"]
        assert abs(row["award_vnd"] * row["unit_weight"] - exact) < row["unit_weight"]


@promised
@given(shares, coefficients)
def test_nobody_without_a_weight_is_awarded_anything(
    rows: list[dict[str, Any]], changes: dict[str, Any]
) -> None:
    result = shared(rows, changes)

    assert result.filter(~pl.col("eligible"))["award_vnd"].sum() == 0
    assert result["award_vnd"].min() >= 0


@promised
@given(shares)
def test_a_larger_weight_is_never_a_smaller_award(rows: list[dict[str, Any]]) -> None:
    for unit in shared(rows, {}).partition_by("unit_id"):
        assert unit.sort("weight", "award_vnd")["award_vnd"].is_sorted()


@promised
@given(shares, st.randoms(use_true_random=False))
def test_the_order_of_rows_never_matters_for_an_award(rows: list[dict[str, Any]], chance: Any) -> None:
    frame = numbered(rows)
    shuffled = frame[chance.sample(range(len(frame)), len(frame))]

    first, second = (
        run(model("vn.bonus_fund_2026"), each, on=DAY, validate=False).result for each in (frame, shuffled)
    )

    assert first.equals(second)


@promised
@given(units, shares)
def test_a_change_of_nothing_gives_the_same_result(
    rows: list[dict[str, Any]], paid: list[dict[str, Any]]
) -> None:
    nothing = {"quota_bp": 2000, "tie_break": "employee_id"}

    assert classified(rows, nothing).equals(classified(rows, {}))
    assert shared(paid, {"fund_rate_bp": 1000}).equals(shared(paid, {}))


@promised
@given(units)
def test_text_and_numbers_name_people_alike(rows: list[dict[str, Any]]) -> None:
    numbers = numbered(rows)
    texts = numbers.with_columns(
        pl.col("employee_id").cast(pl.String).str.zfill(3), pl.col("unit_id", "peer_group_id").cast(pl.String)
    )

    first, second = (
        run(model("vn.classes_2026"), each, on=DAY, validate=False).result for each in (numbers, texts)
    )

    assert first["class"].to_list() == second["class"].to_list()


@promised
@given(units)
def test_a_snapshot_validated_before_gives_the_same_result_unvalidated(rows: list[dict[str, Any]]) -> None:
    checked = run(model("vn.classes_2026"), numbered(rows), on=DAY)
    trusted = run(model("vn.classes_2026"), numbered(rows), on=DAY, validate=False)

    assert checked.result.equals(trusted.result)


@pytest.mark.parametrize("score", EDGES)
def test_an_edge_score_belongs_to_the_class_it_opens(score: int) -> None:
    row = {
        "unit_id": 1, "peer_group_id": 1, "score_hundredths": score, "months_worked": 12,
        "absence": "none", "automatic_not_completed": False, "organisation_class": "none",
        "outstanding_unit": False,
    }  # fmt: skip

    (found,) = classified([row], {})["class_by_score"]

    floors = {9000: "excellent", 7000: "good", 5000: "completed", 0: "not_completed"}
    assert found == next(name for floor, name in floors.items() if score >= floor)
