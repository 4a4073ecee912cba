"""The list of areas, with what each declares. It stands on top: nothing below imports an area through it.

Whoever opens a database imports this first: a foreign key finds its table only when every area's tables are known.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType

from sqlalchemy import MetaData

from domain.database.state.declarations import Declared, replaceable_objects
from domain.database.state.policy import Rule
from domain.database.state.replaceable import Replaceable
from domain.database.tables import SQLModel
from domain.jobs.kinds import JobKind
from domain.reading.objects.tasks import of_viewer, task_view
from domain.reading.view import Many, View


@dataclass(frozen=True, kw_only=True)
class Area:
    """What an area declares. `tables`: all that it keeps; `policies`: who may; `views`: what readers see; `events`.

    `tasks`: what waits for whom; `jobs`: what a worker can do behind a request.
    """

    tables: ModuleType
    policies: ModuleType | None = None
    views: ModuleType | None = None
    events: ModuleType | None = None
    tasks: ModuleType | None = None
    jobs: ModuleType | None = None


def area(name: str) -> Area:
    """What the folder of an area declares, in the modules of these names that it has."""
    parts = ("tables", "policies", "views", "events", "tasks", "jobs")
    places = {part: f"domain.{name}.{part}" for part in parts}
    if find_spec(room := f"domain.{name}.reading"):
        places["tasks"] = f"{room}.tasks"
    return Area(**{part: import_module(place) for part, place in places.items() if find_spec(place)})


AREAS: Mapping[str, Area] = {
    name: area(name)
    for name in (
        *("organisation", "people", "goals", "results", "grids", "assessments"),
        *("regulations", "funds", "pay_runs", "holds", "scenarios", "jobs", "audit", "access", "documents"),
    )
}
# Rooms below the areas that keep tables of their own, which readers never see.
BELOW: Mapping[str, Area] = {name: area(name) for name in ("computing", "counts", "payments", "translations")}
# The database tells it itself, when the owner has a secret erased.
TOLD_BY_THE_DATABASE = ("secret.erased",)
METADATA: MetaData = SQLModel.metadata


def views_of(areas: Iterable[Area]) -> Mapping[str, View]:
    """Every view by name, with what other areas add to it. Raises ValueError for a relation that is there."""
    modules = [area.views for area in areas if area.views is not None]
    views: dict[str, View] = {view.name: view for module in modules for view in module.VIEWS}
    for module in modules:
        for name, added in getattr(module, "RELATIONS", {}).items():
            if twice := added.keys() & views[name].relations.keys():
                raise ValueError(f"{module.__name__} says again what {name} has: {', '.join(sorted(twice))}")
            views[name] = replace(views[name], relations={**views[name].relations, **added})
        for name, more in getattr(module, "FILTERS", {}).items():
            views[name] = replace(views[name], filters={**views[name].filters, **more})
    return views


TASKS = tuple(task for area in AREAS.values() if area.tasks is not None for task in area.tasks.TASKS)


def _with_tasks(views: Mapping[str, View]) -> Mapping[str, View]:
    """All views, with what waits in any area as one list of whoever asks: another's account has none to show."""
    tasks = {"tasks": Many("Task", of_viewer)}
    account = replace(views["Account"], relations={**views["Account"].relations, **tasks})
    return {**views, "Account": account, "Task": task_view(TASKS, views["Unit"])}


VIEWS = _with_tasks(views_of(AREAS.values()))
JOB_KINDS: Mapping[str, JobKind] = {
    kind.name: kind for area in AREAS.values() if area.jobs is not None for kind in area.jobs.KINDS
}


def declared() -> list[Declared]:
    """What each area says of its guards."""
    return [
        Declared(
            name,
            Path(area.tables.__file__ or "").parent,
            getattr(area.policies, "POLICIES", {}),
            getattr(area.events, "EVENTS", {}),
            getattr(area.events, "NOTED", ()),
            getattr(area.policies, "functions", tuple),
        )
        for name, area in {**AREAS, **BELOW}.items()
    ]


def policies() -> dict[str, Rule]:
    """The rule of every table."""
    return {table: rule for area in declared() for table, rule in area.policies.items()}


def events() -> list[str]:
    """What the trail can tell, by name."""
    told = {name for area in declared() for name in area.events}
    return sorted({*told, *TOLD_BY_THE_DATABASE})


def noted() -> list[str]:
    """The tables of which each change must be told."""
    return sorted(one.table for area in declared() for one in area.noted)


@cache
def guards() -> list[Replaceable]:
    """Functions, views, triggers, privileges and policies of all areas, in the order in which they are made."""
    return replaceable_objects(declared())
