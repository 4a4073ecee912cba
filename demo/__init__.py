"""A synthetic administration to try everything on."""

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from demo.service import Summary, load, loaded

__all__ = ["DEMO_DAY", "Summary", "Until", "load", "loaded"]

# The last day of the year that the demo plays: everything in it has happened, and it can be assessed and paid.
DEMO_DAY = date(2026, 12, 31)


class Until(StrEnum):
    """How far the demo plays its year: everybody is assessed, the bonus is computed too, or closed and paid for."""

    ASSESSED = "assessed"
    COMPUTED = "computed"
    CLOSED = "closed"


def __getattr__(name: str) -> Any:
    # A server that only names the demo's accounts starts half a second sooner without the frames it is drawn in.
    if name in __all__:
        from demo import service

        return getattr(service, name)
    raise AttributeError(name)
