"""Policy of kept counts: of itself nobody sees one; each counted table lets its own be seen."""

from domain.database.state.policy import Condition, Rule

POLICIES = {
    "row_count": Rule(
        Condition("false", "whoever holds, on the unit, the verb that reads the rows counted", who=True),
        note="The database writes it with the rows that it counts.",
    )
}
