"""What changed when, from which text; and which days a model answers for."""

from dataclasses import replace
from datetime import date

import pytest

from pay_models.kernel import model
from pay_models.kernel.errors import NotInForce
from pay_models.kernel.registry import in_force, on_day
from pay_models.kernel.tell.history import history


def test_the_base_salaries_stand_in_the_order_of_their_decrees() -> None:
    entries = [one for one in history(model("vn.grade_pay")) if one.parameter == "base_salary_vnd"]

    assert [(one.day.year, one.before, one.after) for one in entries][-3:] == [
        (2023, 1_490_000, 1_800_000),
        (2024, 1_800_000, 2_340_000),
        (2026, 2_340_000, 2_530_000),
    ]
    assert (entries[0].before, entries[-1].source) == (None, "Decree 161/2026/ND-CP art. 3.2")
    assert entries[-1].certainty == "text_read"


def test_a_history_is_in_the_order_of_its_days() -> None:
    days = [one.day for one in history(model("vn.grade_pay"))]

    assert days == sorted(days)


def test_a_day_before_the_model_is_refused_by_name() -> None:
    with pytest.raises(NotInForce, match=r"vn\.classes_2026 starts on 2026-01-01; 2025-12-31 is before it"):
        model("vn.classes_2026").in_force(date(2025, 12, 31))


def test_a_day_after_the_model_ended_is_refused_by_name() -> None:
    ended = replace(model("vn.classes_2026"), effective_until=date(2026, 6, 30))

    assert ended.in_force(date(2026, 6, 30)).day == date(2026, 6, 30)
    with pytest.raises(NotInForce, match="ended on 2026-06-30; 2026-07-01 is after it"):
        ended.in_force(date(2026, 7, 1))


def test_a_family_answers_with_the_model_of_the_day() -> None:
    assert in_force("vn.classes", date(2026, 3, 1)).id == "vn.classes_2026"
    with pytest.raises(NotInForce, match=r"vn\.classes starts on 2026-01-01"):
        in_force("vn.classes", date(2020, 1, 1))


def test_the_day_picks_the_model_of_a_family() -> None:
    assert on_day("vn.bonus_fund", date(2026, 6, 30)).id == "vn.bonus_fund_2024"
    assert on_day("vn.bonus_fund", date(2026, 7, 1)).id == "vn.bonus_fund_2026"
    assert on_day("vn.bonus_fund_2024", date(2026, 7, 1)).id == "vn.bonus_fund_2024"
    with pytest.raises(NotInForce, match=r"vn\.bonus_fund starts on 2024-07-01"):
        on_day("vn.bonus_fund", date(2024, 6, 30))
