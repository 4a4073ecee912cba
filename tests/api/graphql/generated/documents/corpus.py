"""Real ids, cursors, codes and words of the administration that documents are generated for."""

from dataclasses import dataclass, field
from itertools import product
from random import Random
from typing import Any
from uuid import UUID

from graphql import GraphQLField, GraphQLSchema, get_named_type

UNKNOWN = UUID("0192f7c2-0000-7000-8000-000000000000")
DIRECTIONS = ("ASC", "DESC")


@dataclass(slots=True)
class Corpus:
    """By the name of a type: ids, codes, and cursors in its connections, these also by the order: `Unit CODE DESC`."""

    ids: dict[str, list[str]] = field(default_factory=dict)
    cursors: dict[str, list[str]] = field(default_factory=dict)
    codes: dict[str, list[str]] = field(default_factory=dict)

    def id_of(self, random: Random, type_name: str) -> str:
        """An id of this type: mostly of something that is there."""
        return random.choice([*self.ids.get(type_name, ()), f"{type_name}_{UNKNOWN}"])


async def gather(client: Any, schema: GraphQLSchema) -> Corpus:
    """Read a few rows of every root connection, as whoever may see most."""
    corpus = Corpus()
    assert schema.query_type is not None
    for account in ("hr", "auditor"):
        client.sign_in(account)
        for name, declared in schema.query_type.fields.items():
            kind: Any = get_named_type(declared.type)
            if "edges" in getattr(kind, "fields", {}) and "orderBy" in declared.args:
                await _read(client, name, declared, corpus)
    return corpus


async def _read(client: Any, name: str, declared: GraphQLField, corpus: Corpus) -> None:
    kind: Any = get_named_type(declared.type)
    item: Any = get_named_type(kind.fields["nodes"].type)
    asked = " ".join(each for each in ("id", "code") if each in item.fields)
    edges = f"edges {{ cursor node {{ __typename {asked} }} }}"
    groups = [group for group, one in kind.fields.items() if hasattr(get_named_type(one.type), "fields")]
    groups = [group for group in groups if "edges" in _type_of(kind, group).fields]
    inner = " ".join(f"{group}(first: 9) {{ edges {{ cursor }} }}" for group in groups)
    pages = [f"plain: {name}(first: 9) {{ {edges} {inner} }}"]
    for field_, direction in product(_fields(declared), DIRECTIONS):
        order = f"orderBy: {{field: {field_}, direction: {direction}}}"
        pages.append(f"{field_}_{direction}: {name}(first: 9, {order}) {{ {edges} }}")
    found = await client.ask(f"{{ {' '.join(pages)} }}")
    for group in groups:
        for edge in found["plain"][group]["edges"]:
            _keep(
                corpus.cursors,
                get_named_type(_type_of(kind, group).fields["nodes"].type).name,
                edge["cursor"],
            )
    for order, page in found.items():
        for edge in page["edges"]:
            _keep(corpus.ids, item.name, edge["node"].get("id"))
            _keep(corpus.codes, item.name, edge["node"].get("code"))
            _keep(corpus.cursors, place(item.name, *order.rsplit("_", 1)), edge["cursor"])


def place(item: str, *order: str) -> str:
    """Where the cursors of a list of these items in this order are kept."""
    return " ".join((item, *order)).removesuffix(" plain")


def _type_of(kind: Any, name: str) -> Any:
    return get_named_type(kind.fields[name].type)


def _fields(declared: GraphQLField) -> list[str]:
    """What a list can be ordered by."""
    order: Any = get_named_type(declared.args["orderBy"].type)
    return list(get_named_type(order.fields["field"].type).values)


def _keep(kept: dict[str, list[str]], name: str, value: str | None) -> None:
    if value is not None and value not in kept.setdefault(name, []):
        kept[name].append(value)
