"""How much one request may ask for: deep, wide, repeated or long documents are refused before work starts."""

from collections.abc import Mapping
from typing import Any

from graphql import GraphQLError

from api.weight import Weight

DEEPEST = 16
MOST_ALIASES = 60
MOST_FIELDS = 250_000
# Validation compares fields of one name with each other: it takes four times as long for twice as many.
MOST_TOKENS = 2_000


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


def _error(code: str, sentence: str) -> GraphQLError:
    return GraphQLError(sentence, extensions={"code": code})
