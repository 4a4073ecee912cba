"""The tables of scenarios side by side: what is hidden of one is hidden of all, so that no two of them tell it."""

from collections.abc import Sequence
from itertools import combinations

import polars as pl

from domain.scenarios.disclosure import hide_small

COARSE_VND = 100_000
CLASSES = ("excellent", "good", "completed", "not_completed", "unrated")
OUTCOMES = ("winners", "losers", "unchanged")
EVERYBODY = pl.len().cast(pl.Int64)


def by_unit(lines: pl.DataFrame, numbers: Sequence[int], units: pl.DataFrame) -> list[pl.DataFrame]:
    """For each scenario a row a unit, in the order of their codes."""
    pairs = [*combinations(numbers, 2)]
    totals = lines.group_by("unit").agg(
        EVERYBODY.alias("people"),
        pl.col("amount_vnd").sum().alias("baseline_vnd"),
        *(pl.col(f"amount_vnd_{n}").sum().alias(f"scenario_vnd_{n}") for n in numbers),
        *(_many(pl.col(f"amount_vnd_{n}") != pl.col("amount_vnd")).alias(f"changed_{n}") for n in numbers),
        *(
            _many(pl.col(f"amount_vnd_{n}") != pl.col(f"amount_vnd_{m}")).alias(f"apart_{n}_{m}")
            for n, m in pairs
        ),
        *(_many(_outcome(n) == word).alias(f"{word}_{n}") for n in numbers for word in OUTCOMES),
        *(_many(_outcome(n) != _outcome(m)).alias(f"other_{n}_{m}") for n, m in pairs),
    )
    named = totals.join(units.select("unit", "unit_code", "unit_name"), on="unit").sort("unit")
    sides = [f"{word}_{n}" for n in numbers for word in OUTCOMES]
    others = [f"other_{n}_{m}" for n, m in pairs]
    costs = hide_small(
        named.drop("unit", *sides, *others),
        ("people", *(f"changed_{n}" for n in numbers)),
        between=[f"apart_{n}_{m}" for n, m in pairs],
    )
    counted = hide_small(named.select(*sides, *others), sides, between=others, already=costs["hidden"])
    cells = costs.hstack(counted.rename({"hidden": "outcomes_hidden"}))
    return [
        cells.select(
            "unit_code", "unit_name", "people", "baseline_vnd", pl.col(f"scenario_vnd_{n}").alias("scenario_vnd"),
            (pl.col(f"scenario_vnd_{n}") - pl.col("baseline_vnd")).alias("difference_vnd"),
            pl.col(f"winners_{n}").alias("winners"), pl.col(f"losers_{n}").alias("losers"),
            "hidden", "outcomes_hidden",
        )
        for n in numbers
    ]  # fmt: skip


def by_class(people: pl.DataFrame, numbers: Sequence[int]) -> list[pl.DataFrame]:
    """For each scenario a row a class."""
    cells = pl.DataFrame({"rated": _classes(people, numbers)}, schema={"rated": pl.String})
    before = people.group_by("rated").agg(
        EVERYBODY.alias("people_before"), pl.col("amount_vnd").sum().alias("baseline_vnd")
    )
    cells = cells.join(before, on="rated", how="left", maintain_order="left")
    for n in numbers:
        after = people.group_by(pl.col(f"rated_{n}").alias("rated")).agg(
            EVERYBODY.alias(f"people_{n}"),
            _many(pl.col(f"amount_vnd_{n}") != pl.col("amount_vnd")).alias(f"changed_{n}"),
            pl.col(f"amount_vnd_{n}").sum().alias(f"scenario_vnd_{n}"),
        )
        cells = cells.join(after, on="rated", how="left", maintain_order="left")
    cells, between = _with_apart(
        cells, people, numbers, "rated", ("rated", "amount_vnd"), {n: f"rated_{n}" for n in numbers}
    )
    # Two counts that both are shown tell their difference too.
    cells = cells.with_columns(
        _distance("people_before", f"people_{n}").alias(f"moved_{n}") for n in numbers
    ).with_columns(
        _distance(f"people_{n}", f"people_{m}").alias(f"moved_{n}_{m}") for n, m in combinations(numbers, 2)
    )
    between += [f"moved_{n}_{m}" for n, m in combinations(numbers, 2)]
    counts = ["people_before", *(f"{name}_{n}" for n in numbers for name in ("people", "moved", "changed"))]
    shown = hide_small(cells, counts, between=between)
    return [
        shown.select(
            "rated", "people_before", "baseline_vnd", pl.col(f"people_{n}").alias("people_after"),
            pl.col(f"scenario_vnd_{n}").alias("scenario_vnd"), "hidden",
        )
        for n in numbers
    ]  # fmt: skip


