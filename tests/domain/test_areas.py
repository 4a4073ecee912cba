"""The list of areas is whole, and what one area says of another's types is joined to them."""

from pathlib import Path
from types import ModuleType

import pytest

from domain import areas
from domain.areas import AREAS, BELOW, METADATA, VIEWS, Area, views_of
from domain.organisation import views as organisation
from domain.reading.joins import by
from domain.reading.view import Many

ROOMS = Path(areas.__file__).parent


def test_every_room_with_tables_is_in_the_list():
    listed = {**AREAS, **BELOW}

    assert {file.parent.name for file in ROOMS.glob("*/tables.py")} - {"database"} == listed.keys()
    assert {file.parent.name for file in ROOMS.glob("*/views.py")} == {
        name for name, area in listed.items() if area.views is not None
    }
    assert {f"domain.{name}.tables" for name in listed} == {area.tables.__name__ for area in listed.values()}


def test_every_foreign_key_finds_its_table():
    targets = {key.column.table.name for table in METADATA.tables.values() for key in table.foreign_keys}

    assert targets < METADATA.tables.keys()
    assert {"unit", "employee", "snapshot"} < targets


def test_a_relation_of_another_area_stands_in_the_view_and_not_in_its_own_area():
    assert {"kpis", "holders"} < VIEWS["Position"].relations.keys()
    assert VIEWS["Unit"].relations["governingRegulation"].of == "Regulation"
    assert not {"kpis", "holders"} & organisation.POSITION.relations.keys()


def test_a_relation_that_is_there_already_is_refused():
    again = ModuleType("again")
    again.VIEWS, again.RELATIONS = (), {"Kpi": {"products": Many("Product", by(kpi_id="id"))}}
    tables = AREAS["goals"].tables

    with pytest.raises(ValueError, match="again says again what Kpi has: products"):
        views_of([*AREAS.values(), Area(tables=tables, views=again)])
