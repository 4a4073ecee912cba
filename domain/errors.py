"""Refusals: what the domain says no to, in words for the person who asked."""

from dataclasses import dataclass


@dataclass(slots=True)
class Refusal(Exception):  # noqa: N818 - it is an answer, not an accident
    """A request that cannot be granted as it stands.

    `code` is stable and for programs; `message` names what, which rule, and the way out; `path` is the input
    field at fault; `law` the text behind the rule.
    """

    code: str
    message: str
    path: str = ""
    law: str = ""

    def __str__(self) -> str:
        return self.message


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
