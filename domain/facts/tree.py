"""Units of a period: which hold the fund of which, and the regulation that each follows."""

from collections.abc import Callable, Mapping

import polars as pl

Frames = Mapping[str, pl.DataFrame]


def fund_units(facts: Frames) -> pl.DataFrame:
    """unit_key, fund_key: the nearest unit at or above each that holds a fund at the period's end; some have none."""
    holding = _latest(facts["unit state"]).filter("holds_fund").select(fund_key="unit_key")
    return (
        facts["unit above"]
        .join(holding, left_on="above_key", right_on="fund_key", how="semi")
        .sort("unit_key", "depth")
        .unique("unit_key", keep="first", maintain_order=True)
        .select("unit_key", fund_key="above_key")
    )


def within(facts: Frames, top_key: int) -> pl.DataFrame:
    """unit_key of a unit and of all below it."""
    return facts["unit above"].filter(pl.col("above_key") == top_key).select("unit_key")


def named(facts: Frames, keys: pl.DataFrame, names: Callable[[str], bool]) -> pl.DataFrame:
    """unit_key, unit_id, unit_code, unit_name and the regulation in force, if any, of the units of `unit_key`.

    `names`: whether a regulation counts, by its models (JSON).
    """
    states = _latest(facts["unit state"]).select("unit_key", "unit_name")
    return (
        facts["unit"]
        .join(keys, on="unit_key", how="semi")
        .join(states, on="unit_key")
        .join(_regulations(facts, names), on="unit_key", how="left")
    )


def _latest(states: pl.DataFrame) -> pl.DataFrame:
    return states.sort("unit_key", "effective_from").unique("unit_key", keep="last", maintain_order=True)


def _regulations(facts: Frames, names: Callable[[str], bool]) -> pl.DataFrame:
    """The latest of the nearest unit at or above each that has published one that counts."""
    counted = pl.Series([names(models) for models in facts["regulation"]["models"]], dtype=pl.Boolean)
    return (
        facts["unit above"]
        .join(facts["regulation"].filter(counted), left_on="above_key", right_on="unit_key")
        .sort("unit_key", "depth", "effective_from", descending=[False, False, True])
        .unique("unit_key", keep="first", maintain_order=True)
        .select("unit_key", "regulation_id", "regulation_title", "models", "parameters")
    )
