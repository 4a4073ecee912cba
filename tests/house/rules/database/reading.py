"""Every readable field has its column or relation, and neither promises more than the database keeps."""

from collections.abc import Iterator, Mapping
from typing import Any

from graphql import (
    GraphQLEnumType,
    GraphQLField,
    GraphQLList,
    GraphQLNamedType,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLSchema,
    get_named_type,
    get_nullable_type,
    is_enum_type,
    is_list_type,
)
from sqlalchemy import BigInteger, Boolean, Date, DateTime, Integer, PrimaryKeyConstraint, UniqueConstraint
from sqlalchemy.sql.functions import coalesce

from domain.areas import METADATA
from domain.errors import Invalid
from domain.reading.sql.json_text import plain
from domain.reading.view import Column, Many, One, View

Views = Mapping[str, View]
PAGING = {"first", "last", "after", "before"}
FILTER, SHAPING, RANGE = "filter", ("orderBy", "asOf"), {"from", "to"}
DESCRIBED_BY_ITS_TYPE = "input"
MANY = 10_000
SCALARS: tuple[tuple[type, str], ...] = (
    (BigInteger, "Amount"),
    (Boolean, "Boolean"),
    (Integer, "Int"),
    (DateTime, "DateTime"),
    (Date, "Date"),
)


def unread_fields(schema: GraphQLSchema, views: Views) -> list[str]:
    """Fields of readable types that no column and no relation answers, or that promise something else."""
    return [
        f"{view.name}.{name}: {fault}"
        for view, kind in pairs(schema, views)
        for name, field in kind.fields.items()
        for fault in _faults(view, name, field, views)
    ]


def unseen_columns(schema: GraphQLSchema, views: Views) -> list[str]:
    """Columns and relations that no field shows, and views without a type."""
    unseen = [
        f"{view.name}.{name} is in the view and not in the schema"
        for view, kind in pairs(schema, views)
        for name in (*view.columns, *view.relations)
        if name not in kind.fields
    ]
    typeless = [f"{name} has a view and no type" for name in views if schema.get_type(name) is None]
    return unseen + typeless


def unpaged_lists(schema: GraphQLSchema, views: Views) -> list[str]:
    """Lists of readable types that are neither a page nor all that one row says."""
    return [
        f"{view.name}.{name} is a list that ends nowhere"
        for view, kind in pairs(schema, views)
        for name, field in kind.fields.items()
        if is_list_type(get_nullable_type(field.type)) and not _whole(view.columns.get(name))
    ]


def unordered_lists(schema: GraphQLSchema, views: Views) -> list[str]:
    """Connections that cannot be ordered, or not by all that their view offers."""
    found = []
    for place, field, view in _connections(schema, views):
        order = field.args.get("orderBy")
        words = set(get_named_type(order.type).fields["field"].type.of_type.values) if order else set()
        if words != set(view.orders):
            found.append(f"{place} is ordered by {sorted(words)}, {view.name} by {sorted(view.orders)}")
    return found


def unfiltered_lists(schema: GraphQLSchema, views: Views) -> list[str]:
    """Connections that cannot be narrowed although their view has something to narrow by."""
    return [
        f"{place} takes no filter, {view.name} has {', '.join(sorted(narrowing))}"
        for place, field, view in _connections(schema, views)
        if (narrowing := set(view.filters) - {"id"}) and FILTER not in field.args
    ]


def endless_filters(schema: GraphQLSchema, views: Views) -> list[str]:
    """Lists in filters that take any number of values."""
    found = {}
    for _, field, view in _connections(schema, views):
        kind = get_named_type(field.args[FILTER].type) if FILTER in field.args else None
        for name, member in _leaves(kind) if kind else ():
            words = is_enum_type(get_named_type(member.type))
            if is_list_type(get_nullable_type(member.type)) and not words and not _bounded(view, name):
                found[f"{kind}.{name} takes any number of values"] = None
    return list(found)


