"""Who moved has a line in two units: each unit counts them, and all else counts them once."""

import polars as pl

from domain.scenarios.effects import compare

UNITS = pl.DataFrame({"unit": [0, 1], "unit_code": ["A", "B"], "unit_name": ["A", "B"]})


def test_who_moved_counts_in_each_unit_and_once_in_their_class():
    people = range(20)
    lines = pl.DataFrame(
        {
            "line": range(40),
            # Twenty people worked in A and were classified in B.
            "employee": [*(20 + place for place in people), *(20 + place for place in people)],
            "unit": [0] * 20 + [1] * 20,
            "rated": ["elsewhere"] * 20 + ["good"] * 20,
            "amount_vnd": [1_000] * 20 + [5_000] * 20,
        }
    )
    more = lines.with_columns(pl.col("amount_vnd") * 2)

    (effects,) = compare(lines, [more], UNITS)

    assert (effects.baseline_vnd, effects.scenario_vnd) == (120_000, 240_000)
    assert effects.by_unit.select("unit_code", "people", "baseline_vnd").rows() == [
        ("A", 20, 20_000),
        ("B", 20, 100_000),
    ]
    assert effects.by_class.filter(rated="good").rows() == [("good", 20, 120_000, 20, 240_000, None)]
    assert "elsewhere" not in effects.by_class["rated"]
    assert effects.outcomes.filter(outcome="winners").select("people", "difference_vnd").rows() == [
        (20, 120_000)
    ]


def test_whoever_is_classified_outside_of_the_run_has_a_row_of_their_own():
    lines = pl.DataFrame(
        {
            "line": range(12),
            "employee": range(12),
            "unit": [0] * 12,
            "rated": ["elsewhere"] * 12,
            "amount_vnd": [1_000] * 12,
        }
    )

    by_class = compare(lines, [lines], UNITS)[0].by_class

    assert by_class.filter(rated="elsewhere").rows() == [("elsewhere", 12, 12_000, 12, 12_000, None)]
