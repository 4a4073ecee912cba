"""The document cache: parsed, costed and validated once, however often they come."""

from dataclasses import dataclass, field
from typing import Any

from graphql import DocumentNode, GraphQLError, GraphQLSchema, get_operation_ast, parse, validate
from graphql.validation import (
    OverlappingFieldsCanBeMergedRule,
    ProvidedRequiredArgumentsRule,
    ValuesOfCorrectTypeRule,
    specified_rules,
)
from strawberry.types.graphql import OperationType

from api.graphql.cache import Cache
from api.graphql.engine.parts import OneOfInputValidationRule
from api.graphql.query_cost import limits
from api.graphql.query_cost.cost import Cost, cost_of
from api.graphql.query_cost.overlapping_fields import OverlappingRule, first_too_many
from api.graphql.validation.literals import LiteralsRule, RequiredArgumentsRule
from api.graphql.validation.maybe_null import MaybeNullRule
from api.graphql.validation.nulls import NeverNull, never_null

REMEMBERED = 500
# A token of a parsed document takes about this much memory, its text as much as it is long.
TOKEN_BYTES, ROOM_BYTES = 600, 64_000_000
NOTHING = DocumentNode(definitions=())
OURS: dict[Any, Any] = {
    OverlappingFieldsCanBeMergedRule: OverlappingRule,
    ValuesOfCorrectTypeRule: LiteralsRule,
    ProvidedRequiredArgumentsRule: RequiredArgumentsRule,
}
RULES = (*(OURS.get(rule, rule) for rule in specified_rules), MaybeNullRule, OneOfInputValidationRule)


@dataclass(frozen=True, slots=True)
class Prepared:
    """A document and one of its operations: ready to be executed, unless there are `errors`.

    `kind` is None when the document has no operation of that name, or several and none was named. `never_null`:
    variables whose null is refused before anything is executed.
    """

    document: DocumentNode = NOTHING
    kind: OperationType | None = None
    cost: Cost | None = None
    never_null: tuple[NeverNull, ...] = ()
    errors: tuple[GraphQLError, ...] = ()


@dataclass(slots=True)
class Documents:
    """The documents met lately; the one not met for longest goes first."""

    schema: GraphQLSchema
    known: Cache[Prepared] = field(default_factory=lambda: Cache(REMEMBERED, ROOM_BYTES))

    def prepared(self, text: str, operation_name: str | None, suggests: bool = True) -> Prepared:
        """The document of this text, to execute the operation of that name.

        `suggests`: whether errors may tell names of the schema that were perhaps meant.
        """
        key = (text, operation_name, suggests)
        found = self.known.get(key)
        if found is not None:
            return found
        found = self._prepare(text, operation_name, suggests)
        return self.known.put(key, found, len(text) + TOKEN_BYTES * found.document.token_count)

    def _prepare(self, text: str, operation_name: str | None, suggests: bool) -> Prepared:
        if long := limits.too_long(text):
            return Prepared(errors=(long,))
        try:
            document = parse(text, max_tokens=limits.MOST_TOKENS)
        except GraphQLError as error:
            return Prepared(errors=(limits.unreadable(error),))
        cost = cost_of(self.schema, document, operation_name)
        heavy = (
            limits.refused_unread(self.schema, cost)
            or limits.too_many_alike(first_too_many(document))
            or limits.too_many_fields(cost)
        )
        if heavy is not None:
            return Prepared(document, errors=(heavy,))
        if errors := validate(self.schema, document, RULES, hide_suggestions=not suggests):
            return Prepared(document, errors=tuple(map(limits.invalid, errors)))
        operation = get_operation_ast(document, operation_name)
        if operation is None:
            return Prepared(document)
        nulls = never_null(self.schema, document, operation)
        return Prepared(document, OperationType(operation.operation.value), cost, nulls)
