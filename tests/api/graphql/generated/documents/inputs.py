"""Values for arguments: ids, codes, words, lists, filters and orders, each with the type that it is given as."""

from collections.abc import Mapping, Sequence
from random import Random
from typing import Any, TypeAlias

from graphql import GraphQLArgument, GraphQLInputField, is_input_object_type, is_list_type, is_non_null_type

from tests.api.graphql.generated.documents.corpus import Corpus

# A value and the type that it is sent as; that of an input object is a dict of such.
Given: TypeAlias = tuple[str, Any]
Declared: TypeAlias = "GraphQLArgument | GraphQLInputField"


class Word(str):
    """A value of an enum: bare in a document, a text in JSON."""

    __slots__ = ()


# What an id argument takes, where its name does not say it.
TYPES = {"subtreeOf": "Unit", "inheritedBy": "Unit", "parent": "Unit", "actor": "Account"}
WORDS: Mapping[str, Sequence[Any]] = {
    "search": ("nguyen", "Lan", "CB00", "%"),
    "codePrefix": ("CB00", "LG", "x"),
    "years": (2026, 2025, 1999),
    "subjects": ("PayRun_x", "Administration"),
    "classes": ("excellent", "good", "unrated"),
    "modelIds": ("vn.classes_2026", "vn.bonus_2026"),
    "scoreHundredths": (0, 7_000, 9_050),
    "gradeCodes": ("A1", "B"),
    # A day with which periods of every length begin.
    "start": ("2026-01-01", "2025-01-01"),
}
BY_TYPE: Mapping[str, Sequence[Any]] = {
    "Int": (1, 2, 0),
    "Boolean": (True, False),
    "String": ("x", "A1"),
    "Amount": ("0", "10000000", "-1"),
    "Date": ("2026-03-01", "2026-01-01", "2025-07-01"),
    "DateTime": ("2020-01-01T00:00:00Z", "2026-07-01T08:00:00+07:00"),
}
RANGE = {"from", "to"}
GIVEN, NULL = 0.3, 0.1  # how often an argument is given, and how often it is null then


def given(corpus: Corpus, random: Random, item: str, declared: Mapping[str, Any]) -> dict[str, Given]:
    """Some of the arguments or members `declared` of a field that gives an `item` or many; all that are required."""
    found: dict[str, Given] = {}
    for name, one in declared.items():
        required = is_non_null_type(one.type) and not _has_default(one)
        if not required and random.random() >= GIVEN:
            continue
        null = not is_non_null_type(one.type) and random.random() < NULL
        value = None if null else _value(corpus, random, item, name, one.type)
        found[name] = (str(one.type), value)
    return found


def sent(value: Any) -> Any:
    """A value as JSON sends it."""
    if isinstance(value, dict):
        return {name: sent(inner) for name, (_, inner) in value.items()}
    return [sent(each) for each in value] if isinstance(value, list) else value


def _has_default(one: Declared) -> bool:
    # An argument without a default has Undefined, which is not true.
    return bool(one.default_value)


def _value(corpus: Corpus, random: Random, item: str, name: str, kind: Any) -> Any:
    if is_non_null_type(kind):
        return _value(corpus, random, item, name, kind.of_type)
    if is_list_type(kind):
        number = random.choice((1, 1, 2, 3, 0))
        return [_value(corpus, random, item, name, kind.of_type) for _ in range(number)]
    if is_input_object_type(kind):
        found = given(corpus, random, item, kind.fields) or given(corpus, random, item, kind.fields)
        return _in_order(found) if found.keys() == RANGE else found
    return _leaf(corpus, random, item, name, kind)


def _in_order(ends: dict[str, Given]) -> dict[str, Given]:
    """A range from the lesser to the greater: the other way round it is refused."""
    (kind, least), (_, most) = ends["from"], ends["to"]
    turned = None not in (least, most) and _measured(least) > _measured(most)
    return {"from": (kind, most), "to": (kind, least)} if turned else ends


def _measured(value: Any) -> Any:
    return int(value) if str(value).lstrip("-").isdigit() else value


def _leaf(corpus: Corpus, random: Random, item: str, name: str, kind: Any) -> Any:
    if kind.name == "ID":
        return corpus.id_of(random, _referred(item, name))
    if hasattr(kind, "values"):
        return Word(random.choice(sorted(kind.values)))
    if name in ("code", "codes"):
        return random.choice([*corpus.codes.get(item, ()), "none"])
    return random.choice(WORDS.get(name) or BY_TYPE[kind.name])


def _referred(item: str, name: str) -> str:
    if name == "id":
        return item
    stem = name.removesuffix("Ids").removesuffix("Id")
    return TYPES.get(stem, stem[:1].upper() + stem[1:])
