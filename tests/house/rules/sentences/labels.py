"""Labels and descriptions of the values of the schema's enums; those of problem codes are sentences of refusals."""

from collections.abc import Iterator

import strawberry

from api.graphql.engine.parts import StrawberryEnumDefinition
from api.graphql.enums.labels import REFUSALS, words
from api.schema import schema
from tests.house.rules.sentences.source import Sentence


def enums(of: strawberry.Schema = schema) -> Iterator[StrawberryEnumDefinition]:
    """Every enum of the schema but those of introspection."""
    for name in of._schema.type_map:
        kind = of.get_type_by_name(name)
        if isinstance(kind, StrawberryEnumDefinition):
            yield kind


def labels() -> Iterator[Sentence]:
    """Everything that they are called."""
    for kind in enums():
        for value, label, says, _ in words(kind) if kind.name != REFUSALS else ():
            yield Sentence(None, label, f"{kind.name}.{value}")
            yield Sentence(None, says, f"{kind.name}.{value}")
