"""Work items with what each is worth: the coefficient of its product on the first day of its month."""

from collections.abc import Mapping

import polars as pl

from domain.facts import ordinals
from domain.facts.grains.work import KINDS
from domain.facts.months import in_force, place
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
    numbered = facts["product"].with_row_index("product")
    products = numbered.select("product_key", "product")
    coefficients = facts["product coefficient"].join(products, on="product_key")
    worth = in_force(coefficients, "product", period).drop("effective_from", "product_key")
    placed = facts["work item"].with_columns(place("month", period).alias("place"))
    rows = ordinals.in_month(placed.join(products, on="product_key"), worth, "product")
    keys = _keys(numbered, name)
    return ordinals.looked_up(rows, keys.select("item_key", "item_place"), _called(rows), _called(keys))


def _called(rows: pl.DataFrame) -> pl.Series:
    """A product and the kind of the work in one number."""
    kind = pl.col("kind").cast(pl.Enum(KINDS)).to_physical()
    return rows.select(pl.col("product").cast(pl.Int64) * len(KINDS) + kind).to_series()


def _keys(products: pl.DataFrame, name: str) -> pl.DataFrame:
    """product, kind, item_key, item_place."""
    suffix = ["" if kind == "assigned" else f" {kind}" for kind in KINDS]
    return (
        products.join(pl.DataFrame({"kind": KINDS, "suffix": suffix}), how="cross")
        .with_columns(pl.concat_str(name, "suffix").alias("item_key"))
        .with_columns(pl.col("item_key").rank("dense").alias("item_place"))
        .select("product", "kind", "item_key", "item_place")
    )
