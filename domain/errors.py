"""Refusals: what the domain says no to, in words for the person who asked."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Self

from domain.language.text import ENGLISH, Text


class Refusal(Exception):  # noqa: N818 - it is an answer, not an accident
    """A request that cannot be granted as it stands.

    `code` is stable and for programs; `text` names what, which rule, and the way out; `path` is the input
    field at fault; `source` the text behind the rule. The named `values` stand in the template as `{name}`.
    """

    def __init__(
        self, code: str, template: str | Text, path: str = "", law: str | Text = "", **values: Any
    ) -> None:
        super().__init__(code)
        self.code = code
        self.text = template if isinstance(template, Text) else Text(template, **values)
        self.path = path
        self.source = law if isinstance(law, Text) else Text(law)

    @property
    def message(self) -> str:
        """The sentence in English."""
        return self.said(ENGLISH)

    @property
    def law(self) -> str:
        """The text behind the rule, as it is cited in English; empty when there is none."""
        return self.law_in(ENGLISH)

    @property
    def each(self) -> "tuple[Refusal, ...]":
        """Everything that is wrong, each by itself."""
        return (self,)

    def said(self, language: str) -> str:
        """The sentence in a language."""
        return self.text.said(language, self.code)

    def law_in(self, language: str) -> str:
        """The text behind the rule, as it is cited in a language."""
        return self.source.said(language) if self.source.template else ""

    def at(self, path: str) -> Self:
        """The same refusal of what was sent at another place."""
        return type(self)(self.code, self.text, path, self.source)

    def of(self, **values: Any) -> Self:
        """The same refusal with values for its template: it may stand once, for many to raise."""
        return type(self)(self.code, Text(self.text.template, **values), self.path, self.source)

    def __str__(self) -> str:
        return self.message

    def __eq__(self, other: object) -> bool:
        mine = (self.code, self.text, self.path, self.source)
        return type(self) is type(other) and mine == (other.code, other.text, other.path, other.source)

    def __hash__(self) -> int:
        return hash(self.code)


class NotFound(Refusal):
    """It is not there, or not for this actor: the two are not told apart."""


class Forbidden(Refusal):
    """The actor lacks the right, or is the wrong person to use it."""


class Conflict(Refusal):
    """The state of things does not allow it (any more)."""


class Invalid(Refusal):
    """The input itself is wrong."""


class Unavailable(Refusal):
    """The database or the disk cannot serve right now; nothing was written."""


class Refusals(Invalid):
    """Several faults of one input, each a refusal; where one is asked for, it is the first."""

    def __init__(self, faults: Sequence[Refusal]) -> None:
        first = faults[0]
        super().__init__(first.code, first.text, first.path, first.source)
        self._faults = tuple(faults)

    @property
    def law(self) -> str:
        """The text behind the rule, as it is cited in English; empty when there is none."""
        return self.law_in(ENGLISH)

    @property
    def each(self) -> tuple[Refusal, ...]:
        """Everything that is wrong, in the order of the input."""
        return self._faults

    def at(self, path: str) -> Self:
        """The same faults, all of one place."""
        return type(self)([fault.at(path) for fault in self._faults])


def as_one(faults: Sequence[Refusal]) -> Refusal:
    """What is raised for one fault or several."""
    return faults[0] if len(faults) == 1 else Refusals(faults)


def refuse_all(faults: Iterable[Refusal | None]) -> None:
    """Raise everything that is wrong, if anything is."""
    if found := [fault for fault in faults if fault]:
        raise as_one(found)


def fault_of(judge: Callable[..., Any], *given: Any) -> Refusal | None:
    """What is refused, to be told with others."""
    try:
        judge(*given)
    except Refusal as wrong:
        return wrong
    return None


def place(path: Sequence[str]) -> dict[str, Any]:
    """Where a fault is: the `path` from the argument on, the `row` of the first list in it, and the `field`."""
    rows = [int(step) for step in path if step.isdigit()]
    names = [step for step in path[1:] if not step.isdigit()]
    return {"path": [*path], "row": rows[0] if rows else None, "field": names[-1] if names else None}
