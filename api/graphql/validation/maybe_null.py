"""A null, written in a document, of what may only be left out: told with its place and the way out."""

from typing import Any, cast

from graphql import ArgumentNode, GraphQLError, ObjectFieldNode, ObjectValueNode

from api.graphql.engine.parts import MaybeNullValidationRule
from domain.errors import Invalid

NOT_NULL = Invalid("invalid_document", "`{place}` must not be null: send a value, or leave it out.")


class MaybeNullRule(MaybeNullValidationRule):
    """strawberry's rule, whose errors have their place and speak no Python."""

    above: tuple[str, ...] = ()

    def enter_argument(self, node: ArgumentNode, *where: Any) -> None:
        """Judge an argument by itself."""
        self.above = ()
        super().enter_argument(node, *where)

    def enter_object_value(self, node: ObjectValueNode, *where: Any) -> None:
        """Remember where the object stands, and judge its fields."""
        _, parent, path, ancestors = where
        self.above = tuple(_names([*ancestors, parent], path))
        super().enter_object_value(node, *where)

    def report_error(self, error: GraphQLError) -> None:
        """Pass an error on in our words."""
        (node,) = cast(tuple[ArgumentNode | ObjectFieldNode], error.nodes)
        place = ".".join((*self.above, node.name.value))
        fault = NOT_NULL.of(place=place).at(place)
        super().report_error(GraphQLError(fault.message, node, original_error=fault))


def _names(above: list[Any], path: list[Any]) -> list[str]:
    """The argument, the fields and the places in lists that lead somewhere in a document."""
    names: list[str] = []
    for number, (node, step) in enumerate(zip(above, path, strict=True)):
        if isinstance(node, ArgumentNode | ObjectFieldNode):
            names.append(node.name.value)
        elif isinstance(node, tuple) and path[number - 1] == "values":
            names.append(str(step))
    return names
