"""Policies of what is paid."""

from domain.database.state.policy import ACTOR, Condition, Rule, either, everywhere

OF_A_VISIBLE_RUN_OF_PEOPLE = Condition(
    f"{everywhere('pay_run.read').sql} or pay_run_id in (select r.id from pay_run r where r.unit_id in"
    f" (select meritgrid_units({ACTOR}, 'pay_run.read')))",
    "`pay_run.read` on the unit of its run",
    who=True,
    loose=True,
)

POLICIES = {
    "paid_period": Rule(
        either(Condition(f"employee_id = {ACTOR}", "the person it is about"), OF_A_VISIBLE_RUN_OF_PEOPLE),
        # With the rights of its owner.
        note="Approving a pay run writes it, withdrawing the approval clears it.",
    )
}
