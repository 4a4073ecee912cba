"""Facts of units and posts: the tree of the session's day, what units are, what is in force for them."""

from domain.facts.fact import Fact, FactColumn

UNIT = Fact(
    "unit",
    "unit",
    ("unit_key",),
    (
        FactColumn("unit_key", "key", sql="id"),
        FactColumn("unit_id", "uuid", sql="id"),
        FactColumn("unit_code", "text", sql="code"),
    ),
)
# Each unit with itself and every unit above it, nearest first by depth, on the session's day.
UNIT_ABOVE = Fact(
    "unit above",
    "unit_closure",
    ("unit_key", "above_key"),
    (
        FactColumn("unit_key", "key", sql="unit_id"),
        FactColumn("above_key", "key", sql="ancestor_id"),
        FactColumn("depth", "number", "units"),
    ),
)
UNIT_STATE = Fact(
    "unit state",
    "unit_state",
    ("unit_key", "effective_from"),
    (
        FactColumn("unit_key", "key", sql="unit_id"),
        FactColumn("effective_from", "day"),
        FactColumn("unit_name", "text", sql="name"),
        FactColumn("holds_fund", "flag"),
    ),
    holds="effective_from < $3",
)
# Models and parameters as JSON.
REGULATION = Fact(
    "regulation",
    "regulation",
    ("unit_key", "effective_from"),
    (
        FactColumn("unit_key", "key", sql="unit_id"),
        FactColumn("effective_from", "day"),
        FactColumn("regulation_id", "uuid", sql="id"),
        FactColumn("regulation_title", "text", sql="title"),
        FactColumn("models", "text", sql="models::text"),
        FactColumn("parameters", "text", sql="parameters::text"),
    ),
    holds="published_by is not null and effective_from < $3",
)
POSITION = Fact(
    "position",
    "position",
    ("position_key",),
    (
        FactColumn("position_key", "key", sql="id"),
        FactColumn("position_id", "uuid", sql="id"),
        FactColumn("unit_key", "key", sql="unit_id"),
        FactColumn("post_unit_id", "uuid", sql="unit_id"),
        FactColumn("peer_group_id", "uuid"),
        FactColumn("leads", "flag", sql="leader"),
        FactColumn("leadership_code", "text", empty=True),
    ),
    whose="posts",
    by="id",
)
# What became of a position since it was set up or loaded.
POSITION_STATE = Fact(
    "position state",
    "position_state",
    ("position_key", "effective_from"),
    (
        FactColumn("position_key", "key", sql="position_id"),
        FactColumn("effective_from", "day"),
        FactColumn("peer_group_id", "uuid"),
        FactColumn("leads", "flag", sql="leader"),
        FactColumn("leadership_code", "text", empty=True),
    ),
    holds="effective_from < $3",
    whose="posts",
    by="position_id",
)
# The leadership coefficient of a kind of post.
LEADERSHIP_ALLOWANCE = Fact(
    "leadership allowance",
    "leadership_allowance",
    ("leadership_code", "effective_from"),
    (
        FactColumn("leadership_code", "text", sql="code"),
        FactColumn("effective_from", "day"),
        FactColumn("leadership_coefficient_hundredths", "number", "hundredths", sql="coefficient_hundredths"),
    ),
)
SALARY_STEP = Fact(
    "salary step",
    "salary_step",
    ("salary_step_key",),
    (
        FactColumn("salary_step_key", "key", sql="id"),
        FactColumn("table", "number", "grids", sql="grid_table"),
        FactColumn("grade_code", "text"),
        FactColumn("step", "number", "steps"),
    ),
)
