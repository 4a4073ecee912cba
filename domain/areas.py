"""The list of areas, with what each declares. It stands on top: nothing below imports an area through it.

Whoever opens a database imports this first: a foreign key finds its table only when every area's tables are known.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from types import ModuleType

from sqlalchemy import MetaData

from domain.access import events as access_events
from domain.access import policies as access_policies
from domain.access import tables as access_tables
from domain.access import views as access_views
from domain.assessments import events as assessments_events
from domain.assessments import policies as assessments_policies
from domain.assessments import tables as assessments_tables
from domain.assessments import views as assessments_views
from domain.audit import policies as audit_policies
from domain.audit import tables as audit_tables
from domain.audit import views as audit_views
from domain.computing import tables as computing_tables
from domain.database.state.declarations import Declared, replaceable_objects
from domain.database.state.policy import Rule
from domain.database.state.replaceable import Replaceable
from domain.database.tables import SQLModel
from domain.funds import events as funds_events
from domain.funds import policies as funds_policies
from domain.funds import tables as funds_tables
from domain.funds import views as funds_views
from domain.goals import policies as goals_policies
from domain.goals import tables as goals_tables
from domain.goals import views as goals_views
from domain.grids import policies as grids_policies
from domain.grids import tables as grids_tables
from domain.grids import views as grids_views
from domain.organisation import policies as organisation_policies
from domain.organisation import tables as organisation_tables
from domain.organisation import views as organisation_views
from domain.pay_runs import events as pay_runs_events
from domain.pay_runs import policies as pay_runs_policies
from domain.pay_runs import tables as pay_runs_tables
from domain.pay_runs import views as pay_runs_views
from domain.payments import policies as payments_policies
from domain.payments import tables as payments_tables
from domain.people import events as people_events
from domain.people import policies as people_policies
from domain.people import tables as people_tables
from domain.people import views as people_views
from domain.reading.view import View
from domain.regulations import events as regulations_events
from domain.regulations import policies as regulations_policies
from domain.regulations import tables as regulations_tables
from domain.regulations import views as regulations_views
from domain.results import events as results_events
from domain.results import policies as results_policies
from domain.results import tables as results_tables
from domain.results import views as results_views
from domain.scenarios import events as scenarios_events
from domain.scenarios import policies as scenarios_policies
from domain.scenarios import tables as scenarios_tables


@dataclass(frozen=True)
class Area:
    """What an area declares. `tables`: all that it keeps; `policies`: who may; `views`: what readers see; `events`."""

    tables: ModuleType
    policies: ModuleType | None = None
    views: ModuleType | None = None
    events: ModuleType | None = None


AREAS: Mapping[str, Area] = {
    "organisation": Area(organisation_tables, organisation_policies, organisation_views),
    "people": Area(people_tables, people_policies, people_views, events=people_events),
    "goals": Area(goals_tables, goals_policies, goals_views),
    "results": Area(results_tables, results_policies, results_views, events=results_events),
    "grids": Area(grids_tables, grids_policies, grids_views),
    "assessments": Area(
        assessments_tables, assessments_policies, assessments_views, events=assessments_events
    ),
    "regulations": Area(
        regulations_tables, regulations_policies, regulations_views, events=regulations_events
    ),
    "funds": Area(funds_tables, funds_policies, funds_views, events=funds_events),
    "pay_runs": Area(pay_runs_tables, pay_runs_policies, pay_runs_views, events=pay_runs_events),
    "scenarios": Area(scenarios_tables, scenarios_policies, events=scenarios_events),
    "audit": Area(audit_tables, audit_policies, audit_views),
    "access": Area(access_tables, access_policies, access_views, events=access_events),
}
# Rooms below the areas that keep tables of their own, which readers never see.
BELOW: Mapping[str, Area] = {
    "computing": Area(computing_tables),
    "payments": Area(payments_tables, payments_policies),
}
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


def declared() -> list[Declared]:
    """What each area says of its guards."""
    return [
        Declared(
            name,
            Path(area.tables.__file__ or "").parent,
            getattr(area.policies, "POLICIES", {}),
            getattr(area.events, "EVENTS", {}),
            getattr(area.events, "NOTED", ()),
        )
        for name, area in {**AREAS, **BELOW}.items()
    ]


def policies() -> dict[str, Rule]:
    """The rule of every table."""
    return {table: rule for area in declared() for table, rule in area.policies.items()}


def noted() -> list[str]:
    """The tables of which each change must be told."""
    return sorted(one.table for area in declared() for one in area.noted)


@cache
def guards() -> list[Replaceable]:
    """Functions, views, triggers, privileges and policies of all areas, in the order in which they are made."""
    return replaceable_objects(declared())
