"""Dependents: what the operator made that stands on views and functions of ours, and the order in which ours go.

A migration makes ours anew, and drops nothing else: there is no `cascade`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from graphlib import CycleError, TopologicalSorter

from sqlalchemy import Connection, text

from domain.errors import Conflict
from domain.language.text import Several

Known = tuple[str, int]
# Everything of the kind in our schema; what an extension of the operator's put there goes only with it.
_OURS = """
    select 'pg_class', oid::bigint, format('drop %s %s', case relkind when 'v' then 'view' else 'materialized view' end,
                                           oid::regclass)
    from pg_class where relnamespace = 'public'::regnamespace and relkind in ('v', 'm')
      and not exists (select from pg_depend where objid = pg_class.oid and deptype = 'e')
    union all
    select 'pg_proc', oid::bigint, format('drop routine %s', oid::regprocedure) from pg_proc
    where pronamespace = 'public'::regnamespace
      and not exists (select from pg_depend where objid = pg_proc.oid and deptype = 'e')
"""
# Revision 0006 replaces this table by a view, and would take what stands on it along.
_REPLACED = "select 'pg_class', oid::bigint from pg_class where oid = to_regclass('public.unit_closure')"
# Dropped before, whatever they stand on: policies, triggers and rules of our own tables.
_GONE_BEFORE = """
    select 'pg_policy', p.oid::bigint from pg_policy p join pg_class c on c.oid = polrelid
    where relnamespace = 'public'::regnamespace
    union all
    select 'pg_trigger', t.oid::bigint from pg_trigger t join pg_class c on c.oid = tgrelid
    where relnamespace = 'public'::regnamespace
    union all
    select 'pg_rewrite', r.oid::bigint from pg_rewrite r join pg_class c on c.oid = ev_class
    where relnamespace = 'public'::regnamespace and rulename <> '_RETURN'
"""
_EDGES = """
    select classid::regclass::text, objid::bigint, refclassid::regclass::text, refobjid::bigint, deptype = 'i'
    from pg_depend where deptype in ('n', 'i') and refobjid >= 16384
"""
_CALLED = "select pg_describe_object(cast(:catalogue as regclass), cast(:id as bigint)::oid, 0)"


@dataclass
class _Standing:
    """What stands on what: a view's rule and the type of its rows count as the view."""

    part_of: dict[Known, Known] = field(default_factory=dict)
    edges: list[tuple[Known, Known]] = field(default_factory=list)

    @classmethod
    def read(cls, connection: Connection) -> "_Standing":
        """From the catalogue."""
        standing = cls()
        for catalogue, number, other, below, part in connection.execute(text(_EDGES)):
            if part:
                standing.part_of[catalogue, number] = (other, below)
            else:
                standing.edges.append(((catalogue, number), (other, below)))
        return standing

    def whole(self, part: Known) -> Known:
        """The object that `part` is a part of, or it itself."""
        while part in self.part_of:
            part = self.part_of[part]
        return part

    def on(self, bases: set[Known]) -> Iterator[tuple[Known, Known]]:
        """Every object that stands on one of `bases`, and on which."""
        for over, under in self.edges:
            above, below = self.whole(over), self.whole(under)
            if below in bases and above != below:
                yield above, below


def refuse_dependents(connection: Connection) -> None:
    """Refuse while anything that is not ours stands on what is made anew. Raises Conflict, naming each such object."""
    standing = _Standing.read(connection)
    ours = {*_known(connection, _OURS), *_known(connection, _REPLACED)}
    passed_by = ours | set(_known(connection, _GONE_BEFORE))
    foreign: dict[Known, Known] = {}
    bases = ours
    while bases:
        found = {
            above: below for above, below in standing.on(bases) if above not in passed_by | foreign.keys()
        }
        foreign |= found
        bases = set(found)
    if foreign:
        raise depended_on(
            sorted(
                f"{_called(connection, above)} on {_called(connection, below)}"
                for above, below in foreign.items()
            )
        )


def depended_on(named: Sequence[str]) -> Conflict:
    """The refusal that names what stands on ours."""
    return Conflict(
        "depended_on",
        "What is made anew would take along what is not Meritgrid's: {named}. Nothing was changed: keep how"
        " it was made, drop it, run `meritgrid migrate`, and make it again.",
        named=Several(named, "; "),
    )


def drops(connection: Connection) -> list[str]:
    """Statements that drop our views and functions, each after those that stand on it."""
    statements = {(catalogue, number): drop for catalogue, number, drop in connection.execute(text(_OURS))}
    first: dict[Known, set[Known]] = {one: set() for one in statements}
    for above, below in _Standing.read(connection).on(set(statements)):
        if above in statements:
            first[below].add(above)
    try:
        return [statements[one] for one in TopologicalSorter(first).static_order()]
    except CycleError:  # two that call one another, made by hand: the database names them
        return list(statements.values())


def _known(connection: Connection, question: str) -> list[Known]:
    return [(row[0], row[1]) for row in connection.execute(text(question))]


def _called(connection: Connection, one: Known) -> str:
    catalogue, number = one
    return str(connection.scalar(text(_CALLED), {"catalogue": catalogue, "id": number}))
