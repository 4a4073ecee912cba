"""Which fields of the schema documents use: what a client would miss, were one taken away."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from graphql import FieldNode, GraphQLSchema, TypeInfo, TypeInfoVisitor, Visitor, parse, visit


@dataclass(frozen=True, slots=True)
class UsedField:
    """A field as `PayRun.state`, in how many documents it stands, and why it is deprecated, if it is."""

    name: str
    documents: int
    deprecated: str


def used_fields(schema: GraphQLSchema, documents: Iterable[str]) -> list[UsedField]:
    """The fields that valid documents use, by name; those with a deprecation first."""
    counted: Counter[str] = Counter()
    reasons: dict[str, str] = {}
    for text in documents:
        found = _Fields(TypeInfo(schema))
        visit(parse(text), TypeInfoVisitor(found.info, found))
        counted.update(found.reasons.keys())
        reasons |= found.reasons
    used = (UsedField(name, count, reasons[name]) for name, count in counted.items())
    return sorted(used, key=lambda one: (not one.deprecated, one.name))


class _Fields(Visitor):
    """The fields of one document and why each is deprecated; what the schema does not know is passed over."""

    def __init__(self, info: TypeInfo) -> None:
        super().__init__()
        self.info = info
        self.reasons: dict[str, str] = {}

    def enter_field(self, node: FieldNode, *_: Any) -> None:
        """Note the field under its type."""
        parent, found = self.info.get_parent_type(), self.info.get_field_def()
        if parent is not None and found is not None and not node.name.value.startswith("__"):
            self.reasons[f"{parent.name}.{node.name.value}"] = found.deprecation_reason or ""