def loose_promises(views: Views, public: set[str]) -> list[str]:
    """Relations that promise a row which row-level security may hide, or whose column may be NULL."""
    return [
        f"{view.name}.{name} promises a row: {why}"
        for view in views.values()
        for name, relation in view.relations.items()
        if isinstance(relation, One) and relation.required
        for why in _looseness(view, relation, views[relation.of], public)
    ]


def unsteady_orders(views: Views) -> list[str]:
    """Views whose order leaves two rows in no order, or has NULLs: their pages would skip rows."""
    return [f"{view.name}: {why}" for view in views.values() for why in _unsteadiness(view)]


def pairs(schema: GraphQLSchema, views: Views) -> Iterator[tuple[View, GraphQLObjectType]]:
    for view in views.values():
        kind = schema.get_type(view.name)
        if isinstance(kind, GraphQLObjectType):
            yield view, kind


def _faults(view: View, name: str, field: GraphQLField, views: Views) -> Iterator[str]:
    column, relation = view.columns.get(name), view.relations.get(name)
    if column is not None:
        yield from _column_faults(view, column, field)
    elif relation is not None:
        yield from _relation_faults(relation, field, views[relation.of])
    else:
        yield "neither a column nor a relation answers it"


def _column_faults(view: View, column: Column, field: GraphQLField) -> Iterator[str]:
    if column.members is not None:
        yield from _object_faults(column, field)
        return
    if column.nullable == isinstance(field.type, GraphQLNonNull):
        yield f"it is {'nullable' if column.nullable else 'never null'} in the database"
    named, stored = get_named_type(field.type), column.value(view.rows("rows")).type
    wanted = next((scalar for kind, scalar in SCALARS if isinstance(stored, kind)), None)
    if wanted == "Amount" and column.write is plain:
        wanted = "Int"
    if wanted is not None and named.name != wanted:
        yield f"the database holds {wanted} there, not {named.name}"
    if wanted is None and named.name not in ("String", "ID", "JSON") and not is_enum_type(named):
        yield f"the database holds text there, not {named.name}"


def _object_faults(column: Column, field: GraphQLField) -> Iterator[str]:
    named: Any = get_named_type(field.type)
    written = set(column.members or ()) - {"__typename"}
    if written != set(named.fields):
        yield f"the view writes {sorted(written)}, {named.name} has {sorted(named.fields)}"
    if column.nullable == isinstance(field.type, GraphQLNonNull):
        yield f"it is {'nullable' if column.nullable else 'never null'} in the database"
    if (column.each is not None) != is_list_type(get_nullable_type(field.type)):
        yield "a list is written for a list, and an object for an object"


def _relation_faults(relation: One | Many, field: GraphQLField, target: View) -> Iterator[str]:
    if str(field.type) != _type_of(relation):
        yield f"the view says {_type_of(relation)}, the schema {field.type}"
    if isinstance(relation, Many) and (missing := PAGING - set(field.args)):
        yield f"it lacks {', '.join(sorted(missing))}"
    yield from (f"{target.name} has no filter {argument}" for argument in _strange(field, target))


def _type_of(relation: One | Many) -> str:
    if isinstance(relation, One):
        return relation.of + "!" * relation.required
    return f"{relation.of}Connection!"


def _strange(field: GraphQLField, target: View) -> list[str]:
    """Arguments, and members of the filter, that narrow nothing."""
    plain_ones = set(field.args) - PAGING - {FILTER, *SHAPING}
    narrowing = field.args.get(FILTER)
    members = {name for name, _ in _leaves(get_named_type(narrowing.type))} if narrowing else set()
    return sorted((plain_ones | members) - set(target.filters))


def _leaves(kind: Any, above: str = "") -> Iterator[tuple[str, Any]]:
    """The members of a filter by name; a range has two ends."""
    for name, member in kind.fields.items():
        inner = get_named_type(member.type)
        if getattr(inner, "fields", {}).keys() == RANGE:
            yield from _leaves(inner, f"{name}.")
        else:
            yield above + name, member


def _whole(column: Column | None) -> bool:
    return column is not None and (column.each is not None or column.members is None)


