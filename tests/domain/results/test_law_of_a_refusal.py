"""A refusal of results cites the law for what the law asks, and nothing for what this program asks."""

import pytest

from domain.results.faults import LAW, OF_THE_LAW, Fault, in_order, refused

TECHNICAL = (
    "stale_version",
    "already_recorded",
    "already_paid",
    "given_twice",
    "count_out_of_range",
    "unknown_product",
    "employee_not_found",
    "forbidden",
    "month_to_come",
)


def of(*codes):
    """The refusal of a row with these faults."""
    return in_order(refused(Fault(0, "expectedVersion", code, "x")) for code in codes)


@pytest.mark.parametrize("code", TECHNICAL)
def test_what_this_program_asks_is_no_law(code):
    assert (of(code).code, of(code).law) == (code, "")


@pytest.mark.parametrize("code", sorted(OF_THE_LAW))
def test_what_the_law_asks_is_cited(code):
    assert (of(code).code, of(code).law) == (code, LAW)
    both = of(code, "stale_version").each
    assert [(each.code, each.law) for each in both] == [(code, LAW), ("stale_version", "")]
