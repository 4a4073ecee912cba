"""A cursor carries what its list is ordered by, and nothing else passes for one."""

import json
from base64 import urlsafe_b64encode
from datetime import date
from uuid import UUID

import pytest

from domain.areas import VIEWS
from domain.errors import Invalid
from domain.reading.cursors import LONGEST, part
from domain.reading.ordering import order_of
from domain.reading.selection import Selection

SOMEBODY = "0192f7c2-0000-7000-8000-000000000000"
ASSESSMENT = VIEWS["Assessment"]
STEP = VIEWS["SalaryStep"]


def parts(view, asked=None):
    """How each part of a cursor of a view is read, in the order asked for."""
    order = order_of(view, Selection("rows", "rows", order=asked))
    return [part(order, number, view.table.c[name].type) for number, name in enumerate(order.columns)]


def encoded(values):
    """A cursor as the database writes it."""
    return urlsafe_b64encode(json.dumps(values).encode()).decode().rstrip("=")


def test_each_part_is_read_as_the_type_of_its_column():
    cursor = encoded(["Assessment", SOMEBODY, "month", "2026-03-01"])

    assert [read(cursor) for read in parts(ASSESSMENT)] == [UUID(SOMEBODY), "month", date(2026, 3, 1)]


@pytest.mark.parametrize(
    "sent",
    [
        "",
        "*",
        encoded({"employee_id": SOMEBODY}),
        encoded(7),
        encoded(["SalaryStep", SOMEBODY, "month", "2026-03-01"]),
        encoded(["Assessment", SOMEBODY, "month"]),
        encoded(["Assessment", SOMEBODY, "month", "2026-03-01", 1]),
        encoded(["Assessment", "nobody", "month", "2026-03-01"]),
        encoded(["Assessment", 7, "month", "2026-03-01"]),
        encoded(["Assessment", SOMEBODY, "month", "2026-02-30"]),
        encoded(["Assessment", SOMEBODY, "month", None]),
        "[" * LONGEST,
        encoded(["Assessment", SOMEBODY, "month", "2026-03-01"]) + " ",
        "WyJ\u00e9Il0",
    ],
)
def test_nothing_else_passes_for_a_cursor(sent):
    with pytest.raises(Invalid) as refused:
        [read(sent) for read in parts(ASSESSMENT)]

    assert refused.value.code == "not_a_cursor"


@pytest.mark.parametrize("number", [True, 2**31, -(2**31) - 1, 1.5, "1"])
def test_a_number_that_the_column_cannot_hold_is_no_cursor(number):
    with pytest.raises(Invalid) as refused:
        parts(STEP)[0](encoded(["SalaryStep", number, "A1", 1]))

    assert refused.value.code == "not_a_cursor"


@pytest.mark.parametrize("text", ["A\0", "\ud800"])
def test_a_text_that_the_database_cannot_hold_is_no_cursor(text):
    with pytest.raises(Invalid) as refused:
        parts(STEP)[1](encoded(["SalaryStep", 1, text, 1]))

    assert refused.value.code == "not_a_cursor"


def test_an_order_of_its_own_is_followed_by_the_rest_of_the_views_order():
    cursor = encoded(["Assessment:PERIOD_START:desc", "2026-03-01", SOMEBODY, "month"])

    assert [read(cursor) for read in parts(ASSESSMENT, ("PERIOD_START", True))] == [
        date(2026, 3, 1),
        UUID(SOMEBODY),
        "month",
    ]


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        (["Assessment:PERIOD_START:asc", "2026-03-01", SOMEBODY, "month"], ("PERIOD_START", True)),
        (["Assessment:SCORE:desc", "2026-03-01", SOMEBODY, "month"], ("PERIOD_START", True)),
        (["Assessment", SOMEBODY, "month", "2026-03-01"], ("PERIOD_START", True)),
        (["Assessment:EMPLOYEE:asc", SOMEBODY, "month", "2026-03-01"], None),
    ],
)
def test_a_cursor_of_another_order_or_direction_of_the_same_list_is_none(written, asked):
    with pytest.raises(Invalid) as refused:
        [read(encoded(written)) for read in parts(ASSESSMENT, asked)]

    assert refused.value.code == "not_a_cursor"
