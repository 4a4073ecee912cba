"""Kinds of allowances: called as the pay models call them, each with the values that it may have."""

from collections.abc import Collection, Mapping

from domain.facts.grains.people import KINDS
from pay_models.vn.grade_pay.rows import REGIONAL

# Which leading post counts, by its row of the leadership allowances; it has no number.
LEADERSHIP = "leadership_code"
# The values that each kind may have, as the model of grade pay takes them; 0 ends it.
VALUES: Mapping[str, Collection[int]] = {
    LEADERSHIP: (0, 1),
    "public_duty": (0, 1),
    "other_percentages_bp": range(30_001),
    "regional_coefficient_hundredths": REGIONAL,
    "responsibility_coefficient_hundredths": range(101),
    "hard_area_years": range(61),
    "reserved_coefficient_hundredths": range(1_001),
}

__all__ = ["KINDS", "LEADERSHIP", "VALUES"]
