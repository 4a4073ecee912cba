"""What is wrong with values written in a document: each error has its place, and shows no more than a line."""

import re
from typing import Any

from graphql import ArgumentNode, GraphQLError, GraphQLInputType, ListValueNode, ObjectValueNode, ValueNode
from graphql.utilities import validate_input_literal
from graphql.validation import ValuesOfCorrectTypeRule

from domain import gate
from tabular import days

SKIP = False
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


def _at(node: ValueNode, path: list[str | int]) -> ValueNode:
    """The value at a path within another; the last one that is written, when less is."""
    for step in path:
        if isinstance(node, ListValueNode) and isinstance(step, int):
            node = node.values[step]
        elif isinstance(node, ObjectValueNode):
            node = next((field.value for field in node.fields if field.name.value == step), node)
    return node


def _placed(error: GraphQLError, node: ValueNode, path: str) -> GraphQLError:
    number = NO_INT.fullmatch(error.message)
    message = f"It must be a whole number of at most 32 bits; it is {number[1]}" if number else error.message
    if (error.extensions or {}).get("code") == "out_of_reach" and gate.is_end(path):
        message = f"{message} {days.NO_END}"
    place = {"path": path.removeprefix(".")} if path else {}
    return GraphQLError(
        LONG.sub(lambda found: f"{found[0][:60]}…", message),
        nodes=error.nodes or node,
        original_error=error.original_error,
        extensions={**place, **(error.extensions or {})},
    )
