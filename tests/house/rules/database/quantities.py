"""Values that are formatted are written by known quantities, under the name that the schema gives them."""

from graphql import GraphQLObjectType, GraphQLSchema, get_named_type

from domain.reading.objects.quantities import PARTS
from domain.reading.selection import Selection
from domain.reading.view import Column, View
from tests.house.rules.database.reading import Views, pairs

FORMATTED = "formatted"
# What formats itself by the unit that its name says.
VALUES = {"StepValue", "ParameterValue"}


def strange_quantities(schema: GraphQLSchema, views: Views) -> list[str]:
    """Types with `formatted` that are no known quantity, and columns that call what they write by another type."""
    unknown = [
        f"{kind.name} is formatted and no known quantity"
        for kind in schema.type_map.values()
        if isinstance(kind, GraphQLObjectType)
        and FORMATTED in kind.fields
        and kind.name not in {*PARTS, *VALUES}
    ]
    return unknown + [
        f"{view.name}.{name} is written as {written}, the schema says {promised}"
        for view, kind in pairs(schema, views)
        for name, column in view.columns.items()
        if name in kind.fields
        and (written := _called(column, view)) is not None
        and written != (promised := get_named_type(kind.fields[name].type).name)
    ]


def _called(column: Column, view: View) -> str | None:
    """The type that an object calls itself."""
    if column.members is None or "__typename" not in column.members:
        return None
    rows = view.rows("rows")
    pieces = column.members["__typename"](rows, Selection("__typename", "__typename"))
    return "".join(map(str, pieces)).strip('"')
