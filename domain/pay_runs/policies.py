"""Policies of pay runs, their inputs and their lines."""

from dataclasses import replace

from domain.database.state.policy import ACTOR, SIGNED_IN, Condition, Rule, both, either, holds
from domain.pay_runs.kinds import KINDS
from domain.pay_runs.kinds.guard import function
from domain.pay_runs.reading import value_functions
from domain.payments.policies import OF_A_VISIBLE_RUN_OF_PEOPLE
from pay_models.kernel.registry import models

# What a few people got together is what one of them got, to whoever knows the others: the total of a run over fewer
# than ten is for those who may read its lines. Whoever is paid by it still reads how.
NOT_SMALL = Condition("people >= 10", "the run pays at least ten people")
DECIDED = Condition("state in ('approved', 'closed')", "the run is approved or closed")
PAID_BY_IT = Condition(
    f"pay_run_id in (select runs_paying({ACTOR}))", "whoever the run pays, once it is approved"
)
RUN_IN_THE_MAKING = Condition(
    f"pay_run_id in (select r.id from pay_run r where r.state = 'computing' and r.made_by = {ACTOR})",
    "whoever makes the run, while it is computed",
)
MAKES_A_RUN = Condition(
    f"exists (select from pay_run r where r.state = 'computing' and r.made_by = {ACTOR})",
    "whoever makes a run, while it is computed",
    who=True,
)
OF_A_VISIBLE_RUN = either(
    Condition("exists (select from pay_run r where r.id = pay_run_id)", "whoever may read the run"),
    PAID_BY_IT,
)
HOW_A_LINE_CAME_ABOUT = either(
    OF_A_VISIBLE_RUN,
    Condition("pay_run_id in (select runs_above())", "whoever may read lines of the run, though not the run"),
)
OF_A_VISIBLE_SNAPSHOT = Condition(
    "exists (select from snapshot s where s.hash = snapshot_hash)", "whoever may read the snapshot"
)
OF_A_NEW_SNAPSHOT = Condition(
    f"exists (select from snapshot s where s.hash = snapshot_hash and s.taken_by = {ACTOR})"
    " and not exists (select from pay_run r where r.snapshot_hash = snapshot_frame.snapshot_hash)",
    "whoever took the snapshot, before a run is made of it",
)
TAKEN_BY_THEM = Condition(f"taken_by = {ACTOR}", "it is in their own name")
UNDECIDED = Condition(
    "coalesce(reviewed_by, approved_by, closed_by) is null and coalesce(reviewed_at, approved_at, closed_at) is null",
    "nobody has decided on it",
)
COMPUTING = Condition("state = 'computing'", "it is being computed")
MADE_BY_THEM = Condition(f"made_by = {ACTOR}", "it is in their own name")
ABOUT_THEM = Condition(f"employee_id = {ACTOR}", "the person it is about", who=True)
PAYS_THEM = replace(PAID_BY_IT, says="the run is approved or closed")

POLICIES = {
    # Whoever may read a run may read what it was computed from: the tables of `domain.computing`, which knows no run.
    "snapshot": Rule(holds("pay_run.read"), both(TAKEN_BY_THEM, holds("pay_run.create")), append_only=True),
    "snapshot_frame": Rule(OF_A_VISIBLE_SNAPSHOT, OF_A_NEW_SNAPSHOT, append_only=True),
    "pay_run": Rule(
        either(
            holds("pay_run.read"),
            both(NOT_SMALL, either(holds("scenario.simulate"), both(DECIDED, SIGNED_IN))),
        ),
        both(MADE_BY_THEM, holds("pay_run.create"), COMPUTING, UNDECIDED),
        either(
            holds("pay_run.review"), holds("pay_run.approve"), holds("pay_run.close"), holds("pay_run.create")
        ),
        columns=(
            "state",
            "version",
            "lines_root",
            "reviewed_by",
            "reviewed_at",
            "approved_by",
            "approved_at",
            "closed_by",
            "closed_at",
            "withdrawal_asked_by",
            "withdrawal_asked_at",
        ),
        note="Each step asks for its own verb, and whoever made a run does not approve it.",
    ),
    "pay_run_rules": Rule(HOW_A_LINE_CAME_ABOUT, RUN_IN_THE_MAKING, append_only=True),
    "pay_run_step": Rule(HOW_A_LINE_CAME_ABOUT, RUN_IN_THE_MAKING, append_only=True),
    "step_sentence": Rule(
        SIGNED_IN,
        MAKES_A_RUN,
        append_only=True,
        note="Its name is the hash of what it says, and of no person.",
    ),
    "pay_run_trace": Rule(OF_A_VISIBLE_RUN_OF_PEOPLE, RUN_IN_THE_MAKING, append_only=True),
    "pay_run_columns": Rule(OF_A_VISIBLE_RUN_OF_PEOPLE, RUN_IN_THE_MAKING, append_only=True),
    "pay_run_exclusion": Rule(OF_A_VISIBLE_RUN_OF_PEOPLE, RUN_IN_THE_MAKING, append_only=True),
    "pay_line_values": Rule(
        None,
        RUN_IN_THE_MAKING,
        append_only=True,
        note="Whoever may read a line is told its values, line by line.",
    ),
    "pay_line": Rule(
        either(both(ABOUT_THEM, PAYS_THEM), holds("pay_run.read")), RUN_IN_THE_MAKING, append_only=True
    ),
}


def functions() -> tuple[str, ...]:
    """What the guards ask of data that stand in the code."""
    return function(KINDS.values()), *value_functions.functions(models().values())
