"""GraphQL selections become statements, once for each shape of a document, and their JSON passes through."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar, cast
from uuid import UUID

import orjson
from graphql import GraphQLField, GraphQLObjectType, get_named_type
from graphql.execution.collect_fields import FieldDetailsList
from graphql.execution.executor import Executor
from graphql.execution.values import get_argument_values
from graphql.pyutils import Path

from api.context import Context
from api.plans import Plan, Plans, shape
from api.selecting import Selecting
from domain.errors import Invalid, NotFound
from domain.reading import compile as compiled
from domain.reading.binds import Statement
from domain.reading.catalogue import VIEWS
from domain.reading.ids import global_id, split
from domain.reading.paging import MOST
from domain.reading.selection import Selection

Kind = TypeVar("Kind")
PLANS = Plans()


@dataclass(frozen=True, slots=True)
class Payload:
    """Stands for a row in the result of a mutation until its transaction is closed and it is read."""

    kind: str
    id: UUID


def read_one(kind: type[Kind], id_: UUID) -> Kind:
    """What a mutation returns, after its transaction: the row of that type, to be read just as a query reads it."""
    return cast(Kind, Payload(kind.__name__, id_))


@dataclass(frozen=True, slots=True)
class Wanted:
    """`given` fills the first slots; `kind` is what besides the document decides the statement that `write` writes."""

    given: tuple[Any, ...]
    kind: Hashable
    write: Callable[[Selecting], Statement]


@dataclass(frozen=True, slots=True)
class Field:
    """A field whose value the database writes."""

    executor: Executor[Any]
    declared: GraphQLField
    details: FieldDetailsList
    path: Path

    async def root(self) -> orjson.Fragment | None:
        """Read a field of the root; raises Refusal."""
        name = self.details[0].node.name.value
        if name in ("node", "nodes"):
            return await self._by_ids(name)
        kind = cast(GraphQLObjectType, get_named_type(self.declared.type))
        if "nodes" in kind.fields:
            view = VIEWS[get_named_type(kind.fields["nodes"].type).name]
            return await self._read(Wanted((), None, lambda one: compiled.page(view, self._asked(one, kind))))
        view = VIEWS[kind.name]
        write = compiled.viewer if name == "me" else compiled.single
        return await self._read(Wanted((), None, lambda one: write(view, self._asked(one, kind))))

    async def payload(self, of: Payload) -> orjson.Fragment:
        """Read what a mutation made; raises NotFound when the actor may not see it."""
        found = await self._one(of.kind, global_id(of.kind, of.id))
        if found is None:
            raise NotFound("not_visible", "It is done, but you may not see the result.")
        return found

    async def _by_ids(self, name: str) -> orjson.Fragment | None:
        arguments = get_argument_values(self.declared, self.details[0].node, self.executor.variable_values)
        if name == "nodes":
            return await self._several(arguments["ids"])
        kind, _ = split(arguments["id"])
        return await self._one(kind, arguments["id"]) if _is_node(kind) else None

    async def _one(self, name: str, id_: str) -> orjson.Fragment | None:
        kind = self._object(name)
        return await self._read(
            Wanted((id_,), name, lambda one: compiled.single(VIEWS[name], self._by_id(one, kind)))
        )

    async def _several(self, ids: Sequence[str]) -> orjson.Fragment | None:
        if len(ids) > MOST:
            raise Invalid(
                "too_many_ids", f"These are {len(ids)} ids; {MOST} are allowed. Ask in parts.", "ids"
            )
        names = tuple(sorted({kind for kind, _ in map(split, ids) if _is_node(kind)}))

        def write(one: Selecting) -> Statement:
            return compiled.in_order({name: self._by_id(one, self._object(name)) for name in names}, 0)

        return await self._read(Wanted((ids,), names, write))

    def _object(self, name: str) -> GraphQLObjectType:
        return cast(GraphQLObjectType, self.executor.schema.get_type(name))

    def _asked(self, one: Selecting, kind: GraphQLObjectType) -> Selection:
        return one.field(str(self.path.key), self.declared, self.details, kind)

    def _by_id(self, one: Selecting, kind: GraphQLObjectType) -> Selection:
        children = one.children(kind, self.details)
        return Selection(str(self.path.key), kind.name, {"id": 0}, children=children)

    async def _read(self, wanted: Wanted) -> orjson.Fragment | None:
        context: Context = self.executor.context_value
        actor = context.signed_in
        plan = self._plan(wanted)
        binds = plan.binds(wanted.given, self.executor.variable_values)
        text = await context.database.read_json(actor, plan.statement.sql, binds)
        return None if text is None else orjson.Fragment(text)

    def _plan(self, wanted: Wanted) -> Plan:
        operation, variables = self.executor.operation, self.executor.variable_values
        where = tuple(step for step in self.path.as_list() if isinstance(step, str))
        key = (id(operation), where, wanted.kind, shape(operation, variables))
        plan = PLANS.get(key)
        if plan is None:
            one = Selecting(self.executor, len(wanted.given))
            statement = wanted.write(one)
            plan = PLANS.put(key, Plan(operation, statement, tuple(one.getters)))
        return plan


def _is_node(kind: str) -> bool:
    return kind in VIEWS and "id" in VIEWS[kind].columns
