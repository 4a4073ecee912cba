"""Query cost limits: deep, wide, repeated or long documents are refused before work starts."""

from collections.abc import Mapping
from typing import Any

from graphql import FieldNode, GraphQLError, GraphQLSchema

from api.graphql.engine.parts import ValidationAbortedError
from api.graphql.query_cost import introspection
from api.graphql.query_cost.cost import Cost
from api.graphql.query_cost.overlapping_fields import MOST_STEPS, TooManyAlikeError

DEEPEST = 16
MOST_ALIASES = 60
MOST_FIELDS = 250_000
# Each field, with all fragments written out, is planned whatever comes back: so many take 0.4 s.
MOST_SELECTED = 3_000
# A thousand results, the most that is recorded at once, have eleven thousand. Each is read before anybody is asked.
MOST_VALUES = 20_000
# Reading a document takes time by its characters, validating it by its tokens.
LONGEST = 100_000  # characters
MOST_TOKENS = 2_000


def refused_unread(schema: GraphQLSchema, cost: Cost) -> GraphQLError | None:
    """Why an operation of this cost is not even validated, whatever its variables; None when it may be."""
    if cost.depth > DEEPEST:
        return _error(
            "too_deep",
            f"The document is {cost.depth:,} levels deep; {DEEPEST} are allowed. Ask in two steps.",
        )
    if cost.aliases > MOST_ALIASES:
        return _error(
            "too_many_aliases",
            f"The document has {cost.aliases:,} aliases; {MOST_ALIASES} are allowed."
            " Ask for many things of a kind with `nodes(ids:)`.",
        )
    if len(cost.computing) > 1:
        return _error(
            "one_computation",
            f"The document computes {len(cost.computing)} times ({', '.join(sorted(cost.computing))});"
            " once is allowed. Send one document for each, one after the other.",
        )
    return _introspecting(schema, cost)


def refused(fields: int, variables: Mapping[str, Any]) -> GraphQLError | None:
    """Why an operation that brings so many fields at most is not carried out with these variables; None when it is."""
    if _has_more_values(variables, MOST_VALUES):
        return _error(
            "too_many_values",
            f"The variables hold more than {MOST_VALUES:,} values. Send them in several requests.",
        )
    if fields > MOST_FIELDS:
        return _error(
            "too_large",
            f"The answer could have {fields:,} fields; {MOST_FIELDS:,} are allowed."
            " Ask for smaller pages with `first`, above all for pages inside pages.",
        )
    return None


def told(fields: int) -> dict[str, Any]:
    """The `extensions` of an answer: what it could have come to, and how much one request may ask for."""
    return {"cost": {"requested": fields, "limit": MOST_FIELDS}}


def too_long(text: str) -> GraphQLError | None:
    """Why a text is not even read; None when it may be."""
    if len(text) <= LONGEST:
        return None
    return _error(
        "too_long",
        f"The document has {len(text):,} characters; {LONGEST:,} are allowed. Send long values as variables.",
    )


def closed(cost: Cost) -> GraphQLError | None:
    """Why somebody who has not signed in does not read the schema where it is not shown to strangers."""
    if not cost.introspecting:
        return None
    return _error(
        "unauthenticated", "Sign in to read the schema: send a token as `Authorization: Bearer <token>`."
    )


def too_many_alike(found: TooManyAlikeError | None) -> GraphQLError | None:
    """The refusal that names the field which stands too often beside others of its response name."""
    if found is None:
        return None
    name = (found.field.alias or found.field.name).value
    if not found.alike:
        sentence = f"With its fragments written out the document has more than {MOST_STEPS:,} fields. Ask in two steps."
        return _error("too_many_fields", sentence, found.field)
    return _error(
        "too_many_alike",
        f"The field '{name}' is selected too often in one place, in itself or by fragments. Select it once.",
        found.field,
    )


def too_many_fields(cost: Cost) -> GraphQLError | None:
    """Why an operation is not planned; None when it may be."""
    if cost.selected <= MOST_SELECTED:
        return None
    return _error(
        "too_many_fields",
        f"With its fragments written out the document selects {cost.selected:,} fields, where one with fields below"
        f" it counts as ten; {MOST_SELECTED:,} are allowed. Ask in two steps.",
    )


def unreadable(error: GraphQLError) -> GraphQLError:
    """What is wrong with a text that is no document, with a code."""
    return _coded("too_long" if f"more than {MOST_TOKENS} tokens" in error.message else "syntax_error", error)


def invalid(error: GraphQLError) -> GraphQLError:
    """What validation found, with a code."""
    if isinstance(error, ValidationAbortedError):
        if "error limit" in error.message:
            return _coded("too_many_errors", error)
        return _error(
            "too_complex", "The document has too many fields to compare with each other. Ask in two steps."
        )
    return _coded("invalid_document", error)


def _has_more_values(variables: Any, most: int) -> bool:
    """Whether there are more than `most` values, lists and objects among them; looks at no more than that."""
    found, waiting = 0, [variables]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict | list):
            found += len(one)
            if found > most:
                return True
            waiting += one.values() if isinstance(one, dict) else one
    return False


def _introspecting(schema: GraphQLSchema, cost: Cost) -> GraphQLError | None:
    twice = sorted(name for name, keys in cost.introspecting.items() if len(keys) > 1)
    if twice:
        return _error(
            "introspection_repeated", f"{twice[0]} stands more than once; ask for it once in a document."
        )
    most = introspection.most(schema)
    if cost.introspected <= most:
        return None
    return _error(
        "too_large",
        f"The description of the schema would have more than {most:,} fields. Ask for `__type` of one type at a time.",
    )


def _coded(code: str, error: GraphQLError) -> GraphQLError:
    return GraphQLError(
        error.message,
        nodes=error.nodes,
        source=error.source,
        positions=error.positions,
        extensions={"code": code, **(error.extensions or {})},
    )


def _error(code: str, sentence: str, *nodes: FieldNode) -> GraphQLError:
    return GraphQLError(sentence, nodes=list(nodes) or None, extensions={"code": code})
