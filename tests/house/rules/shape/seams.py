"""Each thing that touches the outside has one door: the environment, the clock, the transaction."""

import ast
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.house.rules.tree import CODE, files, parsed, place


@dataclass(frozen=True)
class Door:
    """What is reached, by the last two parts of its dotted name, and the only files that may reach it."""

    names: frozenset[str]
    keepers: Mapping[str, str]
    methods: frozenset[str] = frozenset()


ENVIRONMENT = Door(
    frozenset({"os.environ", "os.getenv", "os.environb", "os.putenv"}),
    {"api/settings.py": "it is the only reader of the environment"},
)
CLOCK = Door(
    frozenset(
        {
            "date.today",
            "datetime.now",
            "datetime.today",
            "datetime.utcnow",
            "time.time",
            "time.time_ns",
            "time.gmtime",
        }
        | {"time.localtime"}
    ),
    {"domain/clock.py": "it is the only clock"},
)
TRANSACTION = Door(
    frozenset({"sessions.begin", "engine.begin", "engine.connect"}),
    {
        "domain/database/sessions.py": "it is the only one that opens transactions of an actor",
        "domain/database/migrate.py": "migrations have no actor",
        "domain/database/state/drift.py": "what it makes beside the live schema is undone",
        "domain/verification/verify.py": "it reads one state on a connection given, of whoever verifies",
    },
    methods=frozenset({"commit", "rollback", "transaction", "begin_nested"}),
)
DOORS = {"the environment": ENVIRONMENT, "the clock": CLOCK, "a transaction": TRANSACTION}


def other_doors(root: Path, what: str, door: Door) -> list[str]:
    """Places that reach `what` past its door."""
    return [
        f"{place(path, root, line)} reaches {what} by {name}; only {', '.join(door.keepers)} may"
        for path, tree in parsed(files(root, ".py", under=CODE))
        if path.relative_to(root).as_posix() not in door.keepers
        for line, name in _reached(tree, door)
    ]


def _reached(tree: ast.Module, door: Door) -> list[tuple[int, str]]:
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            owner = _last(node.value)
            if f"{owner}.{node.attr}" in door.names:
                found.append((node.lineno, f"{owner}.{node.attr}"))
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr in door.methods
        ):
            found.append((node.lineno, f".{node.func.attr}()"))
        if isinstance(node, ast.ImportFrom):
            taken = (f"{(node.module or '').split('.')[-1]}.{alias.name}" for alias in node.names)
            found += [(node.lineno, name) for name in taken if name in door.names]
    return found


def _last(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""
