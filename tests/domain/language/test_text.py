"""Texts: templates with named values, said in English and in Vietnamese."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from domain.errors import Conflict, Invalid, Refusals
from domain.language import catalogue
from domain.language.text import Text, all_of, any_of

DAY = date(2026, 11, 28)
VIETNAMESE = {
    (None, "{count:,} people"): "{count:,} người",
    (None, " or "): " hoặc ",
    (None, " and "): " và ",
    (None, "the bonus"): "tiền thưởng",
    ("taken", "{what} of {day} is taken."): "{what} ngày {day} đã có người dùng.",
    (None, "Decree 335/2025 art. 12"): "Điều 12 Nghị định 335/2025/NĐ-CP",
}


@pytest.fixture(autouse=True)
def _catalogue(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catalogue, "entries", lambda language: VIETNAMESE if language == "vi" else {})


def test_english_is_what_str_format_gives() -> None:
    said = Text("{a!r} {b:,} {c} {d:%Y-%m} {e}", a="x", b=1200, c=DAY, d=DAY, e=Decimal("70.50")).said("en")
    assert said == "'x' 1,200 2026-11-28 2026-11 70.50"


def test_numbers_and_days_have_the_forms_of_the_language() -> None:
    values = {
        "day": DAY,
        "month": DAY,
        "at": datetime(2026, 11, 28, 8, 30, tzinfo=UTC),
        "n": 1234,
        "p": Decimal("70.5"),
    }
    assert Text("{day} {month:%m/%Y} {at} {n} {n:,} {p}", **values).said("vi") == (
        "28/11/2026 11/2026 08:30 28/11/2026 1234 1.234 70,5"
    )
    assert Text("{count:,} people", count=19138).said("vi") == "19.138 người"


def test_values_may_be_texts_and_rows_of_them() -> None:
    text = Text(
        "{one}: {some}, {all}, {plain}",
        one=Text("the bonus"),
        some=any_of("ab"),
        all=all_of("cd"),
        plain=["e", "f"],
    )
    assert text.said("en") == "the bonus: a or b, c and d, e, f"
    assert text.said("vi") == "tiền thưởng: a hoặc b, c và d, e, f"


def test_a_template_without_values_keeps_its_braces() -> None:
    assert Text('Send {"name": "hr"}.').said("vi") == 'Send {"name": "hr"}.'


def test_a_refusal_is_said_by_its_code_and_cites_the_law() -> None:
    taken = Conflict(
        "taken", "{what} of {day} is taken.", "id", "Decree 335/2025 art. 12", what=Text("the bonus"), day=DAY
    )
    assert taken.message == str(taken) == "the bonus of 2026-11-28 is taken."
    assert taken.said("vi") == "tiền thưởng ngày 28/11/2026 đã có người dùng."
    assert (taken.law, taken.law_in("vi")) == ("Decree 335/2025 art. 12", "Điều 12 Nghị định 335/2025/NĐ-CP")
    other = Conflict("other", "{what} of {day} is taken.", what="x", day=DAY)
    assert other.said("vi") == "x of 28/11/2026 is taken."


def test_a_refusal_at_another_place_is_the_same_refusal() -> None:
    taken = Conflict("taken", "{what} of {day} is taken.", "id", "Decree 335/2025 art. 12", what="x", day=DAY)
    moved = taken.at("input.id")
    assert (type(moved), moved.code, moved.message, moved.path, moved.law) == (
        Conflict, "taken", taken.message, "input.id", taken.law,
    )  # fmt: skip


def test_several_faults_are_one_refusal_that_holds_each() -> None:
    first, second = Invalid("a", "A.", "input.0"), Invalid("b", "B.", "input.1")
    both = Refusals([first, second])
    assert both.each == (first, second)
    assert first.each == (first,)
    assert (both.code, both.message, both.path) == ("a", "A.", "input.0")
