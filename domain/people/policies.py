"""Policies of people, their posts and their grades."""

from domain.database.state.policy import ACTOR, Condition, Rule, both, either, holds, own
from domain.organisation.policies import of_unit

# A row about a person belongs to a unit where that person works or worked: nobody files it under a unit of their own.
SERVES = Condition("serves_in(employee_id, unit_id)", "the person works or worked there")


def in_reach(verb: str, table: str) -> Condition:
    """The unit that keeps the person's file now is one where the actor holds the verb."""
    return Condition(
        f"exists (select from employee e where e.id = {table}.employee_id and ({holds(verb, 'e.unit_id').sql}))",
        f"they hold `{verb}` also on the unit that keeps the person's file",
    )


POLICIES = {
    "employee": Rule(
        either(holds("people.read"), Condition(f"id = {ACTOR}", "the person it is about")),
        holds("people.write"),
        holds("people.write"),
        columns=("code", "full_name", "born_on", "joined_on", "unit_id"),
    ),
    "occupancy": Rule(
        own("people.read"),
        both(holds("people.write"), in_reach("people.write", "occupancy"), of_unit("occupancy")),
        paid_from="effective_from",
    ),
    "grade_holding": Rule(
        either(own("grades.read"), holds("people.write")),
        both(holds("people.write"), in_reach("people.write", "grade_holding"), SERVES),
        paid_from="effective_from",
        note="The latest one that paid nobody is taken back by whoever holds `people.write` there.",
    ),
}
