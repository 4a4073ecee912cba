"""What Decree 335/2025 promises to everybody about their score."""

import math
from datetime import date
from fractions import Fraction
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pay_models.kernel import BadRows, Run, model, run
from tests.tiers import examples

DAY = date(2026, 12, 31)
KPI = model("vn.kpi_score_2026")
LED = {
    "leads": True,
    "field_result": "all_completed",
    "organising": "short_delay",
    "uniting": "prolonged_conflict",
}
STAFF = {"leads": False, "field_result": "none", "organising": "none", "uniting": "none"}
promised = settings(max_examples=examples(15))


def possible(row: dict[str, Any]) -> dict[str, Any]:
    """Of what was assigned no more is completed than was assigned: the rest is work of another kind."""
    if row["kind"] == "assigned":
        return row | {"completed": min(row["completed"], row["assigned"])}
    return row


items = st.lists(
    st.fixed_dictionaries(
        {
            "month": st.integers(1, 12),
            "kind": st.sampled_from(("assigned", "assigned", "handed_over", "taken_over", "ad_hoc")),
            "coefficient_hundredths": st.integers(1, 4_000),
            "assigned": st.integers(0, 40),
            "completed": st.integers(0, 40),
            "quality_failures": st.integers(0, 9),
            "delays": st.integers(0, 9),
        }
    ).map(possible),
    min_size=1,
    max_size=30,
)
general = st.lists(st.integers(0, 3_000), min_size=12, max_size=12)
ways = st.fixed_dictionaries(
    {
        "criterion_cap": st.sampled_from(("at_100", "none")),
        "failure_reading": st.sampled_from(("part", "whole")),
        "rounds": st.sampled_from(("score", "each_criterion", "nothing")),
        "score_step_hundredths": st.sampled_from((1, 50, 100)),
        "mean_rounding": st.sampled_from(("half_up", "down", "up")),
        "mean_step_hundredths": st.sampled_from((1, 30, 50, 100)),
        "without_assigned_work": st.sampled_from(("left_out", "full_points", "no_points")),
        "longer_periods": st.sampled_from(("months", "quarters")),
    }
)


def scored(
    rows: list[dict[str, Any]], points: list[int], changes: dict[str, Any], who: dict[str, Any] = STAFF
) -> Run:
    work = [
        {
            "employee_id": 1, **row, "month": date(2026, row["month"], 1), "item_key": number,
            "excused_failures": 0, "excused_delays": 0,
        }
        for number, row in enumerate(rows)
    ]  # fmt: skip
    months = [
        {"employee_id": 1, "month": date(2026, number, 1), "general_points_hundredths": each, **who}
        for number, each in enumerate(points, 1)
    ]
    columns = ("item", "month")
    frames = {
        name: pl.DataFrame(each).select(list(KPI.given[name].to_schema().columns))
        for name, each in zip(columns, (work, months), strict=True)
    }
    return run(KPI, frames, on=DAY, changes=changes, validate=False)


@promised
@given(items, general, ways)
def test_a_score_stays_within_100_points_however_it_is_chosen(
    rows: list[dict[str, Any]], points: list[int], changes: dict[str, Any]
) -> None:
    for who in (STAFF, LED):
        computed = scored(rows, points, changes, who)

        for month in computed["month"].rows(named=True):
            assert 0 <= month["score_hundredths"] - month["general_points_hundredths"] <= 7_000
        assert 0 <= computed.result["score_hundredths"].item() <= 10_000


@promised
@given(items, general, st.integers(0, 29))
def test_nobody_loses_by_completing_more(rows: list[dict[str, Any]], points: list[int], which: int) -> None:
    more = [dict(row) for row in rows]
    chosen = more[which % len(rows)]
    chosen["completed"] += 1
    more[which % len(rows)] = possible(chosen)

    before, after = (scored(each, points, {})["month"]["score_hundredths"] for each in (rows, more))

    assert (after >= before).all()


@promised
@given(items, general, st.integers(0, 29), st.sampled_from(("quality_failures", "delays")))
def test_nobody_gains_by_failing_more(
    rows: list[dict[str, Any]], points: list[int], which: int, what: str
) -> None:
    worse = [dict(row) for row in rows]
    worse[which % len(rows)][what] += 1

    before, after = (scored(each, points, {})["month"]["score_hundredths"] for each in (rows, worse))

    assert (after <= before).all()


@promised
@given(items, general)
def test_the_points_are_the_exact_mean_rounded_once(rows: list[dict[str, Any]], points: list[int]) -> None:
    led = Fraction(10_000 + 7_500 + 5_000, 10_000)
    for who, extra, divisor in ((STAFF, Fraction(0), 3), (LED, led, 6)):
        for month in scored(rows, points, {}, who)["month"].filter(pl.col("counted")).rows(named=True):
            assigned = month["assigned_units_hundredths"] * 10_000
            done = (
                month["completed_units_hundredths"] * 10_000,
                month["quality_units_millionths"],
                month["progress_units_millionths"],
            )
            share = (sum(min(Fraction(each, assigned), Fraction(1)) for each in done) + extra) / divisor
            assert month["task_points_hundredths"] == int(share * 7_000 + Fraction(1, 2))


