"""Arrows go one way: api -> domain -> pay_models | tabular."""

import re
import tomllib

import pytest

from tests.house.rules.shape.arrows import broken_contracts, others_tables
from tests.house.rules.tree import ROOT

CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
(INSIDE,) = (contract for contract in CONTRACTS if contract.get("containers") == ["domain"])
ROOMS_OF_DOMAIN = [room for layer in INSIDE["layers"] for room in re.findall(r"\w+", layer)]


def test_no_arrow_goes_the_wrong_way():
    assert broken_contracts(ROOT) == []


def test_each_contract_is_broken_by_an_import_against_it(plant):
    for package in ("api", "cli", "demo", "domain", "pay_models", "tabular"):
        plant(f"{package}/__init__.py", "")
    for part in (ROOT / "pay_models").glob("*/__init__.py"):
        plant(f"pay_models/{part.parent.name}/__init__.py", "")
    for room in ROOMS_OF_DOMAIN:
        plant(f"domain/{room}/__init__.py", "")
    plant("domain/people/service.py", "import domain.goals.service\n")
    plant("domain/goals/service.py", "import domain.pay_runs\n")
    plant("domain/pay_runs/kinds/__init__.py", "import domain.people\n")
    plant("domain/asks.py", "import api.answers\nimport demo.service\nimport strawberry\n")
    plant("demo/service.py", "import api.answers\n")
    plant("api/answers.py", "import sqlalchemy\n")
    plant("pay_models/kernel/registry.py", "import asyncpg\nimport pay_models.vn.one\n")
    plant("pay_models/vn/one/__init__.py", "import pay_models.vn.two\n")
    plant("pay_models/vn/two/__init__.py", "")
    root = plant("pyproject.toml", (ROOT / "pyproject.toml").read_text())

    assert broken_contracts(root) == [contract["name"] for contract in CONTRACTS]


def test_no_service_reaches_into_the_tables_of_another_area():
    assert others_tables(ROOT) == []


@pytest.mark.parametrize(
    "line",
    [
        "from domain.people.tables import Employee; select(Employee)",
        "import domain.people.tables; select(domain.people.tables.Employee)",
        "from domain.people import tables as people; select(people.Employee)",
    ],
)
def test_a_service_that_asks_the_tables_of_another_area_is_found(plant, line):
    plant("domain/people/service.py", f"{line}\n")
    plant("domain/funds/views.py", f"{line}\n")
    plant(
        "domain/funds/typed.py", "from domain.people.tables import Employee\n\ndef of(who: Employee): ...\n"
    )
    root = plant("domain/funds/service.py", f"{line}\n")

    assert others_tables(root) == ["domain/funds/service.py:1 asks people's tables; use its service"]


def test_an_area_that_asks_the_tables_of_a_room_below_the_areas_is_found(plant):
    root = plant(
        "domain/funds/service.py", "from domain.computing.tables import Snapshot; select(Snapshot)\n"
    )

    assert others_tables(root) == ["domain/funds/service.py:1 asks computing's tables; use its service"]
