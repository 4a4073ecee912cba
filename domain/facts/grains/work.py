"""Facts of work: what was completed each month, what it is worth, and how it was assessed."""

from domain.facts.fact import Fact, FactColumn

_EMPLOYEE = FactColumn("employee_key", "key", sql="employee_id")
KINDS = ("assigned", "handed_over", "taken_over", "ad_hoc")
FIELD_RESULTS = ("none", "all_completed", "someone_not_completed")
ORGANISING = ("none", "with_initiatives", "without_initiatives", "short_delay", "prolonged_delay")
UNITING = ("none", "united", "short_conflict", "prolonged_conflict")

ITEM = Fact(
    "work item",
    "kpi_result",
    ("employee_key", "month", "product_key", "kind"),
    (
        _EMPLOYEE,
        FactColumn("month", "day"),
        FactColumn("product_key", "key", sql="product_id"),
        FactColumn("kind", "word", words=KINDS),
        FactColumn("assigned", "number", "products"),
        FactColumn("completed", "number", "products"),
        FactColumn("quality_failures", "number", "products"),
        FactColumn("delays", "number", "products"),
    ),
    holds="month >= $2 and month < $3",
    whose="people",
    parts="month",
)
PRODUCT = Fact(
    "product",
    "product",
    ("product_key",),
    (
        FactColumn("product_key", "key", sql="id"),
        FactColumn("product_id", "uuid", sql="id"),
        FactColumn("product_code", "text", sql="code"),
    ),
)
PRODUCT_COEFFICIENT = Fact(
    "product coefficient",
    "product_coefficient",
    ("product_key", "effective_from"),
    (
        FactColumn("product_key", "key", sql="product_id"),
        FactColumn("effective_from", "day"),
        FactColumn("coefficient_hundredths", "number", "hundredths"),
    ),
    holds="effective_from < $3",
)
MONTH_ASSESSMENT = Fact(
    "month assessment",
    "assessment",
    ("employee_key", "month"),
    (
        _EMPLOYEE,
        FactColumn("month", "day", sql="period_start"),
        FactColumn("general_points_hundredths", "number", "hundredths of points"),
        FactColumn("field_result", "word", words=FIELD_RESULTS),
        FactColumn("organising", "word", words=ORGANISING),
        FactColumn("uniting", "word", words=UNITING),
        FactColumn("confirmed", "flag", sql="state = 'confirmed'"),
    ),
    holds="period = 'month' and period_start >= $2 and period_start < $3",
    whose="people",
    parts="month",
)
# The assessment of the period itself.
PERIOD_ASSESSMENT = Fact(
    "period assessment",
    "assessment",
    ("employee_key",),
    (
        _EMPLOYEE,
        FactColumn("assessment_id", "uuid", sql="id"),
        FactColumn("assessed_hundredths", "number", "hundredths of points", sql="score_hundredths"),
        FactColumn("assessed_months", "number", "months", sql="months"),
        FactColumn("assessment_state", "word", words=("proposed", "confirmed"), sql="state"),
    ),
    holds="period = $4 and period_start = $2",
    whose="people",
)
