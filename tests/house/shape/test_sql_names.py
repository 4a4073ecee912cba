"""An area asks another area's service or facts, never its tables, in SQL text neither."""

import pytest

from domain.areas import METADATA
from tests.house.rules.shape.sql_names import needless, others_names, owners, tables_named
from tests.house.rules.tree import ROOT

EMPLOYEE = '''class Employee:
    """Read from employee."""
    __tablename__ = "employee"
'''


def test_no_statement_names_a_table_of_another_area():
    assert others_names(ROOT) == []


def test_no_exception_outlives_its_statement():
    assert needless(ROOT) == []


def test_every_table_has_its_room():
    rooms = owners(ROOT)

    assert (rooms["employee"], rooms["snapshot"], rooms["unit_closure"]) == ("people", "computing", "reading")
    assert METADATA.tables.keys() <= rooms.keys()


@pytest.mark.parametrize(
    "line",
    [
        "SQL = 'select 1 from employee e where true'",
        "SQL = f'select {x} from unit_closure c, employee'",
        "SQL = f'with a as (select 1) insert into employee select * from a'",
        "SQL = 'select 1 from (select * from\\n    employee) e'",
        "SQL = 'update only employee set code = 1'",
        "SQL = 'select 1 from unit_closure c left join lateral employee on true'",
        "SQL = 'employee e where e.id = $1'",
        "SQL = 'DELETE FROM Employee'",
    ],
)
def test_a_statement_that_names_a_table_of_another_area_is_found(plant, line):
    plant("domain/people/tables.py", EMPLOYEE)
    plant("domain/people/service.py", line)
    plant("domain/reading/units.py", "Table('unit_closure', MetaData())")
    plant("domain/verification/rows.py", line)
    plant("domain/funds/tables.py", '"""From employee."""\n\ndef f():\n    """Taken from employee."""\n')
    root = plant("domain/funds/service.py", f"{line}\n")

    assert others_names(root, {}) == [
        "domain/funds/service.py names employee, a table of people: ask its service or facts"
    ]
    assert others_names(root, {"domain/funds/service.py": frozenset({"employee"})}) == []


def test_a_file_of_sql_that_names_a_table_of_another_area_is_found(plant):
    plant("domain/people/tables.py", EMPLOYEE)
    root = plant("domain/funds/guards.sql", "-- from employee\nselect 1 from funds join employee on true;")

    assert others_names(root, {}) == [
        "domain/funds/guards.sql names employee, a table of people: ask its service or facts"
    ]


def test_an_exception_that_is_no_longer_needed_is_found(plant):
    plant("domain/people/tables.py", EMPLOYEE)
    root = plant("domain/funds/service.py", "SQL = 'select 1 from fund'")

    assert needless(root, {"domain/funds/service.py": frozenset({"employee"})}) == [
        "domain/funds/service.py names employee no longer: take it off the list"
    ]


def test_what_a_statement_makes_itself_is_its_own():
    assert tables_named("with chosen as (select 1) select * from chosen c cross join other, third t") == {
        *("chosen", "other"),
        "third",
    }
