"""How much one request may ask for: deep, wide, repeated or long documents are refused before work starts."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from graphql import DocumentNode, GraphQLError, GraphQLSchema
from strawberry.extensions import SchemaExtension

from api.weight import Weight, weigh

DEEPEST = 16
MOST_ALIASES = 60
MOST_FIELDS = 250_000
# Validation compares fields of one name with each other: it takes four times as long for twice as many.
MOST_TOKENS = 2_000
REMEMBERED = 500


def refused(weight: Weight, variables: Mapping[str, Any]) -> GraphQLError | None:
    """Why an operation of this weight is not carried out with these variables; None when it is."""
    if weight.depth > DEEPEST:
        return _error(
            "too_deep",
            f"The document is {weight.depth:,} levels deep; {DEEPEST} are allowed. Ask in two steps.",
        )
    if weight.aliases > MOST_ALIASES:
        return _error(
            "too_many_aliases",
            f"The document has {weight.aliases:,} aliases; {MOST_ALIASES} are allowed."
            " Ask for many things of a kind with `nodes(ids:)`.",
        )
    fields = weight.fields(variables)
    if fields > MOST_FIELDS:
        return _error(
            "too_large",
            f"The answer could have {fields:,} fields; {MOST_FIELDS:,} are allowed."
            " Ask for smaller pages with `first`, above all for pages inside pages.",
        )
    return None


@dataclass(slots=True)
class Scales:
    """Weighs documents for one schema, and remembers what the ones seen lately weigh."""

    schema: GraphQLSchema
    _weights: dict[tuple[str, str | None], Weight] = field(default_factory=dict)

    def weight(self, query: str, document: DocumentNode, operation_name: str | None) -> Weight:
        """The weight of an operation of `document`, whose text is `query`."""
        known = self._weights.get((query, operation_name))
        if known is None:
            if len(self._weights) >= REMEMBERED:
                self._weights.clear()
            known = self._weights[query, operation_name] = weigh(self.schema, document, operation_name)
        return known


class Limits(SchemaExtension):
    """Refuses what is too heavy before validation. Made anew for each request, with the schema's scales."""

    def __init__(self, scales: Scales) -> None:
        self.scales = scales

    def on_operation(self) -> Iterator[None]:
        self.execution_context.parse_options["max_tokens"] = MOST_TOKENS
        yield

    def on_parse(self) -> Iterator[None]:
        yield
        asked = self.execution_context
        if asked.graphql_document is None or asked.query is None:
            return
        weight = self.scales.weight(asked.query, asked.graphql_document, asked.operation_name)
        error = refused(weight, asked.variables or {})
        if error is not None:
            raise error


def _error(code: str, sentence: str) -> GraphQLError:
    return GraphQLError(sentence, extensions={"code": code})
