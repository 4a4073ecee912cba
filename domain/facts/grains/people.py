"""Facts of people: who they are, which posts they held, by which grade they are paid, what was found of them."""

from domain.facts.fact import Fact, FactColumn

_EMPLOYEE = FactColumn("employee_key", "key", sql="employee_id")

EMPLOYEE = Fact(
    "employee",
    "employee",
    ("employee_key",),
    (
        FactColumn("employee_key", "key", sql="id"),
        FactColumn("employee_id", "uuid", sql="id"),
        FactColumn("employee_code", "text", sql="code"),
    ),
    whose="people",
    by="id",
)
JOINED = Fact(
    "joined",
    "employee",
    ("employee_key",),
    (FactColumn("employee_key", "key", sql="id"), FactColumn("joined_on", "day")),
    whose="people",
    by="id",
)
# No position: the person has left. Later rows than the period's too: they say from when on somebody may be seen.
OCCUPANCY = Fact(
    "occupancy",
    "occupancy",
    ("employee_key", "effective_from"),
    (
        _EMPLOYEE,
        FactColumn("effective_from", "day"),
        FactColumn("position_key", "key", sql="position_id", empty=True),
    ),
    whose="people",
)
GRADE_HOLDING = Fact(
    "grade holding",
    "grade_holding",
    ("employee_key", "effective_from"),
    (
        _EMPLOYEE,
        FactColumn("effective_from", "day"),
        FactColumn("salary_step_key", "key", sql="salary_step_id"),
        FactColumn("step_since", "day"),
    ),
    holds="effective_from < $3",
    whose="people",
)
# Kinds of allowances, called as models call their columns.
KINDS = (
    *("leadership_code", "public_duty", "other_percentages_bp", "regional_coefficient_hundredths"),
    *("responsibility_coefficient_hundredths", "hard_area_years", "reserved_coefficient_hundredths"),
)
ALLOWANCE = Fact(
    "allowance",
    "allowance",
    ("employee_key", "kind", "effective_from"),
    (
        _EMPLOYEE,
        FactColumn("effective_from", "day"),
        FactColumn("kind", "word", words=KINDS),
        FactColumn("value", "number", "units of the kind"),
        FactColumn("leadership_code", "text", empty=True),
    ),
    holds="effective_from < $3",
    whose="people",
)
LEAVES = ("unpaid_leave", "sick_leave", "maternity_leave")
# Until the first day back, or the period's end.
LEAVE = Fact(
    "leave",
    "leave",
    ("employee_key", "effective_from"),
    (
        _EMPLOYEE,
        FactColumn("effective_from", "day"),
        FactColumn("effective_until", "day", sql="least(coalesce(effective_until, $3), $3)"),
        FactColumn("kind", "word", words=LEAVES),
    ),
    holds="effective_from < $3 and coalesce(effective_until, $3) > $2",
    whose="people",
)
# Since when somebody is paid by a labour contract, by no grade: runs by grades pass those months over.
CONTRACT_PAY = Fact(
    "contract pay",
    "contract_pay",
    ("employee_key", "effective_from"),
    (_EMPLOYEE, FactColumn("effective_from", "day")),
    holds="effective_from < $3",
    whose="people",
)
CONDUCT_FINDING = Fact(
    "conduct finding",
    "conduct_finding",
    ("employee_key", "document"),
    (_EMPLOYEE, FactColumn("document", "text")),
    holds="year = date_part('year', $2)",
    whose="people",
)
