"""Places sum to the people, nobody loses by a better score, and a stop only ever delays a step."""

from datetime import date
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pay_models.kernel import BadRows, run
from pay_models.kr.jeonggeun_allowance.model import MODEL as STEADY
from pay_models.kr.performance_classes.model import MODEL as CLASSES
from pay_models.kr.step_progression.model import MODEL as STEPS
from tests.tiers import examples

DAY = date(2026, 12, 31)
SHARES = {"general": (2000, 6000, 9000), "annual_salary": (2000, 5000, 9000), "fire": (3000, 8000, 10_000)}
BETTER = ("C", "B", "A", "S")
promised = settings(max_examples=examples(40))
people = st.lists(
    st.fixed_dictionaries(
        {
            "unit_id": st.integers(1, 2),
            "service": st.sampled_from(tuple(SHARES)),
            "score_hundredths": st.integers(0, 10_000) | st.integers(8990, 9010),
            "months_served": st.sampled_from((12, 12, 6, 2, 1)),
            "disciplined": st.sampled_from((False, False, False, True)),
        }
    ),
    min_size=1,
    max_size=60,
)


def classed(rows: list[dict[str, Any]], rounding: str = "half_up") -> pl.DataFrame:
    numbered = pl.DataFrame([{"employee_id": number, **row} for number, row in enumerate(rows)])
    return run(CLASSES, numbered, on=DAY, changes={"place_rounding": rounding}).result.filter(pl.col("rated"))


@promised
@given(people)
def test_no_class_and_those_above_it_hold_more_than_their_share_when_places_round_down(
    rows: list[dict[str, Any]],
) -> None:
    for (service, _), group in classed(rows, "down").group_by("service", "unit_id"):
        for classes, share in zip(("S", "SA", "SAB"), SHARES[str(service)], strict=True):
            assert group["class"].is_in(list(classes)).sum() * 10_000 <= len(group) * share


@promised
@given(people)
def test_every_class_holds_exactly_its_places(rows: list[dict[str, Any]]) -> None:
    for (service, _), group in classed(rows).group_by("service", "unit_id"):
        for classes, share in zip(("S", "SA", "SAB"), SHARES[str(service)], strict=True):
            places = (2 * len(group) * share + 10_000) // 20_000
            assert group["class"].is_in(list(classes)).sum() == places


@promised
@given(people)
def test_a_better_score_is_never_a_worse_class(rows: list[dict[str, Any]]) -> None:
    for _, group in classed(rows).group_by("service", "unit_id"):
        ranks = [BETTER.index(name) for name in group.sort("rank_by_score", descending=True)["class"]]
        assert ranks == sorted(ranks)
        assert group.sort("rank_by_score")["score_hundredths"].is_sorted(descending=True)
        assert group["outstanding"].sum() == len(group) // 20


def test_a_service_without_shares_in_the_year_is_refused() -> None:
    teacher = {"unit_id": 1, "service": "teachers_four", "score_hundredths": 1, "months_served": 12}

    with pytest.raises(BadRows) as refused:
        classed([{**teacher, "disciplined": False}])

    assert {(fault.column, fault.value) for fault in refused.value.faults} == {("service", "teachers_four")}


def raised(**row: Any) -> dict[str, Any]:
    plain = {
        "employee_id": 1, "rank": "sobangsa", "step": 5, "months_since_step": 12, "uncounted_months": 0,
        "discipline": "none", "aggravated": False, "honoured": False, "lowest_rating": False,
        "special_merit": False, "stopped_now": False,
    }  # fmt: skip
    return run(STEPS, pl.DataFrame([{**plain, **row}]), on=DAY).result.row(0, named=True)


@promised
@given(
    st.integers(0, 60),
    st.integers(0, 24),
    st.sampled_from(("none", "demotion", "suspension", "pay_cut", "reprimand")),
    st.booleans(),
    st.booleans(),
    st.booleans(),
)
def test_a_stop_only_ever_delays_a_step(
    months: int, uncounted: int, discipline: str, aggravated: bool, honoured: bool, lowest: bool
) -> None:
    untouched = raised(months_since_step=months)
    stopped = raised(
        months_since_step=months,
        uncounted_months=uncounted,
        discipline=discipline,
        aggravated=aggravated,
        honoured=honoured,
        lowest_rating=lowest,
    )

    assert stopped["new_step"] <= untouched["new_step"]
    assert stopped["waiting_months"] >= 12
    assert stopped["pay_won"] <= untouched["pay_won"]


@promised
@given(st.integers(1, 32), st.booleans())
def test_nobody_passes_the_last_step_of_the_rank(step: int, merit: bool) -> None:
    if step > 31:
        with pytest.raises(BadRows):
            raised(step=step, special_merit=merit)
    else:
        assert raised(step=step, special_merit=merit)["new_step"] == min(31, step + 1 + merit)


def test_every_step_of_the_pay_table_pays_more_than_the_one_before_it() -> None:
    cells = STEPS.in_force(DAY).values.pay_won.cells

    assert len(cells) == 289
    assert all(pay > cells[rank, int(step) - 1] for (rank, step), pay in cells.items() if step != 1)


@promised
@given(
    st.integers(0, 10**8),
    st.integers(0, 59),
    st.integers(0, 6),
    st.integers(0, 29),
    st.sampled_from((DAY, date(2024, 12, 31))),
)
def test_more_years_or_days_of_service_never_pay_less(
    pay: int, years: int, months: int, days: int, day: date
) -> None:
    served = [(years, months, days), (years + 1, months, days), (years + 1, months, days + 1)]
    rows = [
        {
            "employee_id": number, "monthly_pay_won": pay, "years_of_service": y, "months": m, "days": d,
            "paid_a_month": True, "disciplined": False,
        }
        for number, (y, m, d) in enumerate(served)
    ]  # fmt: skip

    allowances = run(STEADY, pl.DataFrame(rows), on=day).result["allowance_won"]

    assert allowances.is_sorted()
    assert 2 * allowances[-1] <= pay
