"""The list of areas, with the tables and views of each. It stands on top: nothing below imports an area through it.

Whoever opens a database imports this first: a foreign key finds its table only when every area's tables are known.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from types import ModuleType

from sqlalchemy import MetaData

from domain.access import tables as access_tables
from domain.access import views as access_views
from domain.assessments import tables as assessments_tables
from domain.assessments import views as assessments_views
from domain.audit import tables as audit_tables
from domain.audit import views as audit_views
from domain.computing import tables as computing_tables
from domain.database.tables import SQLModel
from domain.funds import tables as funds_tables
from domain.funds import views as funds_views
from domain.goals import tables as goals_tables
from domain.goals import views as goals_views
from domain.grids import tables as grids_tables
from domain.grids import views as grids_views
from domain.organisation import tables as organisation_tables
from domain.organisation import views as organisation_views
from domain.pay_runs import tables as pay_runs_tables
from domain.pay_runs import views as pay_runs_views
from domain.payments import tables as payments_tables
from domain.people import tables as people_tables
from domain.people import views as people_views
from domain.reading.view import View
from domain.regulations import tables as regulations_tables
from domain.regulations import views as regulations_views
from domain.results import tables as results_tables
from domain.results import views as results_views
from domain.scenarios import tables as scenarios_tables


@dataclass(frozen=True)
class Area:
    """What an area declares. `tables`: all that it keeps; `views`: what readers see."""

    tables: ModuleType
    views: ModuleType | None = None


AREAS: Mapping[str, Area] = {
    "organisation": Area(organisation_tables, organisation_views),
    "people": Area(people_tables, people_views),
    "goals": Area(goals_tables, goals_views),
    "results": Area(results_tables, results_views),
    "grids": Area(grids_tables, grids_views),
    "assessments": Area(assessments_tables, assessments_views),
    "regulations": Area(regulations_tables, regulations_views),
    "funds": Area(funds_tables, funds_views),
    "pay_runs": Area(pay_runs_tables, pay_runs_views),
    "scenarios": Area(scenarios_tables),
    "audit": Area(audit_tables, audit_views),
    "access": Area(access_tables, access_views),
}
# Rooms below the areas that keep tables of their own, which readers never see.
BELOW: Mapping[str, Area] = {"computing": Area(computing_tables), "payments": Area(payments_tables)}
METADATA: MetaData = SQLModel.metadata


def views_of(areas: Iterable[Area]) -> Mapping[str, View]:
    """Every view by name, with the relations that other areas add to it. Raises ValueError for one that is there."""
    modules = [area.views for area in areas if area.views is not None]
    views: dict[str, View] = {view.name: view for module in modules for view in module.VIEWS}
    for module in modules:
        for name, added in getattr(module, "RELATIONS", {}).items():
            if twice := added.keys() & views[name].relations.keys():
                raise ValueError(f"{module.__name__} says again what {name} has: {', '.join(sorted(twice))}")
            views[name] = replace(views[name], relations={**views[name].relations, **added})
    return views


VIEWS = views_of(AREAS.values())
