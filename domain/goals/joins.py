"""What items of catalogues are on the day, whose they are, and how positions and KPIs belong together."""

from collections.abc import Callable, Sequence

from sqlalchemy import (
    Boolean,
    ColumnElement,
    FromClause,
    Integer,
    func,
    literal_column,
    select,
    true,
    union_all,
)

from domain.goals.tables import PositionKpi
from domain.reading.columns import Model, table_of
from domain.reading.joins import TODAY
from domain.reading.units import UNIT_ANCESTOR


def kpis_of_position(target: FromClause, source: FromClause) -> ColumnElement[bool]:
    """KPIs that are bound to the position on the day."""
    pairs = table_of(PositionKpi).alias()
    ours = select(pairs.c.kpi_id).where(pairs.c.position_id == source.c.id, _bound(pairs)).correlate(source)
    return target.c.id.in_(ours)


def positions_of_kpi(target: FromClause, source: FromClause) -> ColumnElement[bool]:
    """Positions that the KPI is bound to on the day."""
    pairs = table_of(PositionKpi).alias()
    ours = select(pairs.c.position_id).where(pairs.c.kpi_id == source.c.id, _bound(pairs)).correlate(source)
    return target.c.id.in_(ours)


def _bound(pairs: FromClause) -> ColumnElement[bool]:
    return func.kpi_bound(pairs.c.position_id, pairs.c.kpi_id, TODAY, type_=Boolean)


def as_stated(model: Model, state: Model, key: str, names: Sequence[str]) -> Callable[[str], FromClause]:
    """Rows of a table as they are on the day; one that begins later, as it will be. `key`: names a row in `state`."""

    def rows(alias: str) -> FromClause:
        items, states = table_of(model), table_of(state)
        since, one = states.c.effective_from, literal_column("1", Integer)
        said = [states.c[name] for name in ("effective_from", *names)]
        theirs = select(*said).where(states.c[key] == items.c.id).correlate(items).limit(one)
        begun = theirs.where(since <= TODAY).order_by(since.desc())
        to_come = theirs.where(since > TODAY).order_by(since)
        found = union_all(begun, to_come).limit(one).lateral()
        columns = [found.c[name] for name in ("effective_from", *names)]
        return select(items, *columns).select_from(items.join(found, true())).subquery(alias)

    return rows


def inherited(rows: FromClause, unit: ColumnElement[object]) -> ColumnElement[bool]:
    """Items of the unit's own catalogue and of those of the units above it on the day."""
    pairs = UNIT_ANCESTOR.alias()
    on_the_day = (pairs.c.effective_from <= TODAY) & (pairs.c.effective_until > TODAY)
    return rows.c.unit_id.in_(select(pairs.c.ancestor_id).where(pairs.c.unit_id == unit, on_the_day))
