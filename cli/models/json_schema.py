"""What a model takes, as a JSON Schema (2020-12): one document for a day, changes of parameters and rows."""

from collections.abc import Mapping
from typing import Any

from pay_models.kernel import PayModel, Rows
from pay_models.kernel.declare.parameters import InForce
from pay_models.kernel.declare.rows import columns_of, is_key, keys_of

DIALECT = "https://json-schema.org/draft/2020-12/schema"
KINDS: Mapping[str, Mapping[str, str]] = {
    "Int64": {"type": "integer"},
    "Boolean": {"type": "boolean"},
    "String": {"type": "string"},
    "Date": {"type": "string", "format": "date"},
}
BOUNDS = {
    "greater_than_or_equal_to": ("min_value", "minimum"),
    "less_than_or_equal_to": ("max_value", "maximum"),
    "greater_than": ("min_value", "exclusiveMinimum"),
    "less_than": ("max_value", "exclusiveMaximum"),
    "isin": ("allowed_values", "enum"),
}
Schema = dict[str, Any]


def schema_of(model: PayModel[Any], values: InForce[Any]) -> Schema:
    """The schema of one question to a model; the defaults of its parameters are those of the day."""
    tables = {stage: _table(rows) for stage, rows in model.given.items()}
    changes = {name: _parameter(values, name) for name in values.dated.parameters}
    return {
        "$schema": DIALECT,
        "$id": f"urn:meritgrid:{model.id}:{model.version}",
        "title": model.id,
        "description": model.says,
        **_object(
            {
                "on": {**KINDS["Date"], "description": "The day whose rules apply."},
                "changes": _object(changes, "Other values of parameters; the law's own where left out."),
                "tables": _object(tables, "The rows of each table.", required=list(tables)),
            },
            required=["on", "tables"],
        ),
    }


def _object(properties: Schema, description: str = "", required: list[str] | None = None) -> Schema:
    told = {"description": description} if description else {}
    needs = {"required": required} if required else {}
    return {"type": "object", **told, "properties": properties, **needs, "additionalProperties": False}


def _table(rows: type[Rows]) -> Schema:
    columns = {name: _column(column) for name, column in columns_of(rows).items()}
    comment = f"No two rows have the same {' and '.join(keys_of(rows))}."
    return {
        "type": "array",
        "minItems": 1,
        "items": _object(columns, required=list(columns)),
        "$comment": comment,
    }


def _column(column: Any) -> Schema:
    kind: Schema = {"type": ["string", "integer"]} if is_key(column) else dict(KINDS[str(column.dtype)])
    if column.description:
        kind["description"] = column.description
    for check in column.checks:
        if check.name in BOUNDS:
            statistic, keyword = BOUNDS[check.name]
            bound = check.statistics[statistic]
            kind[keyword] = list(bound) if keyword == "enum" else bound
    return kind


def _parameter(values: InForce[Any], name: str) -> Schema:
    parameter = values.dated.parameters[name]
    told = {
        "description": parameter.says,
        "default": values.changes.get(name, values.entry(name).value),
        "$comment": f"{parameter.unit}; {parameter.source.title}; {parameter.certainty}",
    }
    if parameter.range is not None:
        return {
            "type": "integer",
            "minimum": parameter.range.at_least,
            "maximum": parameter.range.at_most,
            **told,
        }
    if parameter.options is not None:
        options = [{"const": option, "description": says} for option, says in parameter.options.items()]
        return {"type": "string", "oneOf": options, **told}
    return {"type": "string", "enum": list(values.dated.grids[name]), **told}
