"""Ids on the wire: the type's name and the row's UUID, so that a client keeps one and need not know which table."""

from typing import Protocol
from uuid import UUID

from domain.errors import Invalid

LONGEST = 100  # of what is shown again; every id is shorter


def global_id(type_name: str, id_: UUID | str) -> str:
    """The id that a client sees, such as `Employee_0192f7c2-...`."""
    return f"{type_name}_{id_}"


class Row(Protocol):
    """What has an id: a row of any table whose class is named as its GraphQL type."""

    id: UUID


def id_of(row: Row) -> str:
    """The global id of a row: its class has the name of its type."""
    return global_id(type(row).__name__, row.id)


def split(text: str, path: str = "") -> tuple[str, UUID]:
    """Type name and UUID of an id; raises Invalid (`not_an_id`) when `text`, sent as `path`, is none of ours."""
    type_name, _, uuid = text.partition("_")
    try:
        found = UUID(uuid)
    except ValueError:
        found = None
    if found is None or not type_name.isalpha() or str(found) != uuid.lower():
        shown = text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
        raise Invalid("not_an_id", "“{shown}” is not an id. Send one that this API gave.", path, shown=shown)
    return type_name, found


def uuid_of(type_name: str, text: str, path: str = "") -> UUID:
    """The UUID of an id, sent as `path`, that must be a `type_name`'s.

    Raises Invalid (`not_an_id`, `other_kind_of_id`).
    """
    found, uuid = split(text, path)
    if found != type_name:
        raise Invalid(
            "other_kind_of_id",
            "“{text}” is an id of the type {found}; here goes one of the type {type_name}.",
            path,
            text=text,
            found=found,
            type_name=type_name,
        )
    return uuid
