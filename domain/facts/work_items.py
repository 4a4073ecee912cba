"""Work items with what each is worth: the coefficient of its product on the first day of its month."""

from collections.abc import Mapping

import polars as pl

from domain.facts.grains.work import KINDS
from domain.facts.months import beside, in_force, place
from domain.facts.period import Period

COLUMNS = (
    *("month", "item_key", "kind", "coefficient_hundredths"),
    *("assigned", "completed", "quality_failures", "delays"),
)


def valued(facts: Mapping[str, pl.DataFrame], period: Period, name: str) -> pl.DataFrame:
    """The items with `COLUMNS`, employee_key, place (the month) and item_place, which rises as item_key does.

    `name`: the column of the product by which items are called, `product_code` or `product_id`; work that was not
    assigned is called by its kind, too. An item of a product without a coefficient then has none.
    """
    worth = in_force(facts["product coefficient"], "product_key", period).drop("effective_from")
    placed = facts["work item"].with_columns(place("month", period).alias("place"))
    keys = _keys(facts["product"], name)
    return beside(placed, worth, "product_key").join(keys, on=["product_key", "kind"])


def _keys(products: pl.DataFrame, name: str) -> pl.DataFrame:
    """product_key, kind, item_key, item_place."""
    suffix = ["" if kind == "assigned" else f" {kind}" for kind in KINDS]
    return (
        products.join(pl.DataFrame({"kind": KINDS, "suffix": suffix}), how="cross")
        .with_columns(pl.concat_str(name, "suffix").alias("item_key"))
        .with_columns(pl.col("item_key").rank("dense").alias("item_place"))
        .select("product_key", "kind", "item_key", "item_place")
    )
