"""Facts of pay: what closed runs decided, which changes no more."""

from domain.facts.fact import Fact, FactColumn


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
