"""Deductions never exceed the allowance, and an event more never pays more."""

from datetime import date

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pay_models.id.performance_allowance_2012.model import EVENTS, MODEL
from pay_models.kernel import BadRows, run
from tests.tiers import examples

DAY, MONTH = date(2013, 1, 1), date(2012, 6, 1)
events = st.lists(st.tuples(st.sampled_from(EVENTS), st.integers(0, 1440)), min_size=1, max_size=40)
SANCTIONS = ("none", "oral_warning", "moved_to_lower_post", "dismissal_under_appeal")


def paid(found: list[tuple[str, int]], sanction: str = "none", leave: str = "none") -> dict[str, int]:
    month = {
        "employee_id": "a",
        "month": MONTH,
        "allowance_rupiah": 5_000_001,
        "sanction": sanction,
        "leave": leave,
    }
    rows = [
        {"employee_id": "a", "month": MONTH, "event": number, "kind": kind, "minutes": minutes}
        for number, (kind, minutes) in enumerate(found, 1)
    ]
    given_rows = {"event": pl.DataFrame(rows), "month": pl.DataFrame([month])}
    return run(MODEL, given_rows, on=DAY).result.row(0, named=True)


@settings(max_examples=examples(40))
@given(events, st.sampled_from(SANCTIONS))
def test_an_event_more_never_pays_more_and_nobody_owes_the_office(
    found: list[tuple[str, int]], sanction: str
) -> None:
    fewer, all_of_them = (paid(one, sanction) for one in (found[:1], found))

    assert 0 <= all_of_them["paid_rupiah"] <= fewer["paid_rupiah"] <= 5_000_001
    assert all_of_them["deduction_bp"] == min(10_000, all_of_them["events_bp"] + all_of_them["sanction_bp"])


def test_a_sanction_or_leave_that_the_regulation_lacks_is_refused_by_name() -> None:
    with pytest.raises(BadRows, match="The regulation knows no such sanction"):
        paid([("late", 5)], sanction="frown")
    with pytest.raises(BadRows, match="The regulation knows no such leave"):
        paid([("late", 5)], leave="a day at the sea")