def moves(people: pl.DataFrame, numbers: Sequence[int]) -> list[pl.DataFrame]:
    """For each scenario a row for each pair of classes, from which and to which people go."""
    key = ["rated_before", "rated_after"]
    every = [
        people.select(pl.col("rated").alias("rated_before"), pl.col(f"rated_{n}").alias("rated_after"))
        .drop_nulls()
        .group_by(key)
        .agg(EVERYBODY.alias(f"people_{n}"))
        for n in numbers
    ]
    cells = pl.concat([each.select(key) for each in every]).unique().sort(key)
    for each in every:
        cells = cells.join(each, on=key, how="left", maintain_order="left")
    cells = cells.fill_null(0)
    # Who goes elsewhere in another scenario is missing in one cell and more in another.
    joined = people.with_columns(
        pl.concat_str("rated", pl.lit("\n"), f"rated_{n}").alias(f"move_{n}") for n in numbers
    )
    cells = cells.with_columns(pl.concat_str("rated_before", pl.lit("\n"), "rated_after").alias("move"))
    cells, between = _with_apart(
        cells, joined, numbers, "move", ("rated",), {n: f"move_{n}" for n in numbers}
    )
    # The classes before and after are published too: a cell must not follow from its row or its column.
    shown = hide_small(
        cells.drop("move"),
        [f"people_{n}" for n in numbers],
        within=((), ("rated_before",), ("rated_after",)),
        between=between,
    )
    return [
        shown.select(*key, pl.col(f"people_{n}").alias("people"), "hidden").filter(
            pl.col("hidden").is_not_null() | (pl.col("people") > 0)
        )
        for n in numbers
    ]


def outcomes(people: pl.DataFrame, numbers: Sequence[int]) -> list[pl.DataFrame]:
    """For each scenario the winners, the losers and those whom it changes nothing for."""
    sided = people.with_columns(_outcome(n).alias(f"outcome_{n}") for n in numbers)
    cells = pl.DataFrame({"outcome": OUTCOMES})
    for n in numbers:
        difference = pl.col(f"amount_vnd_{n}") - pl.col("amount_vnd")
        middle = difference.quantile(0.5, "lower").cast(pl.Int64)
        counted = sided.group_by(pl.col(f"outcome_{n}").alias("outcome")).agg(
            EVERYBODY.alias(f"people_{n}"),
            difference.sum().alias(f"difference_vnd_{n}"),
            ((middle + COARSE_VND // 2) // COARSE_VND * COARSE_VND).alias(f"median_difference_vnd_{n}"),
        )
        cells = cells.join(counted, on="outcome", how="left", maintain_order="left")
    cells, between = _with_apart(
        cells, sided, numbers, "outcome", ("amount_vnd",), {n: f"outcome_{n}" for n in numbers}
    )
    shown = hide_small(cells, [f"people_{n}" for n in numbers], between=between)
    columns = ("people", "difference_vnd", "median_difference_vnd")
    return [
        shown.select("outcome", *(pl.col(f"{name}_{n}").alias(name) for name in columns), "hidden")
        for n in numbers
    ]


def differ(
    people: pl.DataFrame, one: str, other: str, names: Sequence[str] = ("rated", "amount_vnd")
) -> pl.Series:
    """Of each person whether any of these values is another one in two scenarios (`_1`), or the run itself (``)."""
    return people.select(
        pl.any_horizontal(pl.col(f"{name}{one}").ne_missing(pl.col(f"{name}{other}")) for name in names)
    ).to_series()


def _with_apart(
    cells: pl.DataFrame,
    people: pl.DataFrame,
    numbers: Sequence[int],
    key: str,
    names: Sequence[str],
    places: dict[int, str],
) -> tuple[pl.DataFrame, list[str]]:
    """Cells beside the people for whom they are another number in two scenarios, in a column for each pair."""
    columns = []
    for n, m in combinations(numbers, 2):
        others = people.filter(differ(people, f"_{n}", f"_{m}", names))
        left = others.select(pl.col(places[n]).alias(key))
        come = others.filter(pl.col(places[n]).ne_missing(pl.col(places[m]))).select(
            pl.col(places[m]).alias(key)
        )
        columns.append(f"apart_{n}_{m}")
        touched = pl.concat([left, come]).group_by(key).agg(EVERYBODY.alias(columns[-1]))
        cells = cells.join(touched, on=key, how="left", maintain_order="left")
    return cells.fill_null(0), columns


def _classes(people: pl.DataFrame, numbers: Sequence[int]) -> list[str]:
    """The classes of the bonus, whether or not somebody is in one, then any other; none for a kind without classes."""
    names = ("rated", *(f"rated_{n}" for n in numbers))
    there = pl.concat([people[name].alias("rated") for name in names]).drop_nulls().unique()
    others = sorted({*there} - {*CLASSES})
    return [*CLASSES, *others] if not there.is_empty() else []


def _outcome(number: int) -> pl.Expr:
    difference = pl.col(f"amount_vnd_{number}") - pl.col("amount_vnd")
    winners, losers, unchanged = (pl.lit(word) for word in OUTCOMES)
    return pl.when(difference > 0).then(winners).when(difference < 0).then(losers).otherwise(unchanged)


def _many(which: pl.Expr) -> pl.Expr:
    return which.sum().cast(pl.Int64)


def _distance(one: str, other: str) -> pl.Expr:
    return (pl.col(one) - pl.col(other)).abs()
