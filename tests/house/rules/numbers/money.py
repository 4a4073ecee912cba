"""No float near money: not in a pay model's expressions, not in a column, not in the schema."""

import ast
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from graphql import (
    FieldDefinitionNode,
    InputValueDefinitionNode,
    NamedTypeNode,
    TypeNode,
    Visitor,
    parse,
    visit,
)

from pay_models.kernel.declare.units import unit_of
from tests.house.rules.tree import files, parsed, place

FLOAT_NAMES = {"float", "Float32", "Float64", "float32", "float64", "Decimal", "truediv"}
EXCUSED = {
    "pay_models/kernel/conformance/declaration.py": "it looks for them in the models of others",
    "pay_models/kernel/run/result.py": "the seconds of a stopwatch",
    "pay_models/kernel/run/stream.py": "the seconds of a stopwatch",
    "pay_models/kernel/errors.py": "how alike two names are",
}
# Their answer is a float whatever they are asked of.
FLOAT_METHODS = {"mean", "median", "std", "var", "quantile", "log", "exp", "sqrt", "pow"}
PATHS = re.compile(r"path|folder|root|file|here|parents?\b|beside", re.IGNORECASE)
# What amounts are called in the schema, where the type says the unit, and the types that hold one.
AMOUNTS, EXACT = (
    {"amount", "amounts", "total", "award", "spent", "salaryFund"},
    {"Money", "Amount", "AmountRange"},
)
INEXACT_SQL = {"real", "double precision", "numeric", "money"}


def floats(root: Path) -> list[str]:
    """Floats in the pay models: literals, types, true division, methods that answer one."""
    return [
        f"{place(path, root, node.lineno)}: {said}"
        for path, tree in parsed(files(root, ".py", under=["pay_models"]))
        if path.relative_to(root).as_posix() not in EXCUSED
        for node in ast.walk(tree)
        if (said := _inexact(node)) and hasattr(node, "lineno")
    ]


def _inexact(node: ast.AST) -> str:
    match node:
        case ast.Constant(value=float() as value):
            return f"{value} is a float"
        case ast.Name(id=name) | ast.Attribute(attr=name) if name in FLOAT_NAMES:
            return f"{name} is not a whole number"
        case ast.Call(func=ast.Attribute(attr=name)) if name in FLOAT_METHODS:
            return f".{name}() answers a float"
        case ast.BinOp(op=ast.Div(), left=left, right=right) if not _is_path(left) and not _is_path(right):
            return "/ answers a float; use the exact division of the kernel"
        case ast.AugAssign(op=ast.Div()):
            return "/= answers a float; use the exact division of the kernel"
        case _:
            return ""


def _is_path(node: ast.expr) -> bool:
    if isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str)):
        return True
    return bool(PATHS.search(ast.unparse(node)))


def inexact_tables(tables: Iterable[Any]) -> list[str]:
    """Columns (SQLAlchemy) that hold money in anything but 64-bit whole numbers, or any float at all."""
    found = []
    for table in tables:
        for column in table.columns:
            kind = type(column.type).__name__
            if unit_of(column.name).money and kind != "BigInteger":
                found.append(f"{table.name}.{column.name} is {kind}; money is BigInteger")
            elif kind in ("Float", "Double", "Numeric", "REAL", "DECIMAL"):
                found.append(f"{table.name}.{column.name} is {kind}; no column is inexact")
    return found


async def inexact_columns(connection: Any) -> list[str]:
    """The same of the database (asyncpg) that the migrations make, views too."""
    columns = await connection.fetch(
        "select table_name, column_name, data_type from information_schema.columns"
        " where table_schema = 'public' order by table_name, ordinal_position"
    )
    return [
        f"{table}.{column} is {kind}"
        for table, column, kind in columns
        if kind in INEXACT_SQL or (unit_of(column).money and kind != "bigint")
    ]


def inexact_fields(sdl: str) -> list[str]:
    """Fields and arguments of a printed schema that are Float, and amounts of money of a type that holds none."""
    found = _Kinds()
    visit(parse(sdl), found)
    return [
        f"{name}: {kind}"
        for name, kind in found.kinds
        if kind == "Float" or ((name.endswith("Vnd") or name in AMOUNTS) and kind not in EXACT)
    ]


class _Kinds(Visitor):
    """The name and the innermost type of every field, argument and input."""

    def __init__(self) -> None:
        super().__init__()
        self.kinds: list[tuple[str, str]] = []

    def enter_field_definition(self, node: FieldDefinitionNode, *_: Any) -> None:
        self.kinds.append((node.name.value, _innermost(node.type)))

    def enter_input_value_definition(self, node: InputValueDefinitionNode, *_: Any) -> None:
        self.kinds.append((node.name.value, _innermost(node.type)))


def _innermost(node: TypeNode) -> str:
    while not isinstance(node, NamedTypeNode):
        node = node.type
    return node.name.value
