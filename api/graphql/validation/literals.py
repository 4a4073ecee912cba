"""What is wrong with values written in a document: each error has its place, and shows no more than a line."""

import re
from typing import Any

from graphql import ArgumentNode, GraphQLError, GraphQLInputType, ListValueNode, ObjectValueNode, ValueNode
from graphql.utilities import validate_input_literal
from graphql.validation import ProvidedRequiredArgumentsRule, ValuesOfCorrectTypeRule

from domain import gate
from domain.errors import Invalid
from domain.language.text import Text
from tabular import days

SKIP = False
# graphql-core's own words: what a null is called there is Python's, and two errors name a place that they do not tell.
NULL = " not to be None."
MISSING_ARGUMENT = re.compile(r"Argument '[^']*\((\w+):\)' .*is required", re.DOTALL)
MISSING_FIELD = re.compile(r"Expected value of type .* to include required field '(\w+)'", re.DOTALL)
LONG = re.compile(r"[^\s]{61,}")
# Python counts no more than 4,300 digits, graphql-core no more than 32 bits: for who asks they are one fault.
NO_INT = re.compile(
    r"(?:Int cannot represent non 32-bit.*: |Expected value of type 'Int', but .*; found: )(.+)\.?", re.DOTALL
)


class LiteralsRule(ValuesOfCorrectTypeRule):
    """graphql-core's rule, whose errors name the argument too; those of our scalars get the place that they lack."""

    argument = ""

    def enter_argument(self, node: ArgumentNode, *_: Any) -> None:
        """Remember whose value comes next."""
        self.argument = node.name.value

    def leave_argument(self, *_: Any) -> None:
        """What comes next may be no argument's value."""
        self.argument = ""

    def is_valid_value_node(self, node: ValueNode, input_type: GraphQLInputType | None) -> Any:
        """Judge a whole value, with all that it holds."""

        def on_error(error: GraphQLError, path: list[str | int]) -> None:
            self.report_error(_placed(error, _at(node, path), ".".join(map(str, (self.argument, *path)))))

        if input_type:
            validate_input_literal(node, input_type, on_error, None, None, self.context.hide_suggestions)
        return SKIP


class RequiredArgumentsRule(ProvidedRequiredArgumentsRule):
    """graphql-core's rule, whose errors tell the argument as their path."""

    def report_error(self, error: GraphQLError) -> None:
        """Pass an error on with its place."""
        missing = MISSING_ARGUMENT.match(error.message)
        extensions = {"path": missing[1]} if missing else None
        super().report_error(GraphQLError(error.message, error.nodes, extensions=extensions))


def _at(node: ValueNode, path: list[str | int]) -> ValueNode:
    """The value at a path within another; the last one that is written, when less is."""
    for step in path:
        if isinstance(node, ListValueNode) and isinstance(step, int):
            node = node.values[step]
        elif isinstance(node, ObjectValueNode):
            node = next((field.value for field in node.fields if field.name.value == step), node)
    return node


def _placed(error: GraphQLError, node: ValueNode, path: str) -> GraphQLError:
    path = path.removeprefix(".")
    if missing := MISSING_FIELD.match(error.message):
        path = f"{path}.{missing[1]}".removeprefix(".")
    message = error.message
    if number := NO_INT.fullmatch(message):
        message = (
            f"{f'`{path}`' if path else 'It'} must be a whole number of at most 32 bits; it is {number[1]}"
        )
    if message.endswith(NULL):
        message = f"{message.removesuffix(NULL)} not to be null."
    cause = error.original_error
    if isinstance(cause, Invalid) and cause.code == "out_of_reach" and gate.is_end(path):
        cause = Invalid(cause.code, Text("{fault} {way_out}", fault=cause.text, way_out=Text(days.NO_END)))
        message = cause.message
    place = {"path": path} if path else {}
    return GraphQLError(
        LONG.sub(lambda found: f"{found[0][:60]}…", message),
        nodes=error.nodes or node,
        original_error=cause,
        extensions={**place, **(error.extensions or {})},
    )
