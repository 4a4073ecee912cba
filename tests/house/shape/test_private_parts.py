"""Private parts of strawberry, graphql-core and narwhals are taken in one place each."""

import re

import pytest

from tests.house.rules.shape import private_parts
from tests.house.rules.tree import ROOT


def test_private_parts_are_taken_in_one_place():
    assert private_parts.outside(ROOT) == []


@pytest.mark.parametrize(
    ("line", "name", "keeper"),
    [
        (
            "from graphql.execution.values import VariableValues",
            "graphql.execution.values",
            "api/graphql/engine",
        ),
        (
            "import strawberry.schema.schema_converter",
            "strawberry.schema.schema_converter",
            "api/graphql/engine",
        ),
        ("taken = info._raw_info.path", "_raw_info", "api/graphql/engine"),
        (
            "from narwhals._duckdb.expr import DuckDBExpr",
            "narwhals._duckdb.expr",
            "pay_models/kernel/engines",
        ),
        ("expr._to_compliant_expr(space)", "_to_compliant_expr", "pay_models/kernel/engines"),
    ],
)
def test_a_private_part_taken_elsewhere_is_found(plant, line, name, keeper):
    plant(f"{keeper}/parts.py", f"{line}\n")
    root = plant("api/people/types.py", f"\nfrom graphql.language import Visitor\n{line}\n")

    assert private_parts.outside(root) == [f"api/people/types.py:3 takes {name}; only {keeper} may"]


@pytest.mark.parametrize("library", ["narwhals", "strawberry-graphql", "graphql-core"])
def test_a_library_whose_private_parts_are_taken_has_an_upper_bound(library):
    assert re.search(rf'"{library}>=[0-9.]+,<[0-9.]+"', (ROOT / "pyproject.toml").read_text())
