"""Documents read once: parsed, validated and weighed, however often they come."""

from collections import OrderedDict
from dataclasses import dataclass, field

from graphql import DocumentNode, GraphQLError, GraphQLSchema, get_operation_ast, parse
from graphql.validation import specified_rules
from strawberry.schema.schema import validate_document
from strawberry.types.graphql import OperationType

from api.limits import MOST_TOKENS
from api.weight import Weight, weigh

REMEMBERED = 500
# A document of few tokens can still hold long texts: those are read anew each time, so that they fill no memory.
LONGEST_REMEMBERED = 10_000
NOTHING = DocumentNode(definitions=())


@dataclass(frozen=True, slots=True)
class Prepared:
    """A document and one of its operations: ready to be executed, unless there are `errors`.

    `kind` is None when the document has no operation of that name, or several and none was named.
    """

    document: DocumentNode = NOTHING
    kind: OperationType | None = None
    weight: Weight | None = None
    errors: tuple[GraphQLError, ...] = ()


@dataclass(slots=True)
class Documents:
    """The documents met lately; the one not met for longest goes first."""

    schema: GraphQLSchema
    known: OrderedDict[tuple[str, str | None], Prepared] = field(default_factory=OrderedDict)

    def prepared(self, text: str, operation_name: str | None) -> Prepared:
        """The document of this text, to execute the operation of that name."""
        key = (text, operation_name)
        found = self.known.get(key)
        if found is not None:
            self.known.move_to_end(key)
            return found
        found = self._prepare(text, operation_name)
        if len(text) <= LONGEST_REMEMBERED:
            self.known[key] = found
            if len(self.known) > REMEMBERED:
                self.known.popitem(last=False)
        return found

    def _prepare(self, text: str, operation_name: str | None) -> Prepared:
        try:
            document = parse(text, max_tokens=MOST_TOKENS)
        except GraphQLError as error:
            return Prepared(errors=(error,))
        if errors := validate_document(self.schema, document, tuple(specified_rules)):
            return Prepared(document, errors=tuple(errors))
        operation = get_operation_ast(document, operation_name)
        if operation is None:
            return Prepared(document)
        kind = OperationType(operation.operation.value)
        return Prepared(document, kind, weigh(self.schema, document, operation_name))
