"""Goals: which products suit which posts."""

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import text

from domain.database.sessions import ReadSession

_SUITING = text("""
    select d.kpi_id, coalesce(d.code, ''),
           exists (select from position_kpi s where s.position_id = given.position_id and s.kpi_id = d.kpi_id),
           (select string_agg(k.code, ', ' order by k.code)
            from position_kpi s join kpi k on k.id = s.kpi_id
            where s.position_id = given.position_id)
    from unnest(cast(:products as uuid[]), cast(:positions as uuid[])) with ordinality
         as given (product_id, position_id, place)
    left join product d on d.id = given.product_id
    order by given.place
""")

_TITLES = text("select code, title from product where code = any(:codes)")


class Suit(NamedTuple):
    """The KPI of a product, whether it suits a position, and the codes of the KPIs that do."""

    kpi_id: UUID | None
    product: str
    suits: bool
    suited: str | None


async def suiting(
    session: ReadSession, products: Sequence[UUID], positions: Sequence[UUID | None]
) -> list[Suit]:
    """Whether each product suits the position in the same place; none suits no position."""
    rows = await session.execute(_SUITING, {"products": list(products), "positions": list(positions)})
    return [Suit(*row) for row in rows]


async def titles(session: ReadSession, codes: Sequence[str]) -> dict[str, str]:
    """What products are called, by their codes."""
    rows = await session.execute(_TITLES, {"codes": list(codes)})
    return {row.code: row.title for row in rows}
