"""Policies of accounts, grants and requests."""

from domain.database.state.policy import ACTOR, SYSTEM, Condition, Rule, both, either, everywhere, holds

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
    " grant, another must have asked for a right to grant",
)

POLICIES = {
    "account": Rule(either(Condition(f"id = {ACTOR}", "whose it is"), everywhere("access.read"))),
    "account_session": Rule(
        None,
        note="Whoever signs in on the pages begins one, and ends it. Its secret alone tells whose it is; the owner"
        " of the database ends anybody's.",
    ),
    "preference": Rule(TO_THEM, TO_THEM, TO_THEM, columns=("language",)),
    "access_grant": Rule(
        either(TO_THEM, holds("access.read"), holds("access.grant")),
        MAY_GIVE,
        both(NOT_TO_THEM, holds("access.grant")),
        columns=("effective_until",),
        note="A right only ends sooner.",
    ),
    "access_request": Rule(
        either(TO_THEM, holds("access.grant"), holds("access.read")),
        both(ASKED_BY_THEM, TO_ANOTHER, FROM_TODAY, MAY_PASS_ON),
    ),
    "answered_request": Rule(TO_THEM, TO_THEM),
}
