"""A synthetic administration to try everything on."""

from domain.demo.service import Summary, load, loaded

__all__ = ["Summary", "load", "loaded"]
