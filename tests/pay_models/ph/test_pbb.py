"""The bonuses of the Philippines: no rank exceeds its share, and a better score or rank never pays less."""

from datetime import date
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pay_models.kernel import BadRows, model, run
from tests.tiers import examples

promised = settings(max_examples=examples(40))
ratings = st.tuples(*[st.integers(1, 5)] * 4)
NAMES = ("performance_rating", "process_rating", "financial_rating", "citizen_rating")
people = st.lists(
    st.fixed_dictionaries(
        {
            "agency_id": st.integers(1, 2),
            "unit_id": st.integers(1, 12),
            "qualified": st.sampled_from((True, True, True, False)),
            "score_hundredths": st.integers(300, 320),
            "months_served": st.sampled_from((12, 12, 9, 6, 2)),
        }
    ),
    min_size=1,
    max_size=80,
)
reached = st.lists(st.sampled_from((8000, 9000, 9500, 9500, 10_000)), min_size=24, max_size=24)


def of_2022(found: tuple[int, ...], months: int = 12, disqualified: bool = False) -> dict[str, Any]:
    row = {
        "employee_id": "1",
        **dict(zip(NAMES, found, strict=True)),
        "months_served": months,
        "monthly_centavos": 2_851_200,
        "disqualified": disqualified,
    }
    return run(model("ph.pbb_2022"), pl.DataFrame([row]), on=date(2022, 12, 31)).result.row(0, named=True)


def of_2015(
    rows: list[dict[str, Any]], units: list[int], changes: dict[str, Any] | None = None
) -> pl.DataFrame:
    frame = pl.DataFrame(
        [
            {
                **row,
                "employee_id": number,
                "agency_targets_met": row["agency_id"] == 1,
                "unit_accomplishment_bp": units[(row["agency_id"] - 1) * 12 + row["unit_id"] - 1],
            }
            for number, row in enumerate(rows)
        ]
    )
    return run(model("ph.pbb_2015"), frame, on=date(2015, 12, 31), changes=changes).result


@promised
@given(ratings, st.integers(0, 3), st.integers(0, 11))
def test_a_better_rating_or_a_month_more_never_pays_less(
    found: tuple[int, ...], which: int, months: int
) -> None:
    better = tuple(min(5, rating + (at == which)) for at, rating in enumerate(found))

    assert of_2022(better)["bonus_centavos"] >= of_2022(found)["bonus_centavos"]
    assert of_2022(found, months + 1)["bonus_centavos"] >= of_2022(found, months)["bonus_centavos"]


@promised
@given(ratings)
def test_an_agency_pays_if_and_only_if_it_has_70_points_and_three_good_ratings(
    found: tuple[int, ...],
) -> None:
    paid = of_2022(found)

    assert paid["eligible"] == (sum(found) * 5 >= 70 and sum(rating >= 4 for rating in found) >= 3)
    assert (paid["bonus_centavos"] > 0) == paid["eligible"]
    assert of_2022(found, disqualified=True)["bonus_centavos"] == 0


@promised
@given(people, reached, st.sampled_from(("number", "leave_out")))
def test_no_rank_of_units_or_people_exceeds_its_share(
    rows: list[dict[str, Any]], units: list[int], ties: str
) -> None:
    result = of_2015(rows, units, {"ties": ties}).filter(pl.col("unit_place") > 0)

    for agency in result.partition_by("agency_id"):
        first, both = (1500, 4500) if agency["agency_targets_met"][0] else (1000, 3500)
        ranked = agency.unique("unit_id")
        best, better = (ranked["unit_class"].eq(name).sum() for name in ("best", "better"))
        assert best * 10_000 <= len(ranked) * first
        assert (best + better) * 10_000 <= len(ranked) * both
    within = {"best": (2000, 5500), "better": (1500, 4500), "good": (1000, 3500)}
    for unit in result.filter("qualified").partition_by("agency_id", "unit_id"):
        first, both = within[unit["unit_class"][0]]
        best, better = (unit["person_class"].eq(name).sum() for name in ("best", "better"))
        assert best * 10_000 <= len(unit) * first
        assert (best + better) * 10_000 <= len(unit) * both


@promised
@given(people, reached)
def test_a_higher_score_in_a_unit_never_ranks_lower(rows: list[dict[str, Any]], units: list[int]) -> None:
    result = of_2015(rows, units).filter(pl.col("person_place") > 0)

    for unit in result.partition_by("agency_id", "unit_id"):
        assert unit.sort("person_place")["score_hundredths"].is_sorted(descending=True)
        assert unit.sort("person_place")["full_pesos"].is_sorted(descending=True)
        assert unit["unit_place"].n_unique() == unit["unit_class"].n_unique() == 1


def test_a_unit_with_two_accomplishments_is_refused_by_name() -> None:
    row = {"agency_id": 1, "unit_id": 1, "qualified": True, "score_hundredths": 300, "months_served": 12}
    more = {"agency_targets_met": True}
    frame = pl.DataFrame(
        [{**row, **more, "employee_id": n, "unit_accomplishment_bp": 9000 + n} for n in (1, 2)]
    )

    with pytest.raises(BadRows, match="The rows of this unit give it different accomplishments"):
        run(model("ph.pbb_2015"), frame, on=date(2015, 12, 31))


@promised
@given(people, reached, st.sampled_from(("number", "leave_out")))
def test_the_people_of_a_unit_have_one_rate_and_better_units_the_higher(
    rows: list[dict[str, Any]], units: list[int], ties: str
) -> None:
    frame = pl.DataFrame(
        [
            {
                "agency_id": row["agency_id"],
                "unit_id": row["unit_id"],
                "employee_id": number,
                "unit_eligible": units[row["unit_id"]] >= 9000,
                "unit_rating_hundredths": units[row["unit_id"]],
                "qualified": row["qualified"],
                "months_served": 12,
                "monthly_centavos": 1_000_000,
            }
            for number, row in enumerate(rows)
        ]
    )
    result = run(model("ph.pbb_2016"), frame, on=date(2016, 12, 31), changes={"ties": ties}).result

    for agency in result.filter("qualified", pl.col("unit_place") > 0).partition_by("agency_id"):
        assert agency.sort("unit_place")["rate_bp"].is_sorted(descending=True)
        ranked = agency.unique("unit_id")
        assert ranked["unit_class"].eq("best").sum() * 10_000 <= ranked["units"][0] * 1000
        assert ranked["unit_class"].ne("good").sum() * 10_000 <= ranked["units"][0] * 3500
    assert result.filter(~pl.col("qualified"))["bonus_centavos"].sum() == 0
