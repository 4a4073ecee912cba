"""Goals: which products suit which posts."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import text

from domain.database.sessions import ReadSession

_SUITING = text("""
    select d.kpi_id, coalesce(d.code, ''),
           kpi_bound(given.position_id, d.kpi_id, given.month) and not coalesce(
               (select t.closed from kpi_state t where t.kpi_id = d.kpi_id and t.effective_from <= given.month
                order by t.effective_from desc limit 1), false),
           (select string_agg(k.code, ', ' order by k.code)
            from position_kpi s join kpi k on k.id = s.kpi_id
            where s.position_id = given.position_id and kpi_bound(s.position_id, k.id, given.month))
    from unnest(cast(:products as uuid[]), cast(:positions as uuid[]), cast(:months as date[])) with ordinality
         as given (product_id, position_id, month, place)
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
    session: ReadSession, products: Sequence[UUID], positions: Sequence[UUID | None], months: Sequence[date]
) -> list[Suit]:
    """Whether each product suits the position in the same place in its month; none suits no position."""
    given = {"products": list(products), "positions": list(positions), "months": list(months)}
    rows = await session.execute(_SUITING, given)
    return [Suit(*row) for row in rows]


async def titles(session: ReadSession, codes: Sequence[str]) -> dict[str, str]:
    """What products are called, by their codes."""
    rows = await session.execute(_TITLES, {"codes": list(codes)})
    return {row.code: row.title for row in rows}
