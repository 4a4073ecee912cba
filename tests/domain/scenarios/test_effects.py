"""What a scenario does is told for any kind of run, with classes or without."""

import polars as pl

from domain.scenarios.effects import compare

UNITS = pl.DataFrame({"unit": [1], "unit_code": ["U"], "unit_name": ["Unit"]})


def lines(rated: str | None, amount: int) -> pl.DataFrame:
    return pl.DataFrame(
        {"line": range(12), "employee": range(12), "unit": 1, "rated": [rated] * 12, "amount_vnd": amount},
        schema_overrides={"rated": pl.String},
    )


def test_a_kind_without_classes_has_outcomes_and_no_classes():
    (told,) = compare(lines(None, 100_000), [lines(None, 300_000)], UNITS)

    assert (told.by_class.height, told.moves.height) == (0, 0)
    assert told.by_class.columns[0] == "rated"
    assert (told.baseline_vnd, told.scenario_vnd) == (1_200_000, 3_600_000)
    assert told.outcomes.filter(pl.col("outcome") == "winners")["people"].to_list() == [12]


def test_classes_of_another_kind_stand_behind_those_of_the_bonus():
    (told,) = compare(lines("good", 100_000), [lines("outstanding", 300_000)], UNITS)

    assert told.by_class["rated"].to_list() == [
        "excellent", "good", "completed", "not_completed", "unrated", "outstanding",
    ]  # fmt: skip
    assert told.moves.select("rated_before", "rated_after", "people").rows() == [("good", "outstanding", 12)]
