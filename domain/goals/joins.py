"""How positions and KPIs belong together."""

from domain.goals.tables import PositionKpi
from domain.reading.joins import through

KPIS_OF_POSITION = through(PositionKpi, "position_id", "kpi_id")
POSITIONS_OF_KPI = through(PositionKpi, "kpi_id", "position_id")
