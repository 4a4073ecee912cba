"""Fields that read: a GraphQL selection becomes a statement, once for each shape, and its JSON passes through."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Any, cast
from uuid import UUID

import orjson
from graphql import GraphQLError, GraphQLField, GraphQLObjectType, get_named_type
from graphql.pyutils import Path

from api.graphql.context import Context
from api.graphql.engine.parts import Executor, FieldDetailsList, get_argument_values
from api.graphql.problems import masked
from api.graphql.reads.selections import Selecting
from api.graphql.reads.statement_cache import Plan, Plans, shape
from domain.access import idempotency
from domain.areas import VIEWS
from domain.database.errors import refusal_from
from domain.errors import Invalid, NotFound, Unavailable
from domain.reading import compile as compiled
from domain.reading.ids import global_id, split
from domain.reading.selection import Selection
from domain.reading.sql.binds import Statement
from domain.reading.sql.pagination import MOST

PLANS = Plans()
NOBODYS = global_id("Nobody", UUID(int=0))
NOT_VISIBLE = NotFound("not_visible", "It is done, but you may not see the result.")
WITHDRAWN_SINCE = NotFound(
    "withdrawn_since",
    "It was done, but what it made is not there any more: it was withdrawn since. Take a new idempotencyKey to do it"
    " again.",
)
DONE_UNREAD = Unavailable(
    "done_unread",
    "It is done, but the result could not be read. Send the same again, with the same idempotencyKey, to read it.",
)


@dataclass(frozen=True, slots=True)
class UnreadRow:
    """Stands for a row in the result of a mutation until its transaction is closed and it is read."""

    kind: str
    id: UUID


def read_one(id_: str) -> UnreadRow:
    """What a mutation returns, after its transaction: the row of a global id, to be read just as a query reads it."""
    return UnreadRow(*split(id_))


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
            view = get_named_type(kind.fields["nodes"].type).name
            return await self._read(
                Wanted((), None, lambda one: compiled.page(VIEWS, view, self._asked(one, kind)))
            )
        write = compiled.viewer if name == "me" else compiled.single
        return await self._read(Wanted((), None, lambda one: write(VIEWS, kind.name, self._asked(one, kind))))

    async def payload(self, of: UnreadRow) -> orjson.Fragment:
        """Read what a mutation made. It is done: whatever is raised from here on says so.

        Raises NotFound when the actor may not see it or it is gone since, Unavailable when it cannot be read.
        """
        try:
            found = await self._read(self._one(of.kind, global_id(of.kind, of.id)))
            unseen = NOT_VISIBLE if found or not await self._gone(of) else WITHDRAWN_SINCE
        except Exception as error:
            if refusal_from(error) is None:
                masked(error)
            raise DONE_UNREAD.of() from error
        if found is None:
            raise unseen.of()
        return found

    async def _gone(self, of: UnreadRow) -> bool:
        """Whoever made a row is told that it is gone, whatever they may see by now; of others' rows nothing is told."""
        context: Context = self.executor.context_value
        async with context.database.reading(context.signed_in) as session:
            return await idempotency.gone(session, global_id(of.kind, of.id), VIEWS[of.kind].table.name)

    def judge_payload(self, kind: str) -> None:
        """Find every fault that reading a `kind` here would meet, without reading.

        Raises Invalid or, where the place is known, a GraphQLError.
        """
        wanted = self._one(kind, global_id(kind, UUID(int=0)))
        self._plan(wanted).binds(wanted.given, self.executor.variable_values)

    async def _by_ids(self, name: str) -> orjson.Fragment | None:
        arguments = get_argument_values(self.declared, self.details[0].node, self.executor.variable_values)
        if name == "nodes":
            return await self._read(self._several(arguments["ids"]))
        kind, _ = split(arguments["id"], "id")
        return await self._read(self._one(kind, arguments["id"])) if _is_node(kind) else None

    def _one(self, name: str, id_: str) -> Wanted:
        kind = self._object(name)
        return Wanted((id_,), name, lambda one: compiled.single(VIEWS, name, self._by_id(one, kind)))

    def _several(self, sent: Sequence[str]) -> Wanted:
        if len(sent) > MOST:
            raise Invalid(
                "too_many_ids",
                "These are {count} ids; {most} are allowed. Ask in parts.",
                "ids",
                count=len(sent),
                most=MOST,
            )
        ids = [self._id_or_nobodys(number, id_) for number, id_ in enumerate(sent)]
        names = tuple(sorted({kind for kind, _ in map(split, ids) if _is_node(kind)}))

        def write(one: Selecting) -> Statement:
            return compiled.in_order(VIEWS, {name: self._by_id(one, self._object(name)) for name in names}, 0)

        return Wanted((ids,), names, write)

    def _id_or_nobodys(self, number: int, id_: str) -> str:
        """The id; when it is none, an error of its place alone and the id of nothing."""
        try:
            split(id_, f"ids.{number}")
        except Invalid as refusal:
            place = self.path.add_key(number)
            node = self.details[0].node
            error = GraphQLError(refusal.message, node, path=place.as_list(), original_error=refusal)
            self.executor.collected_errors.add(error, place)
            return NOBODYS
        return id_

    def _object(self, name: str) -> GraphQLObjectType:
        return cast(GraphQLObjectType, self.executor.schema.get_type(name))

    def _asked(self, one: Selecting, kind: GraphQLObjectType) -> Selection:
        return one.field(str(self.path.key), self.declared, self.details, kind)

    def _by_id(self, one: Selecting, kind: GraphQLObjectType) -> Selection:
        children = one.children(kind, self.details, ".".join(self._names()))
        return Selection(str(self.path.key), kind.name, {"id": 0}, children=children)

    def _names(self) -> tuple[str, ...]:
        return tuple(step for step in self.path.as_list() if isinstance(step, str))

    async def _read(self, wanted: Wanted) -> orjson.Fragment | None:
        context: Context = self.executor.context_value
        actor = context.signed_in
        plan = self._plan(wanted)
        binds = plan.binds(wanted.given, self.executor.variable_values)
        text = await context.database.read_json(actor, plan.statement.sql, binds, context.language)
        return None if text is None else orjson.Fragment(text)

    def _plan(self, wanted: Wanted) -> Plan:
        operation, variables = self.executor.operation, self.executor.variable_values
        key = (id(operation), self._names(), wanted.kind, shape(operation, variables))
        plan = PLANS.get(key)
        if plan is None:
            one = Selecting(self.executor, len(wanted.given))
            statement = wanted.write(one)
            plan = PLANS.put(key, Plan(operation, statement, tuple(one.slots)))
        return plan


def _is_node(kind: str) -> bool:
    return kind in VIEWS and "id" in VIEWS[kind].columns
