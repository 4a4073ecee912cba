"""Connections over lists that are computed here and not read: the same pages and cursors as everywhere."""

import json
from base64 import urlsafe_b64encode
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Annotated, TypeAlias, TypeVar

import strawberry

from api.graphql.reads.arguments import AFTER, BEFORE, FIRST, LAST
from api.graphql.reads.fields import Connection, Edge, PageInfo
from domain.reading.cursors import decoded, refusal
from domain.reading.sql.pagination import size_of

Item = TypeVar("Item")

# The arguments of a page, as a resolver takes them.
First: TypeAlias = Annotated[int | None, strawberry.argument(description=FIRST.says)]
After: TypeAlias = Annotated[str | None, strawberry.argument(description=AFTER.says)]
Last: TypeAlias = Annotated[int | None, strawberry.argument(description=LAST.says)]
Before: TypeAlias = Annotated[str | None, strawberry.argument(description=BEFORE.says)]


@dataclass(frozen=True, slots=True)
class PageArguments:
    """Which page is asked for, as the arguments of the connection `field` say it."""

    field: str
    first: int | None = None
    after: str | None = None
    last: int | None = None
    before: str | None = None

    @property
    def size(self) -> int:
        """How many at most. Raises Invalid (`first_and_last`, `page_size`)."""
        sent = {"first": self.first, "last": self.last}
        _, size = size_of(self.field, {name: one for name, one in sent.items() if one is not None})
        return size


def page(
    name: str, items: Sequence[Item], key: Callable[[Item], str], asked: PageArguments
) -> Connection[Item]:
    """A page of `items`, in their order. `name` keeps their cursors out of other lists, `key` names one of them.

    Raises Invalid (`first_and_last`, `page_size`, `not_a_cursor`).
    """
    size, keys = asked.size, [key(item) for item in items]
    begin = 0 if asked.after is None else _place(name, keys, asked.after, "after") + 1
    end = len(items) if asked.before is None else max(begin, _place(name, keys, asked.before, "before"))
    if asked.last is None:
        end = min(end, begin + size)
    else:
        begin = max(begin, end - size)
    edges = [Edge(cursor=cursor(name, key(item)), node=item) for item in items[begin:end]]
    return Connection(
        edges=edges,
        nodes=[edge.node for edge in edges],
        page_info=PageInfo(
            has_next_page=end < len(items),
            has_previous_page=begin > 0,
            start_cursor=edges[0].cursor if edges else None,
            end_cursor=edges[-1].cursor if edges else None,
        ),
        total_count=len(items),
    )


def cursor(name: str, key: str) -> str:
    """The cursor of an item, in the URL-safe alphabet of base64."""
    return urlsafe_b64encode(json.dumps([name, key]).encode()).decode().rstrip("=")


def _place(name: str, keys: Sequence[str], sent: str, argument: str) -> int:
    try:
        of, key = decoded(sent)
        if of != name:
            raise ValueError(sent)
        return keys.index(key)
    except ValueError:
        raise refusal(argument, argument) from None
