"""Facts of pay: what runs decided, and who is on hold."""

from domain.facts.fact import Fact, FactColumn

HELD, PAID = "on hold", "paid already"


def class_given(kind: str) -> Fact:
    """The class that each person has in a closed run of a kind (one of our own names) for the period, by its unit."""
    return Fact(
        "class given",
        "pay_line",
        ("employee_key", "unit_key"),
        (
            FactColumn("employee_key", "key", sql="employee_id"),
            FactColumn("unit_key", "key", sql="unit_id"),
            FactColumn("class_given", "text", sql="rated"),
        ),
        holds="rated <> 'elsewhere' and pay_run_id in (select id from pay_run where state = 'closed'"  # noqa: S608
        f" and kind = '{kind}' and period = $4 and period_start = $2)",
        whose="people",
    )


def held(kind: str) -> Fact:
    """Whoever is on hold for a kind of run and the period, and by which hold, of people whom the actor may pay."""
    return Fact(
        HELD,
        f"held_from('{kind}', $4, $2)",
        ("employee_id",),
        (FactColumn("employee_id", "uuid"), FactColumn("hold_id", "uuid")),
    )


def paid(kind: str) -> Fact:
    """Whoever an approved or closed run pays for a kind and the period, by its unit, and with which class."""
    return Fact(
        PAID,
        f"paid_for('{kind}', $4, $2)",
        ("employee_id", "unit_id"),
        (
            FactColumn("employee_id", "uuid"),
            FactColumn("unit_id", "uuid"),
            FactColumn("paid_by", "uuid", sql="pay_run_id"),
            FactColumn("class_paid", "text", sql="rated"),
        ),
    )