@promised
@given(items, general)
def test_the_unrounded_year_is_the_exact_mean_cut_off(rows: list[dict[str, Any]], points: list[int]) -> None:
    computed = scored(rows, points, {"rounds": "nothing"})
    exact = []
    for month in computed["month"].filter(pl.col("counted")).rows(named=True):
        assigned = month["assigned_units_hundredths"] * 10_000
        done = (
            month["completed_units_hundredths"] * 10_000,
            month["quality_units_millionths"],
            month["progress_units_millionths"],
        )
        share = sum(min(Fraction(each, assigned), Fraction(1)) for each in done) / 3
        exact.append(share * 7_000 + month["general_points_hundredths"])

    found = computed.result["score_hundredths"].item()

    mean = sum(exact) / len(exact) if exact else Fraction(0)
    assert found in {int(mean), int(mean + Fraction(1, 10_000))}
    assert found >= int(mean)


@promised
@given(items, general)
def test_a_year_of_full_quarters_is_the_same_from_months_and_from_unrounded_quarters(
    rows: list[dict[str, Any]], points: list[int]
) -> None:
    year = [
        possible({**row, "month": month, "kind": "assigned", "assigned": 1})
        for row in rows
        for month in range(1, 13)
    ]

    months, quarters = (
        scored(year, points, {"rounds": "nothing", "longer_periods": way}).result["score_hundredths"].item()
        for way in ("months", "quarters")
    )

    assert quarters - months in {0, 1}


ROUNDED = {
    "down": math.floor,
    "half_up": lambda exact: math.floor(exact + Fraction(1, 2)),
    "up": math.ceil,
}  # fmt: skip


@promised
@given(items, general, st.sampled_from(sorted(ROUNDED)), st.sampled_from((1, 50)))
def test_a_mean_is_rounded_once_from_the_exact_scores_of_its_months_or_quarters(
    rows: list[dict[str, Any]], points: list[int], rounding: str, step: int
) -> None:
    def steps(scores: list[Fraction]) -> int:
        return min(ROUNDED[rounding](sum(scores) / len(scores) / step) * step, 10_000)

    year = [{**rows[0], "month": month, "kind": "assigned", "assigned": 1, "completed": 1}
            for month in range(3, 13)]  # fmt: skip
    for way in ("months", "quarters"):
        changes = {"mean_rounding": rounding, "mean_step_hundredths": step, "longer_periods": way}
        computed = scored(year, points, changes)
        months: dict[int, list[Fraction]] = {}
        for month in computed["month"].filter(pl.col("counted")).rows(named=True):
            months.setdefault(month["quarter"], []).append(Fraction(month["score_hundredths"]))

        quarters = [sum(each, Fraction()) / len(each) for each in months.values()]
        parts = quarters if way == "quarters" else [each for all_ in months.values() for each in all_]
        assert computed.result["score_hundredths"].item() == steps(parts)
        shown = computed["quarter"].filter(pl.col("counted"))
        assert {row["quarter"]: row["score_hundredths"] for row in shown.rows(named=True)} == {
            quarter: steps(each) for quarter, each in months.items()
        }


@pytest.mark.parametrize(
    ("changes", "score", "class_"), [({}, 8_999, "good"), ({"mean_rounding": "half_up"}, 9_000, "excellent")]
)
def test_months_of_90_and_89_99_are_good_unless_a_mean_is_rounded_half_up(
    changes: dict[str, Any], score: int, class_: str
) -> None:
    work = [{"month": month, "kind": "assigned", "coefficient_hundredths": 100, "assigned": 1, "completed": 1,
             "quality_failures": 0, "delays": 0} for month in (1, 2)]  # fmt: skip

    result = scored(work, [2_000, 1_999], changes).result

    person = {"employee_id": "1", "unit_id": "u", "peer_group_id": "p", "months_worked": 12, "absence": "none",
              "automatic_not_completed": False, "organisation_class": "none", "outstanding_unit": False,
              "score_hundredths": result["score_hundredths"].item()}  # fmt: skip
    classified = run(model("vn.classes_2026"), pl.DataFrame([person]), on=DAY).result
    assert (person["score_hundredths"], classified["class_by_score"].item()) == (score, class_)


@pytest.mark.parametrize(
    ("who", "column"),
    [
        ({**STAFF, "leads": True}, "leads, field_result, organising, uniting"),
        ({**STAFF, "uniting": "united"}, "leads, field_result, organising, uniting"),
        ({**LED, "leads": False}, "leads, field_result, organising, uniting"),
    ],
)
def test_who_leads_has_all_findings_and_nobody_else_has_any(who: dict[str, Any], column: str) -> None:
    work = {"month": 1, "kind": "assigned", "coefficient_hundredths": 100, "assigned": 1, "completed": 1,
            "quality_failures": 0, "delays": 0}  # fmt: skip

    with pytest.raises(BadRows) as refused:
        scored([work], [3_000], {}, who)

    (fault,) = refused.value.faults
    assert (fault.table, fault.column) == ("month", column)


def test_more_completed_than_assigned_does_not_cover_what_others_failed() -> None:
    work = {"month": 1, "kind": "assigned", "coefficient_hundredths": 100, "quality_failures": 0, "delays": 0}
    failed, beyond = work | {"assigned": 10, "completed": 0}, work | {"assigned": 16, "completed": 66}

    with pytest.raises(BadRows, match="More is completed than was assigned"):
        scored([failed, beyond], [3_000] * 12, {})

    within = scored([failed, beyond | {"completed": 16}], [3_000] * 12, {})
    assert within["month"]["quantity_bp"][0] == 6_154