def _connections(schema: GraphQLSchema, views: Views) -> Iterator[tuple[str, GraphQLField, View]]:
    query: Any = schema.query_type
    kinds = [(query.name, query), *((view.name, kind) for view, kind in pairs(schema, views))]
    for place, kind in kinds:
        for name, field in kind.fields.items():
            view = views.get(_item(get_named_type(field.type)))
            if view is not None and get_named_type(field.type).name.endswith("Connection"):
                yield f"{place}.{name}", field, view


def _looseness(view: View, relation: One, target: View, public: set[str]) -> Iterator[str]:
    if target.table.name not in public:
        yield f"not everybody may see every {target.name}"
    tie: Any = relation.join(target.rows("target"), view.rows("source"))
    # Of several columns that stand in for one another, the last is there when no other is.
    held = list(tie.right.clauses)[-1] if isinstance(tie.right, coalesce) else tie.right
    column = view.table.c.get(held.name)
    if column is None and (stated := METADATA.tables.get(f"{view.table.name}_state")) is not None:
        # A view of what rows are on the day joins one of their states to each.
        column = stated.c.get(held.name)
    if column is None or column.nullable:
        yield "its column may be NULL"


def _unsteadiness(view: View) -> Iterator[str]:
    if nullable := [name for name in view.order if view.table.c[name].nullable]:
        yield f"{', '.join(nullable)} may be NULL"
    unique = [
        {column.name for column in each.columns}
        for each in view.table.constraints
        if isinstance(each, PrimaryKeyConstraint | UniqueConstraint)
    ]
    singles = [{column.name} for column in view.table.c if column.unique]
    if not any(columns and columns <= set(view.order) for columns in unique + singles):
        yield f"two rows can have the same {', '.join(view.order)}"


def unread_roots(schema: GraphQLSchema, views: Views, special: set[str]) -> list[str]:
    """Root fields of readable types with arguments that narrow nothing."""
    query = schema.query_type
    assert query is not None
    found = []
    for name, field in query.fields.items():
        view = views.get(_item(get_named_type(field.type)))
        if view is None or name in special:
            continue
        found += [f"Query.{name}: {view.name} has no filter {argument}" for argument in _strange(field, view)]
    return found


def promises_of_roots(schema: GraphQLSchema) -> list[str]:
    """Fields of the roots that are never null: one fault in them would empty the whole answer."""
    return [
        f"{root.name}.{name} is never null"
        for root in (schema.query_type, schema.mutation_type)
        for name, field in (root.fields if root else {}).items()
        if isinstance(field.type, GraphQLNonNull)
    ]


def silent_descriptions(schema: GraphQLSchema) -> list[str]:
    """Types, fields, arguments and values of enums without a word of explanation."""
    found = []
    for kind in schema.type_map.values():
        if kind.name.startswith("__"):
            continue
        found += [kind.name] if not kind.description else []
        found += [f"{kind.name}.{word}" for word, value in _words(kind) if not value.description]
        for name, field in getattr(kind, "fields", {}).items():
            found += [f"{kind.name}.{name}"] if not field.description else []
            found += [
                f"{kind.name}.{name}({given})"
                for given, argument in getattr(field, "args", {}).items()
                if not argument.description and given != DESCRIBED_BY_ITS_TYPE
            ]
    return [f"{each} has no description" for each in found]


def _words(kind: GraphQLNamedType) -> Iterator[tuple[str, Any]]:
    return iter(kind.values.items() if isinstance(kind, GraphQLEnumType) else ())


def _bounded(view: View, name: str) -> bool:
    try:
        view.filters[name].read([None] * MANY)
    except Invalid as refusal:
        return refusal.code == "too_many_values"
    except (AttributeError, TypeError):
        return False
    return False


def _item(kind: GraphQLNamedType) -> str:
    nodes = getattr(kind, "fields", {}).get("nodes")
    listed = nodes is not None and isinstance(nodes.type.of_type, GraphQLList)
    return get_named_type(nodes.type).name if listed else kind.name
