"""Query cost limits: deep, wide, repeated or long documents are refused before work starts."""

from collections.abc import Mapping
from typing import Any

from graphql import FieldNode, GraphQLError, GraphQLSchema

from api.graphql.engine.parts import ValidationAbortedError
from api.graphql.query_cost import introspection
from api.graphql.query_cost.cost import Cost
from api.graphql.query_cost.overlapping_fields import MOST_STEPS, TooManyAlikeError
from domain.errors import Invalid, Refusal

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
            Invalid(
                "too_deep",
                "The document is {depth:,} levels deep; {deepest} are allowed. Ask in two steps.",
                depth=cost.depth,
                deepest=DEEPEST,
            )
        )
    if cost.aliases > MOST_ALIASES:
        return _error(
            Invalid(
                "too_many_aliases",
                "The document has {aliases:,} aliases; {most_aliases} are allowed."
                " Ask for many things of a kind with `nodes(ids:)`.",
                aliases=cost.aliases,
                most_aliases=MOST_ALIASES,
            )
        )
    if len(cost.computing) > 1:
        return _error(
            Invalid(
                "one_computation",
                "The document computes {count} times ({names});"
                " once is allowed. Send one document for each, one after the other.",
                count=len(cost.computing),
                names=sorted(cost.computing),
            )
        )
    return _introspecting(schema, cost)


def refused(fields: int, variables: Mapping[str, Any]) -> GraphQLError | None:
    """Why an operation that brings so many fields at most is not carried out with these variables; None when it is."""
    if _has_more_values(variables, MOST_VALUES):
        return _error(
            Invalid(
                "too_many_values",
                "The variables hold more than {most_values:,} values. Send them in several requests.",
                most_values=MOST_VALUES,
            )
        )
    if fields > MOST_FIELDS:
        return _error(
            Invalid(
                "too_large",
                "The answer could have {fields:,} fields, where one that takes long to work out counts as many;"
                " {most_fields:,} are allowed. Ask for smaller pages with `first`, above all for pages inside pages.",
                fields=fields,
                most_fields=MOST_FIELDS,
            )
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
        Invalid(
            "too_long",
            "The document has {count:,} characters; {longest:,} are allowed. Send long values as variables.",
            count=len(text),
            longest=LONGEST,
        )
    )


def closed(cost: Cost) -> GraphQLError | None:
    """Why somebody who has not signed in does not read the schema where it is not shown to strangers."""
    if not cost.introspecting:
        return None
    return _error(
        Invalid(
            "unauthenticated", "Sign in to read the schema: send a token as `Authorization: Bearer <token>`."
        )
    )


def too_many_alike(found: TooManyAlikeError | None) -> GraphQLError | None:
    """The refusal that names the field which stands too often beside others of its response name."""
    if found is None:
        return None
    name = (found.field.alias or found.field.name).value
    if not found.alike:
        return _error(
            Invalid(
                "too_many_fields",
                "With its fragments written out the document has more than {most:,} fields. Ask in two steps.",
                most=MOST_STEPS,
            ),
            found.field,
        )
    return _error(
        Invalid(
            "too_many_alike",
            "The field '{name}' is selected too often in one place, in itself or by fragments. Select it once.",
            name=name,
        ),
        found.field,
    )


def too_many_fields(cost: Cost) -> GraphQLError | None:
    """Why an operation is not planned; None when it may be."""
    if cost.selected <= MOST_SELECTED:
        return None
    return _error(
        Invalid(
            "too_many_fields",
            "With its fragments written out the document selects {selected:,} fields, where one with fields below"
            " it counts as ten; {most_selected:,} are allowed. Ask in two steps.",
            selected=cost.selected,
            most_selected=MOST_SELECTED,
        )
    )


def unreadable(error: GraphQLError) -> GraphQLError:
    """What is wrong with a text that is no document, with a code."""
    if f"more than {MOST_TOKENS} tokens" in error.message:
        return _coded(Invalid("too_long", "{found}", found=error.message), error)
    return _coded(Invalid("syntax_error", "{found}", found=error.message), error)


def invalid(error: GraphQLError) -> GraphQLError:
    """What validation found, with a code."""
    if isinstance(error, ValidationAbortedError):
        if "error limit" in error.message:
            return _coded(Invalid("too_many_errors", "{found}", found=error.message), error)
        return _error(
            Invalid(
                "too_complex",
                "The document has too many fields to compare with each other. Ask in two steps.",
            )
        )
    return _coded(Invalid("invalid_document", "{found}", found=error.message), error)


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
            Invalid(
                "introspection_repeated",
                "{twice} stands more than once; ask for it once in a document.",
                twice=twice[0],
            )
        )
    most = introspection.most(schema)
    if cost.introspected <= most:
        return None
    return _error(
        Invalid(
            "too_large",
            "The description of the schema would have more than {most:,} fields. Ask for `__type` of one type"
            " at a time.",
            most=most,
        )
    )


def _coded(refused: Invalid, error: GraphQLError) -> GraphQLError:
    """The error with a code, but for one that knows its own; what graphql-core found stays in its words."""
    known = error.original_error if isinstance(error.original_error, Refusal) else refused
    return GraphQLError(
        error.message,
        nodes=error.nodes,
        source=error.source,
        positions=error.positions,
        original_error=known,
        extensions={"code": known.code, **(error.extensions or {})},
    )


def _error(refused: Invalid, *nodes: FieldNode) -> GraphQLError:
    return GraphQLError(
        refused.message, nodes=list(nodes) or None, original_error=refused, extensions={"code": refused.code}
    )
