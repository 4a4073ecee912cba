"""Policy goals, KPIs bound to positions, and the product catalogue of the demo."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import polars as pl

from demo import sources
from demo.draw import Draw, Ids, Whole, written
from demo.posts import Posts

STANDARD_POINTS = 5
LEADING = "LD"


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Products in the order of the file: the KPI of each (a place), k in hundredths, complexity group.

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
        kpis,
        products,
        kpi_of_product,
        coefficient_hundredths=points * 100 // STANDARD_POINTS,
        complexity_group=np.searchsorted(source["groups"], points) + 1,
        pools={
            pool: np.flatnonzero(np.isin(kpi_of_product, own)).tolist() for pool, own in kpis_of_pool.items()
        },
        kpis_of_pool=kpis_of_pool,
        kpi_ids=draw.ids("kpi", len(kpis), before),
        product_ids=draw.ids("product", len(products), before),
    )


def _kpis_of_pools(kpis: list[dict[str, Any]]) -> dict[str, list[int]]:
    fields = dict.fromkeys(kpi["field"] for kpi in kpis)
    own = {field: [place for place, kpi in enumerate(kpis) if kpi["field"] == field] for field in fields}
    return own | {f"{LEADING}+{field}": own[LEADING] + own[field] for field in fields if field != LEADING}


def tables(
    draw: Draw, catalogue: Catalogue, posts: Posts, unit_ids: Ids, position_ids: Ids, year: int
) -> dict[str, pl.DataFrame]:
    """Rows of `policy_goal`, `kpi`, `position_kpi`, `product` and `product_coefficient`: all are the province's."""
    start, province = date(year, 1, 1), written(unit_ids)[0]
    goals: dict[str, dict[str, str]] = sources.read("catalogue")["goals"]
    goal_ids = dict(zip(goals, written(draw.ids("policy_goal", len(goals), start)), strict=True))
    named = pl.DataFrame({"id": list(goal_ids.values()), "code": list(goal_ids), "unit_id": province})
    said = pl.DataFrame(list(goals.values())).with_columns(
        id=written(draw.ids("policy_goal_state", len(goals), start)),
        policy_goal_id=named["id"],
        unit_id=named["unit_id"],
        stage=pl.lit("published"),
        effective_from=start,
    )
    kpi_codes = [kpi["code"] for kpi in catalogue.kpis]
    return {
        "policy_goal": named,
        "policy_goal_state": said,
        "kpi": pl.DataFrame({"id": written(catalogue.kpi_ids), "code": kpi_codes, "unit_id": province}),
        "kpi_state": _kpis(draw, catalogue, goal_ids, province, start),
        **_suited(draw, catalogue, posts, unit_ids, position_ids, start),
        "product": _products(catalogue),
        "product_coefficient": _coefficients(draw, catalogue, start),
    }


def _kpis(
    draw: Draw, catalogue: Catalogue, goal_ids: dict[str, str], province: str, start: date
) -> pl.DataFrame:
    count = len(catalogue.kpis)
    return pl.DataFrame(
        {
            "id": written(draw.ids("kpi_state", count, start)),
            "effective_from": [start] * count,
            "kpi_id": written(catalogue.kpi_ids),
            "unit_id": [province] * count,
            "policy_goal_id": [goal_ids[kpi["goal"]] for kpi in catalogue.kpis],
            "data_source": [kpi["source"] for kpi in catalogue.kpis],
            "closed": [False] * count,
            **{name: [kpi[name] for kpi in catalogue.kpis] for name in ("title", "measure")},
            **{name: [value] * count for name, value in sources.read("catalogue")["measured"].items()},
        }
    )


def _products(catalogue: Catalogue) -> pl.DataFrame:
    kpi_codes = pl.Series([kpi["code"] for kpi in catalogue.kpis])
    number = pl.Series(range(1, len(catalogue.products) + 1)).cast(pl.String).str.zfill(2)
    return pl.DataFrame(
        {
            "id": written(catalogue.product_ids),
            "code": kpi_codes.gather(catalogue.kpi_of_product) + "-" + number,
            "title": [title for title, _ in catalogue.products],
            "kpi_id": written(catalogue.kpi_ids).gather(catalogue.kpi_of_product),
            "complexity_group": catalogue.complexity_group,
        }
    )


def _coefficients(draw: Draw, catalogue: Catalogue, start: date) -> pl.DataFrame:
    count = len(catalogue.products)
    return pl.DataFrame(
        {
            "id": written(draw.ids("product_coefficient", count, start)),
            "effective_from": [start] * count,
            "product_id": written(catalogue.product_ids),
            "coefficient_hundredths": catalogue.coefficient_hundredths,
            "source": [sources.read("catalogue")["source"]] * count,
        }
    )


def _suited(
    draw: Draw, catalogue: Catalogue, posts: Posts, unit_ids: Ids, position_ids: Ids, start: date
) -> dict[str, pl.DataFrame]:
    """The KPIs of each position, and the set of them that is active from the beginning."""
    pools = pl.DataFrame(
        {"pool": list(catalogue.kpis_of_pool), "kpi": list(catalogue.kpis_of_pool.values())}
    ).explode("kpi")
    pairs = (
        posts.rows.select("pool")
        .with_row_index("position")
        .join(pools, on="pool", maintain_order="left_right")
    )
    set_ids = written(draw.ids("kpi_set", len(posts.rows), start))
    kpi_ids = written(catalogue.kpi_ids).gather(pairs["kpi"])
    sets = {
        "id": set_ids,
        "effective_from": [start] * len(posts.rows),
        "position_id": written(position_ids),
        "unit_id": written(unit_ids).gather(posts.rows["unit"]),
    }
    return {
        "position_kpi": pl.DataFrame(
            {"position_id": written(position_ids).gather(pairs["position"]), "kpi_id": kpi_ids}
        ),
        "kpi_set": pl.DataFrame(sets),
        "kpi_set_kpi": pl.DataFrame({"kpi_set_id": set_ids.gather(pairs["position"]), "kpi_id": kpi_ids}),
    }
