"""Policies of accounts, grants and requests."""

from domain.database.state.policy import ACTOR, SYSTEM, Condition, Rule, both, either, holds

TO_THEM = Condition(f"account_id = {ACTOR}", "whom it is about")
NOT_TO_THEM = Condition(f"account_id <> {ACTOR}", "it is somebody else's")
ASKED_BY_THEM = Condition(f"asked_by = {ACTOR}", "it is in their own name")
TO_ANOTHER = Condition(f"account_id not in ({ACTOR}, {SYSTEM})", "it is for somebody else")
FROM_TODAY = Condition(
    "effective_from >= (select current_setting('meritgrid.day')::date)", "it begins today or later"
)
MAY_PASS_ON = Condition(
    f"may_pass_on({ACTOR}, verb, unit_id, effective_until, passes_on)",
    "whoever may pass the verb on, there and for so long",
    who=True,
)
MAY_GIVE = Condition(
    "may_give(access_grant)",
    "whoever may pass the verb on, there and for so long, to somebody else and from today on; where two people may"
    " grant, another must have asked for a right to grant. Or whoever holds `access.delegate` there and the verb"
    " itself, until a day within that right",
)
MAY_OPEN = Condition(
    "may_open(account)",
    "it is open, belongs to nobody on a pay list or is kept by the unit that keeps their file",
)
NOT_OWN = Condition(f"id not in ({ACTOR}, {SYSTEM})", "it is somebody else's")
OPEN_OR_FROM_TODAY = Condition(
    "(closed_on is null or closed_on = (select current_setting('meritgrid.day')::date))",
    "it is open, or closed from today on",
)
DELEGATED_BY_THEM = Condition(
    f"delegates_id is not null and given_by = {ACTOR}", "whoever delegated it", loose=True
)
GIVEN_BY_THEM = Condition(f"given_by = {ACTOR}", "who gave it")

POLICIES = {
    "account": Rule(
        either(Condition(f"id = {ACTOR}", "whose it is"), holds("access.read"), holds("access.grant")),
        both(holds("access.grant"), MAY_OPEN),
        both(holds("access.grant"), NOT_OWN),
        both(holds("access.grant"), NOT_OWN, OPEN_OR_FROM_TODAY),
        ("name", "closed_on", "version"),
        note="Closing one ends its sessions; its rights must have ended before.",
    ),
    "account_session": Rule(
        None,
        note="Whoever signs in on the pages begins one, and ends it. Its secret alone tells whose it is; the owner"
        " of the database ends anybody's.",
    ),
    "preference": Rule(TO_THEM, TO_THEM, TO_THEM, columns=("language",)),
    "access_grant": Rule(
        either(TO_THEM, GIVEN_BY_THEM, holds("access.read"), holds("access.grant")),
        MAY_GIVE,
        both(NOT_TO_THEM, either(holds("access.grant"), DELEGATED_BY_THEM)),
        columns=("effective_until",),
        note="A right only ends sooner, and no sooner than what is delegated of it.",
    ),
    "access_request": Rule(
        either(TO_THEM, holds("access.grant"), holds("access.read")),
        both(ASKED_BY_THEM, TO_ANOTHER, FROM_TODAY, MAY_PASS_ON),
    ),
    "answered_request": Rule(TO_THEM, TO_THEM),
}
