"""Real ids, cursors, codes and words of the administration that documents are generated for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any
from uuid import UUID

from graphql import GraphQLSchema, get_named_type

UNKNOWN = UUID("0192f7c2-0000-7000-8000-000000000000")
# What an id argument takes, where its name does not say it.
TYPES = {"within": "Unit", "parentId": "Unit", "policyGoalId": "PolicyGoal", "actorId": "Account"}
WORDS: Mapping[str, Sequence[Any]] = {
    "search": ("nguyen", "Lan", "CB00", "%"),
    "codePrefix": ("CB00", "LG", "x"),
    "year": (2026, 2025, 1999),
    "subject": ("PayRun_x",),
    "happened": ("pay_run.computed", "administration.loaded"),
    "verb": ("people.read", "pay_run.approve"),
    "rated": ("excellent", "good"),
    "modelId": ("vn.classes_2026",),
}
BY_TYPE: Mapping[str, Sequence[Any]] = {
    "Int": (1, 2),
    "Boolean": (True, False),
    "String": ("x", "A1"),
    "Date": ("2026-03-01", "2026-01-01", "2025-07-01"),
    "DateTime": ("2020-01-01T00:00:00Z", "2026-07-01T08:00:00+07:00"),
}


@dataclass(slots=True)
class Corpus:
    """By the name of a type: ids, cursors in its connections, and codes."""

    ids: dict[str, list[str]] = field(default_factory=dict)
    cursors: dict[str, list[str]] = field(default_factory=dict)
    codes: dict[str, list[str]] = field(default_factory=dict)

    def id_of(self, random: Random, type_name: str) -> str:
        """An id of this type: mostly of something that is there."""
        return random.choice([*self.ids.get(type_name, ()), f"{type_name}_{UNKNOWN}"])

    def value(self, random: Random, item: str, name: str, kind: Any) -> Any:
        """A value for the argument `name` of a field that gives an `item` or many."""
        named = get_named_type(kind)
        if named.name == "ID":
            guess = name.removesuffix("Id")
            return self.id_of(
                random, TYPES.get(name) or (item if name == "id" else guess[:1].upper() + guess[1:])
            )
        if name == "code":
            return random.choice([*self.codes.get(item, ()), "none"])
        if name in WORDS:
            return random.choice(WORDS[name])
        if hasattr(named, "values"):
            return random.choice(sorted(named.values))
        return random.choice(BY_TYPE[named.name])


async def gather(client: Any, schema: GraphQLSchema) -> Corpus:
    """Read a few rows of every root connection, as whoever may see most."""
    corpus = Corpus()
    assert schema.query_type is not None
    for account in ("hr", "auditor"):
        client.sign_in(account)
        for name, declared in schema.query_type.fields.items():
            kind: Any = get_named_type(declared.type)
            if "edges" in getattr(kind, "fields", {}):
                await _read(client, name, get_named_type(kind.fields["nodes"].type), corpus)
    return corpus


async def _read(client: Any, name: str, item: Any, corpus: Corpus) -> None:
    asked = " ".join(each for each in ("id", "code") if each in item.fields)
    found = await client.ask(f"{{ {name}(first: 9) {{ edges {{ cursor node {{ __typename {asked} }} }} }} }}")
    for edge in found[name]["edges"]:
        _keep(corpus.ids, item.name, edge["node"].get("id"))
        _keep(corpus.codes, item.name, edge["node"].get("code"))
        _keep(corpus.cursors, item.name, edge["cursor"])


def _keep(kept: dict[str, list[str]], name: str, value: str | None) -> None:
    if value is not None and value not in kept.setdefault(name, []):
        kept[name].append(value)
