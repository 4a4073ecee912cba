"""Policies of the trail, which functions of the database alone write."""

from domain.database.state.policy import (
    ACTOR,
    SIGNED_IN,
    SYSTEM,
    Condition,
    Rule,
    both,
    either,
    everywhere,
    holds,
)

# Whose verb reads the content of an event, by its subject; an empty one: everybody.
READ_BY = {
    "account": "access.read",
    "allowance": "grades.read",
    "assessment": "assessment.read",
    "assessment_batch": "assessment.read",
    "assessments": "assessment.read",
    "contract_pay": "grades.read",
    "funds": "fund.read",
    "grade": "grades.read",
    "hire": "people.read",
    "kpi": "",
    "kpi_set": "",
    "leave": "people.read",
    "occupancy": "people.read",
    "pay_run": "pay_run.read",
    "payment": "pay_run.read",
    "peer_group": "",
    "people": "people.read",
    "policy_goal": "",
    "position": "",
    "regulation": "",
    "result": "results.read",
    "results": "results.read",
    "right": "access.read",
    "scenario": "scenario.simulate",
    "session": "",
    "target": "results.read",
    "unit": "",
}
# What somebody did can be read in full by whoever may read what it was done to; the rest is in `own_events()`.
READS_CONTENT = Condition(
    "case split_part(happened, '.', 1) "
    + " ".join(
        f"when '{subject}' then {holds(verb).sql if verb else 'true'}" for subject, verb in READ_BY.items()
    )
    + " else false end",
    "they may read what it was done to",
)
DONE_BY_THEM = Condition(f"actor_id = {ACTOR}", "whoever did it", who=True)
SEALER = Condition(f"{ACTOR} = {SYSTEM}", "the system's own account, which seals")
_WRITTEN = "Functions of the database write it, with each event and each seal."

POLICIES = {
    "audit_event": Rule(
        either(SEALER, holds("audit.read"), both(DONE_BY_THEM, READS_CONTENT)),
        append_only=True,
        note="Functions of the database write it. What somebody did stays listed for them, without its content.",
    ),
    "audit_set": Rule(
        everywhere("audit.read"), note="Triggers write it; a row gets its event once, and is never removed."
    ),
    "audit_seal": Rule(SIGNED_IN, append_only=True, note=_WRITTEN),
    "audit_seal_event": Rule(SIGNED_IN, append_only=True, note=_WRITTEN),
    "audit_unsealed": Rule(SIGNED_IN, note=_WRITTEN),
    "secret": Rule(
        None, note="The database makes it with each employee. The owner deletes one: that erases the person."
    ),
}
