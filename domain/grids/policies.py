"""Policies of salary grids: numbers of the law, for everybody to read."""

from domain.database.state.policy import SIGNED_IN, Rule

_LOADED = Rule(SIGNED_IN, note="`meritgrid migrate` loads the law's numbers, as the owner of the database.")
POLICIES = {
    "salary_step": _LOADED,
    "salary_coefficient": _LOADED,
    "base_salary": _LOADED,
    "leadership_allowance": _LOADED,
    "national_grade": _LOADED,
}
