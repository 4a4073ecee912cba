"""Fields of one response name in one selection: validation compares each with each, so they are counted before."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    OperationDefinitionNode,
    SelectionNode,
    ValidationContext,
)

from api.graphql.engine.parts import OverlappingFieldsCanBeMergedRule
from api.graphql.query_cost.cost import fragments_of

# Two hundred fields of one name in one place.
MOST_COMPARISONS = 20_000
# Selections looked at: fragments that spread each other need not be long to be endless.
MOST_STEPS = 20_000
# A fragment within itself has no end; validation says so. Deeper than this, the rule's own budget holds.
DEEPEST = 32
# What the rule itself may spend; it counts a comparison as two to six. The counts above come first.
MOST_SPENT = 100_000


class OverlappingRule(OverlappingFieldsCanBeMergedRule):
    """graphql-core's rule with a budget of ours: its own allows a second of work."""

    def __init__(self, context: ValidationContext) -> None:
        super().__init__(context)
        self.rule_context.remaining_complexity_budget = MOST_SPENT


class TooManyAlikeError(Exception):
    """There is more to compare than is allowed, or, not `alike`, more to look at; `field` is one of the fields."""

    def __init__(self, field: FieldNode, alike: bool) -> None:
        super().__init__(field.name.value)
        self.field, self.alike = field, alike


def first_too_many(document: DocumentNode) -> TooManyAlikeError | None:
    """The field that stands too often beside others of its response name, or beneath them; None when all is well.

    What stands in several fields of one name is one selection: it is merged in the answer, and compared.
    """
    count = _Comparisons(fragments_of(document))
    try:
        for each in document.definitions:
            if isinstance(each, OperationDefinitionNode | FragmentDefinitionNode):
                count.merged([each.selection_set.selections])
    except TooManyAlikeError as error:
        return error
    return None


@dataclass(slots=True)
class _Comparisons:
    fragments: Mapping[str, FragmentDefinitionNode]
    comparisons: int = 0
    steps: int = 0

    def merged(self, selections: Sequence[Iterable[SelectionNode]], depth: int = 0) -> None:
        """Count what several selection sets of one place come to. Raises TooManyAlikeError."""
        spread: set[str] = set()
        together: dict[str, list[FieldNode]] = {}
        for each in selections:
            for node in self._fields(each, spread):
                together.setdefault((node.alias or node.name).value, []).append(node)
                self._step(node)
        for nodes in together.values():
            self.comparisons += len(nodes) * (len(nodes) - 1) // 2
            if self.comparisons > MOST_COMPARISONS:
                raise TooManyAlikeError(nodes[0], alike=True)
            below = [node.selection_set.selections for node in nodes if node.selection_set]
            if below and depth < DEEPEST:
                self.merged(below, depth + 1)

    def _step(self, node: FieldNode) -> None:
        self.steps += 1
        if self.steps > MOST_STEPS:
            raise TooManyAlikeError(node, alike=False)

    def _fields(self, selections: Iterable[SelectionNode], spread: set[str]) -> Iterator[FieldNode]:
        for each in selections:
            if isinstance(each, FieldNode):
                yield each
            elif isinstance(each, FragmentSpreadNode):
                fragment = self.fragments.get(each.name.value)
                if fragment is not None and each.name.value not in spread:
                    spread.add(each.name.value)
                    yield from self._fields(fragment.selection_set.selections, spread)
            else:
                inner: Any = each
                yield from self._fields(inner.selection_set.selections, spread)
