"""A migration waits briefly for its locks and never holds up the administration's work for long."""

import ast
import re
from pathlib import Path
from typing import Any

from tests.house.rules.tree import files, parsed, place

TIMEOUTS = ("set local lock_timeout = ", "set local statement_timeout = ")
STEPS = ("upgrade", "downgrade")
LIBRARIES = {"alembic", "sqlalchemy"}


def untimed(root: Path) -> list[str]:
    """Steps of migrations that do anything before they set both time-outs, and a template that does not."""
    found = [
        f"{place(path, root, step.lineno)} {step.name} must begin with {' and '.join(TIMEOUTS)}..."
        for path, tree in parsed(files(root, ".py", under=["migrations/versions"]))
        for step in tree.body
        if isinstance(step, ast.FunctionDef) and step.name in STEPS and not _timed(step)
    ]
    for template in files(root, ".mako", under=["migrations"]):
        steps = re.split(r"^def ", template.read_text(), flags=re.MULTILINE)[1:]
        found += [
            f"{place(template, root)} {step.split('(')[0]} does not set both time-outs"
            for step in steps
            if not all(timeout in step for timeout in TIMEOUTS)
        ]
    return found


def unfrozen(root: Path) -> list[str]:
    """Revisions that read code or files which change after them: the next fresh install would not be the same."""
    return [
        f"{place(path, root, node.lineno)} a revision imports alembic and sqlalchemy alone, and reads no file"
        for path, tree in parsed(files(root, ".py", under=["migrations/versions"]))
        for node in ast.walk(tree)
        if _reaches_out(node)
    ]


def _reaches_out(node: ast.AST) -> bool:
    if isinstance(node, ast.Import):
        return any(name.name.split(".")[0] not in LIBRARIES for name in node.names)
    if isinstance(node, ast.ImportFrom):
        return node.level > 0 or (node.module or "").split(".")[0] not in LIBRARIES
    return isinstance(node, ast.Name) and node.id in {"open", "__file__", "__import__"}


def _timed(step: ast.FunctionDef) -> bool:
    said = ast.get_docstring(step, clean=False) is not None
    first = [ast.unparse(statement) for statement in step.body[said:][:2]]
    return len(first) == len(TIMEOUTS) and all(
        wanted in line for wanted, line in zip(TIMEOUTS, first, strict=True)
    )


async def schema_of(connection: Any) -> set[tuple[Any, ...]]:
    """Everything that migrations make (asyncpg), so that two states can be compared."""
    rows = []
    for question in SCHEMA:
        rows += await connection.fetch(question)
    return {tuple(row.values()) for row in rows}


SCHEMA = (
    """select 'column', table_name::text, column_name::text, data_type::text, is_nullable::text,
           column_default::text
       from information_schema.columns where table_schema = 'public' and table_name <> 'alembic_version'""",
    """select 'constraint', conrelid::regclass::text, conname::text, pg_get_constraintdef(oid)
       from pg_constraint
       where connamespace = 'public'::regnamespace and conrelid::regclass::text <> 'alembic_version'""",
    """select 'index', tablename::text, indexname::text, indexdef
       from pg_indexes where schemaname = 'public' and tablename <> 'alembic_version'""",
    """select 'policy', tablename::text, policyname::text, cmd, roles::text, qual, with_check
       from pg_policies""",
    """select 'function', oid::regprocedure::text, pg_get_functiondef(oid)
       from pg_proc where pronamespace = 'public'::regnamespace""",
    """select 'trigger', tgrelid::regclass::text, tgname::text, pg_get_triggerdef(oid)
       from pg_trigger where not tgisinternal""",
    """select 'table', relname::text, relkind::text, relrowsecurity, relacl::text
       from pg_class
       where relnamespace = 'public'::regnamespace and relname not like 'alembic_version%'""",
    """select 'type', typname::text, typtype::text
       from pg_type
       where typnamespace = 'public'::regnamespace and typname not like '%alembic_version'""",
)
