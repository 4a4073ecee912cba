"""Policy goals, KPIs bound to positions, and the product catalogue of the demo."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import polars as pl

from domain.demo import sources
from domain.demo.draw import Draw, Ids, Whole, written
from domain.demo.posts import Posts

STANDARD_POINTS = 5
LEADING = "LD"


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Products in the order of the file: the KPI of each (a place), its k in hundredths, its complexity group.

    `pools` gives, for each pool of a post ("HC", "LD+HC"), the places of its products.
    """

    kpis: list[dict[str, Any]]
    products: list[tuple[str, int]]
    kpi_of_product: Whole
    coefficient_hundredths: Whole
    complexity_group: Whole
    pools: dict[str, list[int]]
    kpis_of_pool: dict[str, list[int]]
    kpi_ids: Ids
    product_ids: Ids


def catalogue(draw: Draw, year: int) -> Catalogue:
    """Everything that is counted, with ids of the year before it is."""
    source = sources.read("catalogue")
    kpis = [kpi | {"field": field} for field, own in source["fields"].items() for kpi in own]
    products = [(title, points) for kpi in kpis for title, points in kpi["products"]]
    kpi_of_product = np.repeat(np.arange(len(kpis)), [len(kpi["products"]) for kpi in kpis])
    points = np.array([points for _, points in products])
    kpis_of_pool = _kpis_of_pools(kpis)
    before = date(year - 1, 12, 1)
    return Catalogue(
        kpis, products, kpi_of_product,
        coefficient_hundredths=points * 100 // STANDARD_POINTS,
        complexity_group=np.searchsorted(source["groups"], points) + 1,
        pools={pool: np.flatnonzero(np.isin(kpi_of_product, own)).tolist() for pool, own in kpis_of_pool.items()},
        kpis_of_pool=kpis_of_pool,
        kpi_ids=draw.ids("kpi", len(kpis), before),
        product_ids=draw.ids("product", len(products), before),
    )


def _kpis_of_pools(kpis: list[dict[str, Any]]) -> dict[str, list[int]]:
    fields = dict.fromkeys(kpi["field"] for kpi in kpis)
    own = {field: [place for place, kpi in enumerate(kpis) if kpi["field"] == field] for field in fields}
    return own | {f"{LEADING}+{field}": own[LEADING] + own[field] for field in fields if field != LEADING}


def tables(draw: Draw, catalogue: Catalogue, posts: Posts, position_ids: Ids, year: int) -> dict[str, pl.DataFrame]:
    """Rows of `policy_goal`, `kpi`, `position_kpi`, `product` and `product_coefficient`."""
    source, start = sources.read("catalogue"), date(year, 1, 1)
    goals: dict[str, dict[str, str]] = source["goals"]
    goal_ids = written(draw.ids("policy_goal", len(goals), start))
    by_code = dict(zip(goals, goal_ids, strict=True))
    kpi_ids, product_ids = written(catalogue.kpi_ids), written(catalogue.product_ids)
    kpi_codes = pl.Series([kpi["code"] for kpi in catalogue.kpis])
    numbered = "-" + pl.Series(range(1, len(product_ids) + 1)).cast(pl.String).str.zfill(2)
    return {
        "policy_goal": pl.DataFrame(
            {"id": goal_ids, "code": list(goals)} | {key: [goal[key] for goal in goals.values()] for key in ("title", "document")}
        ),
        "kpi": pl.DataFrame(
            {
                "id": kpi_ids,
                "code": kpi_codes,
                "title": [kpi["title"] for kpi in catalogue.kpis],
                "policy_goal_id": [by_code[kpi["goal"]] for kpi in catalogue.kpis],
                "measure": [kpi["measure"] for kpi in catalogue.kpis],
                "data_source": [kpi["source"] for kpi in catalogue.kpis],
            }
        ),
        "position_kpi": _suited(catalogue, posts, position_ids),
        "product": pl.DataFrame(
            {
                "id": product_ids,
                "code": kpi_codes.gather(catalogue.kpi_of_product) + numbered,
                "title": [title for title, _ in catalogue.products],
                "kpi_id": kpi_ids.gather(catalogue.kpi_of_product),
                "complexity_group": catalogue.complexity_group,
            }
        ),
        "product_coefficient": pl.DataFrame(
            {
                "id": written(draw.ids("product_coefficient", len(product_ids), start)),
                "effective_from": [start] * len(product_ids),
                "product_id": product_ids,
                "coefficient_hundredths": catalogue.coefficient_hundredths,
                "source": [source["source"]] * len(product_ids),
            }
        ),
    }


def _suited(catalogue: Catalogue, posts: Posts, position_ids: Ids) -> pl.DataFrame:
    pools = pl.DataFrame(
        {"pool": list(catalogue.kpis_of_pool), "kpi": list(catalogue.kpis_of_pool.values())}
    ).explode("kpi")
    pairs = posts.rows.select("pool").with_row_index("position").join(pools, on="pool", maintain_order="left_right")
    return pl.DataFrame(
        {
            "position_id": written(position_ids).gather(pairs["position"]),
            "kpi_id": written(catalogue.kpi_ids).gather(pairs["kpi"]),
        }
    )
