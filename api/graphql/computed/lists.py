"""Connections over lists that are computed here and not read: the same pages and cursors as everywhere."""

import json
from base64 import b64decode, urlsafe_b64encode
from collections.abc import Callable, Sequence
from typing import Annotated, TypeAlias, TypeVar

import strawberry

from api.graphql.reads.fields import Connection, Edge, PageInfo
from domain.errors import Invalid
from domain.reading.sql.pagination import MOST

Item = TypeVar("Item")
USUAL = 50
LONGEST = 1_000  # of a cursor

First: TypeAlias = Annotated[
    int | None,
    strawberry.argument(
        description=f"How many from the beginning on: at most {MOST}, and {USUAL} when left out."
    ),
]
After: TypeAlias = Annotated[
    str | None, strawberry.argument(description="Only what comes after this cursor.")
]


def page(
    name: str, items: Sequence[Item], key: Callable[[Item], str], first: int | None, after: str | None
) -> Connection[Item]:
    """A page of `items`, in their order. `name` keeps their cursors out of other lists, `key` names one of them.

    Raises Invalid (`page_size`, `not_a_cursor`).
    """
    size = USUAL if first is None else first
    if not 0 <= size <= MOST:
        raise Invalid(
            "page_size",
            f"There is no page of {size}: ask for 0 to {MOST}, then go on from its cursor.",
            "first",
        )
    begin = 0 if after is None else _place(name, [key(item) for item in items], after) + 1
    shown = items[begin : begin + size]
    edges = [Edge(cursor=cursor(name, key(item)), node=item) for item in shown]
    return Connection(
        edges=edges,
        nodes=list(shown),
        page_info=PageInfo(
            has_next_page=begin + size < len(items),
            has_previous_page=begin > 0,
            start_cursor=edges[0].cursor if edges else None,
            end_cursor=edges[-1].cursor if edges else None,
        ),
        total_count=len(items),
    )


def cursor(name: str, key: str) -> str:
    """The cursor of an item, in the URL-safe alphabet of base64."""
    return urlsafe_b64encode(json.dumps([name, key]).encode()).decode().rstrip("=")


def _place(name: str, keys: Sequence[str], sent: str) -> int:
    try:
        if len(sent) > LONGEST:
            raise ValueError(sent)
        of, key = json.loads(b64decode(sent + "=" * (-len(sent) % 4), altchars=b"-_", validate=True))
        if of != name:
            raise ValueError(sent)
        return keys.index(key)
    except (ValueError, TypeError):
        raise Invalid(
            "not_a_cursor", "This is not a cursor of this list. Send an `endCursor` that it gave.", "after"
        ) from None
