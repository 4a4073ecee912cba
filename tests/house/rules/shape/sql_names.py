"""Tables that SQL text names: an area asks another area's service or facts, never its tables, in SQL text neither."""

import ast
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from tests.house.rules.tree import files, parsed, place

# What every room may name: the platform below the areas.
GROUND = frozenset({"database", "reading"})
# Rooms that read every table, and why.
ABOVE: Mapping[str, str] = {
    "facts": "the one room that others ask for what models take: each fact reads a table of its own",
    "verification": "the proof reads what is stored, not what the services that it judges say of it",
}
Exceptions = Mapping[str, frozenset[str]]
SOURCE = re.compile(
    r"\b(?:from|join|into|update|using|truncate|table)\s+(?:only\s+|lateral\s+)?", re.IGNORECASE
)
# Guards and policies decide inside the database, where no service can be asked. The list only shrinks, too.
GUARDS: dict[str, frozenset[str]] = {
    # Whoever may read a run may read what it was computed from, and what it pays.
    "domain/pay_runs/policies.py": frozenset({"snapshot"}),
    "domain/payments/policies.py": frozenset({"pay_run"}),
    # What is hidden from whoever makes a run is counted where nothing is hidden.
    "domain/pay_runs/sql/inputs.sql": frozenset(
        {"assessment", "conduct_finding", "grade_holding", "kpi_result", "occupancy", "position"}
    ),
    # What lines refer to is checked as a set, instead of by six foreign keys per line.
    "domain/pay_runs/sql/lines.sql": frozenset({"assessment", "peer_group", "position"}),
    # Which office acted is told to whoever sees the run, who need not see the person.
    "domain/pay_runs/sql/offices.sql": frozenset({"account", "employee", "occupancy", "unit_state"}),
    # An approval spends funds and says who is paid, in the transaction that the guard sees.
    "domain/pay_runs/sql/states.sql": frozenset({"bonus_fund", "paid_period", "unit"}),
    # What has paid somebody is refused in the words that the database has for it.
    "domain/payments/guards.sql": frozenset({"pay_line", "pay_run"}),
    # A result of a month that is confirmed does not change.
    "domain/results/guards.sql": frozenset({"assessment"}),
    # Whoever may simulate a run but not read its rows gets them for a computation alone, and is counted.
    "domain/scenarios/guards.sql": frozenset({"pay_run", "snapshot_frame"}),
}
ALLOWED: Exceptions = GUARDS

# A piece of a statement that begins with its table: "pay_run_step t where pay_run_id = $1".
PIECE = re.compile(r"\s*(\w+)(?:\s+\w+)?\s+(?:where|join|left\s+join)\b")
AFTER = re.compile(
    r"[()';]|\b(?:where|on|join|left|right|full|cross|inner|natural|order|group|having|limit|offset|union|except|"
    r"intersect|set|values|returning|for|window|and|or|then|else|end|select)\b",
    re.IGNORECASE,
)


def owners(root: Path) -> dict[str, str]:
    """The room of the domain that declares each table or SQL view."""
    return {
        name: path.relative_to(root / "domain").parts[0]
        for path, tree in parsed(files(root, ".py", under=["domain"]))
        for node in ast.walk(tree)
        for name in _declared(node)
    }


def others_names(root: Path, exceptions: Exceptions = ALLOWED) -> list[str]:
    """Statements that name a table of another area."""
    rooms = owners(root)
    return [
        f"{where} names {table}, a table of {rooms[table]}: ask its service or facts"
        for where, table in _foreign(root)
        if table not in exceptions.get(where, ())
    ]


def needless(root: Path, exceptions: Exceptions = ALLOWED) -> list[str]:
    """Exceptions for what no statement names any more."""
    named = set(_foreign(root))
    return [
        f"{where} names {table} no longer: take it off the list"
        for where, tables in exceptions.items()
        for table in sorted(tables)
        if (where, table) not in named
    ]


def tables_named(sql: str) -> set[str]:
    """The first word of whatever a statement reads or writes: tables, views, functions, names of its own."""
    piece = PIECE.match(sql)
    named = {
        words[0].lower()
        for source in SOURCE.finditer(sql)
        for each in AFTER.split(sql[source.end() :], 1)[0].split(",")
        if (words := re.findall(r"\w+", each))
    }
    return named | {piece[1]} if piece else named


def _foreign(root: Path) -> list[tuple[str, str]]:
    """Each file of the domain with each table of another room that it names, once."""
    rooms = owners(root)
    found = {
        (place(path, root), table)
        for path in files(root, ".py", ".sql", under=["domain"])
        if (room := path.relative_to(root / "domain").parts[0]) not in ABOVE
        for text in _texts(path)
        for table in tables_named(text)
        if rooms.get(table, room) not in {room, *GROUND}
    }
    return sorted(found)


def _texts(path: Path) -> Iterator[str]:
    written = path.read_text(encoding="utf-8")
    if path.suffix == ".sql":
        yield re.sub(r"--[^\n]*", "", written)
        return
    tree = ast.parse(written)
    said = {id(prose) for node in ast.walk(tree) if (prose := _docstring(node)) is not None}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said:
            yield node.value


def _docstring(node: ast.AST) -> ast.expr | None:
    if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) and node.body:
        first = node.body[0]
        return first.value if isinstance(first, ast.Expr) else None
    return None


def _declared(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Assign) and any(
        isinstance(name, ast.Name) and name.id == "__tablename__" for name in node.targets
    ):
        yield ast.literal_eval(node.value)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Table":
        # A table of made rows is called as its view is, and no statement of ours names it.
        yield from [ast.literal_eval(node.args[0])] if isinstance(node.args[0], ast.Constant) else []
