"""Grows documents over the schema: what is asked, before anybody decides how it is written."""

from dataclasses import dataclass, field
from random import Random
from typing import Any, TypeAlias

from graphql import GraphQLField, GraphQLObjectType, GraphQLSchema, get_named_type, is_composite_type

from api.graphql.computations import computes
from domain.areas import VIEWS
from tests.api.graphql.generated.documents.corpus import DIRECTIONS, Corpus, place
from tests.api.graphql.generated.documents.inputs import Given, given

PAGED = {"nodes", "edges", "pageInfo"}  # of a connection: all else is said of the whole list
PAGING = {"first", "last", "after", "before"}
# These read the code of the models, and nothing that is generated here. So does what computes, which takes a second.
OF_MODELS = {"payModel", "payModels", "parameters", "articles"}
DEEPEST = 4


@dataclass(slots=True, eq=False)
class Asked:
    """A field. `arguments`: for each its type and its value; `key`: its name in the answer."""

    key: str
    name: str
    arguments: dict[str, Given] = field(default_factory=dict)
    children: "list[Part]" = field(default_factory=list)
    on: str = ""  # the type whose field's value the children are of


@dataclass(slots=True, eq=False)
class Branch:
    """What is asked only of values of one type."""

    on: str
    children: "list[Part]"


Part: TypeAlias = Asked | Branch


@dataclass(slots=True)
class Generator:
    """One document in the making. Its choices depend on `random` alone, not on which ids there are."""

    schema: GraphQLSchema
    corpus: Corpus
    random: Random
    left: int

    def document(self) -> list[Part]:
        """What is asked of the root of a query."""
        root = self.schema.query_type
        assert root is not None
        names = [name for name, field in root.fields.items() if name not in OF_MODELS and not computes(field)]
        chosen = self.random.sample(names, self.random.choice((1, 1, 2, 3)))
        return [
            self._field(self._key(name, number), root.fields[name], name, 0)
            for number, name in enumerate(chosen)
        ]

    def _key(self, name: str, number: int) -> str:
        return f"k{number}" if self.random.random() < 0.12 else name

    def _field(self, key: str, declared: GraphQLField, name: str, depth: int) -> Asked:
        self.left -= 1
        kind: Any = get_named_type(declared.type)
        asked = Asked(key, name, on=kind.name)
        if "edges" in getattr(kind, "fields", {}):
            item = get_named_type(kind.fields["nodes"].type)
            asked.children = self._connection(kind, item, depth)
            asked.arguments = self._narrowing(declared, item.name)
            asked.arguments |= self._page(asked, item.name)
            return asked
        if kind.name == "Node":
            asked.children = self._node(depth)
            asked.arguments = self._ids(
                declared, [part.on for part in asked.children if isinstance(part, Branch)]
            )
            return asked
        asked.arguments = self._narrowing(declared, kind.name)
        if isinstance(kind, GraphQLObjectType):
            asked.children = self._object(kind, depth + 1)
        return asked

    def _object(self, kind: GraphQLObjectType, depth: int) -> list[Part]:
        leaves = [
            name for name, one in kind.fields.items() if not is_composite_type(get_named_type(one.type))
        ]
        others = [name for name in kind.fields if name not in leaves]
        names = self.random.sample(leaves, min(len(leaves), self.random.choice((0, 1, 2, 3, 6))))
        if depth <= DEEPEST and self.left > 0:
            names += self.random.sample(others, min(len(others), self.random.choice((0, 1, 1, 2, 3))))
        if self.random.random() < 0.15 or not names:
            names.append("__typename")
        self.random.shuffle(names)
        return [self._member(kind, name, number, depth) for number, name in enumerate(names)]

    def _member(self, kind: GraphQLObjectType, name: str, number: int, depth: int) -> Asked:
        key = self._key(name, number)
        if name == "__typename":
            return Asked(key, name)
        return self._field(key, kind.fields[name], name, depth)

    def _connection(self, kind: GraphQLObjectType, item: GraphQLObjectType, depth: int) -> list[Part]:
        names = self.random.sample([*kind.fields, "__typename"], self.random.randint(1, 3))
        return [self._of_connection(kind, item, name, number, depth) for number, name in enumerate(names)]

    def _of_connection(
        self, kind: GraphQLObjectType, item: GraphQLObjectType, name: str, number: int, depth: int
    ) -> Asked:
        key = self._key(name, number)
        if name not in PAGED and name in kind.fields:
            return self._field(key, kind.fields[name], name, depth + 1)
        asked = Asked(key, name)
        if name == "__typename":
            return asked
        self.left -= 1
        asked.on = get_named_type(kind.fields[name].type).name
        if name == "nodes":
            asked.children = self._object(item, depth + 1)
        elif name == "pageInfo":
            asked.children = self._some(
                "hasNextPage", "hasPreviousPage", "startCursor", "endCursor", "__typename"
            )
        else:
            asked.children = self._some("cursor", "node", "__typename")
            for child in asked.children:
                if isinstance(child, Asked) and child.name == "node":
                    child.on, child.children = item.name, self._object(item, depth + 1)
        return asked

    def _some(self, *names: str) -> list[Part]:
        chosen = self.random.sample(names, self.random.randint(1, min(3, len(names))))
        return [Asked(self._key(name, number), name) for number, name in enumerate(chosen)]

    def _node(self, depth: int) -> list[Part]:
        types = self.random.sample(sorted(self.corpus.ids), 3)
        parts: list[Part] = [Asked("__typename", "__typename")]
        if self.random.random() < 0.5:
            parts.append(Asked("id", "id"))
        for number, name in enumerate(types):
            kind: Any = self.schema.get_type(name)
            parts.append(Branch(name, _renamed(self._object(kind, depth + 2), f"b{number}_")))
        return parts

    def _page(self, asked: Asked, item: str) -> dict[str, Given]:
        whole = all(isinstance(child, Asked) and child.name not in PAGED for child in asked.children)
        if self.random.random() < (0.6 if whole else 0.05):
            return {}
        page: dict[str, Given] = {
            self.random.choice(("first", "first", "last")): ("Int", self.random.choice((0, 1, 2, 3, 5)))
        }
        _, order = asked.arguments.get("orderBy", ("", None))
        words = [order[name][1] for name in ("field", "direction") if name in order] if order else []
        cursors = self.corpus.cursors.get(place(item, *words, *DIRECTIONS[: len(words) == 1])) or [None]
        for name in ("after", "before"):
            if self.random.random() < 0.2:
                page[name] = ("String", self.random.choice(cursors))
        return page

    def _narrowing(self, declared: GraphQLField, item: str) -> dict[str, Given]:
        others = {name: one for name, one in declared.args.items() if name not in PAGING}
        return given(self.corpus, self.random, item, others)

    def _ids(self, declared: GraphQLField, met: list[str]) -> dict[str, Given]:
        """Ids of the types that branches ask for, and of others."""
        ((name, argument),) = declared.args.items()
        types = self.random.choices(
            [*met, *met, self.random.choice(sorted(VIEWS))], k=self.random.randint(1, 5)
        )
        ids = [self.corpus.id_of(self.random, each) for each in types]
        return {name: (str(argument.type), ids if name == "ids" else ids[0])}


def _renamed(parts: list[Part], prefix: str) -> list[Part]:
    for part in parts:
        if isinstance(part, Asked):
            part.key = f"{prefix}{part.key}"
    return parts
