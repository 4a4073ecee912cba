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
