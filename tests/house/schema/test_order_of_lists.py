"""What a list is described to be ordered by is what its view orders by."""

from graphql import GraphQLObjectType, get_named_type

from api.schema import schema
from domain.areas import VIEWS

# By the first column of the order, what the description then says.
SAID = {"code": "by code", "name_sort_key": "by name"}


def described():
    """Every list that says by which of these it goes, with what its view orders by first."""
    for kind in schema._schema.type_map.values():
        for name, field in kind.fields.items() if isinstance(kind, GraphQLObjectType) else ():
            of = get_named_type(field.type).name
            view = VIEWS.get(of.removesuffix("Connection")) if of.endswith("Connection") else None
            if view is not None and field.description:
                yield f"{kind.name}.{name}", field.description, view


def test_lists_say_by_what_they_are_ordered():
    lists = list(described())
    lies = [
        (place, says)
        for place, says, view in lists
        for column, words in SAID.items()
        if (words in says and column not in view.order[:2])
        or (words not in says and view.order[0] == column)
        or ("the newest first" in says and not view.newest_first)
    ]

    assert len(lists) > 40
    assert lies == []
