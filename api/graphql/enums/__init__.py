"""Words of the schema, as enums."""
