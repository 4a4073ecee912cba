"""Policies of people, their posts and their grades."""

from domain.database.state.policy import ACTOR, Condition, Rule, both, either, holds, own
from domain.organisation.policies import of_unit

# A row about a person belongs to a unit where that person works or worked: nobody files it under a unit of their own.
SERVES = Condition("serves_in(employee_id, unit_id)", "the person works or worked there")


# A file goes to another unit on a day, and rights with it.
KEEPER = (
    "case when {table}moves_on <= (select nullif(current_setting('meritgrid.day', true), '')::date)"
    " then {table}moves_to else {table}unit_id end"
)
KEEPS = "the unit that keeps the file on the day"


def in_reach(verb: str, table: str) -> Condition:
    """The unit that keeps the person's file now is one where the actor holds the verb."""
    kept = holds(verb, KEEPER.format(table="e."))
    return Condition(
        f"exists (select from employee e where e.id = {table}.employee_id and ({kept.sql}))",
        f"they hold `{verb}` also on the unit that keeps the person's file",
    )


_KEPT = KEEPER.format(table="")
_WHERE_IT_GOES = Condition(
    f"moves_to is null or {holds('people.write', 'moves_to').sql}",
    "they hold it also on the unit to which the file goes",
    loose=True,
)
POLICIES = {
    "employee": Rule(
        either(holds("people.read", _KEPT, KEEPS), Condition(f"id = {ACTOR}", "the person it is about")),
        both(holds("people.write"), Condition("moves_to is null", "nothing is to come yet")),
        holds("people.write", _KEPT, KEEPS),
        becomes=both(holds("people.write"), _WHERE_IT_GOES),
        columns=("code", "full_name", "born_on", "joined_on", "unit_id", "moves_to", "moves_on"),
        note="One that was hired by mistake goes with their only post, while nobody was paid.",
    ),
    "occupancy": Rule(
        own("people.read"),
        both(holds("people.write"), in_reach("people.write", "occupancy"), of_unit("occupancy")),
        paid_from="effective_from",
        note="The latest one that paid nobody is taken back by whoever holds `people.write` there.",
    ),
    "allowance": Rule(
        either(own("grades.read"), holds("people.write")),
        both(holds("people.write"), in_reach("people.write", "allowance"), SERVES),
        paid_from="effective_from",
        note="The latest one that paid nobody is taken back by whoever holds `people.write` there.",
    ),
    "leave": Rule(
        either(own("people.read"), holds("people.write")),
        both(holds("people.write"), in_reach("people.write", "leave"), SERVES),
        both(holds("people.write"), in_reach("people.write", "leave")),
        columns=("effective_until",),
        note="One that changed nobody's pay is taken back by whoever holds `people.write` there.",
    ),
    "contract_pay": Rule(
        either(own("grades.read"), holds("people.write")),
        both(holds("people.write"), in_reach("people.write", "contract_pay"), SERVES),
        paid_from="effective_from",
        note="What was dated from the day of a hire by mistake goes with it.",
    ),
    "grade_holding": Rule(
        either(own("grades.read"), holds("people.write")),
        both(holds("people.write"), in_reach("people.write", "grade_holding"), SERVES),
        paid_from="effective_from",
        note="The latest one that paid nobody is taken back by whoever holds `people.write` there.",
    ),
}
