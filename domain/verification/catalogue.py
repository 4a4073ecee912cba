"""Compares the guards of the live database with what the code declares: `declared.txt`, from a fresh database."""

from hashlib import sha256
from pathlib import Path
from typing import Any

from domain.database.powers import POWERS
from domain.database.state.catalogue import questions
from domain.pay_runs.kinds import KINDS, guard
from domain.pay_runs.reading import value_functions
from domain.verification.report import Difference, Report, Watch
from pay_models.kernel.registry import models

DECLARED = Path(__file__).with_name("declared.txt")


# Of our names, where a statement may look before it looks at ours; temporary ones are gone with their session.
_SHADOWS = """
    select 'table', quote_ident(n.nspname) || '.' || quote_ident(c.relname)
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname <> 'public' and n.nspname !~ '^pg_(temp|toast)' and c.relkind in ('r', 'v', 'm', 'f', 'p')
      and exists (select from pg_class o where o.relnamespace = 'public'::regnamespace and o.relname = c.relname
                  and o.relkind in ('r', 'v'))
    union all
    select 'function', p.oid::regprocedure::text from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where n.nspname <> 'public' and n.nspname !~ '^pg_(temp|toast)'
      and exists (select from pg_proc o where o.pronamespace = 'public'::regnamespace and o.proname = p.proname)
    order by 1, 2 limit 1
"""


async def stated(connection: Any) -> dict[str, str]:
    """Each guard of a database by its name: the hash of what PostgreSQL says of it."""
    await connection.execute("set local search_path = public")
    asked = [*questions("public"), *(power.question for power in POWERS)]
    rows = [row for question in asked for row in await connection.fetch(question)]
    return {name: _hash(said) for name, said in rows}


def written(guards: dict[str, str]) -> str:
    """The text of `declared.txt`, a line each, but for what is made of data in the code."""
    return "".join(f"{said} {name}\n" for name, said in sorted(guards.items()) if name not in made_of_data())


def made_of_data() -> dict[str, str]:
    """Guards that change with data in the code, such as one more kind of run or model: not in `declared.txt`."""
    return {
        f"function {guard.NAME}": _hash(guard.printed(KINDS.values())),
        f"function {value_functions.WORDS}": _hash(value_functions.printed_words(models().values())),
    }


def _hash(said: str) -> str:
    return sha256(said.encode()).hexdigest()[:32]


def declared() -> dict[str, str]:
    """What `declared.txt` states, and what is made of data."""
    lines = (line.split(" ", 1) for line in DECLARED.read_text().splitlines())
    return {name: said for said, name in lines} | made_of_data()


async def check_schemas(connection: Any, _report: Report, _watch: Watch) -> None:
    """Check that no other schema has a table, a view or a function of our names. Raises the first Difference."""
    for kind, name in await connection.fetch(_SHADOWS):
        raise Difference(
            f"The {kind} {name}",
            "it",
            "absent",
            "there",
            "It can be read in place of ours: drop it, or rename it.",
        )


async def check_catalogue(connection: Any, report: Report, watch: Watch) -> None:
    """Check that every guard is there as declared, and no other. Raises the first Difference."""
    found, wanted = await stated(connection), declared()
    report.guards = len(found)
    for name in sorted(found.keys() | wanted.keys()):
        if found.get(name) != wanted.get(name):
            as_found = "missing" if name not in found else "another"
            raise Difference(
                f"The {name}",
                "it",
                "as the code declares" if name in wanted else "absent",
                as_found,
                "Run `meritgrid migrate`: it restores this, or names who does.",
            )
    watch(report)
