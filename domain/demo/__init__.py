"""A synthetic administration to try everything on."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from domain.demo.service import Summary, load, loaded

__all__ = ["Summary", "load", "loaded"]


def __getattr__(name: str) -> Any:
    # A server that only names the demo's accounts starts half a second sooner without the frames it is drawn in.
    if name in __all__:
        from domain.demo import service

        return getattr(service, name)
    raise AttributeError(name)
