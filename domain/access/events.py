"""Events that tell of accounts and rights, and of the administration as a whole."""

from domain.database.state.event import Event, Noted

NOTED = (Noted("account"), Noted("access_grant"))
EVENTS = {
    "account.closed": Event(("account",), "access.grant"),
    "account.moved": Event(("account",), None),
    "account.opened": Event(("account",), "access.grant"),
    "account.renamed": Event(("account",), "access.grant"),
    "account.reopened": Event(("account",), "access.grant"),
    "administration.begun": Event(("account", ...), None),
    "administration.loaded": Event(("account", ...), None),
    "day.set": Event((), None),
    "right.delegated": Event(("access_grant",), "access.delegate"),
    "right.granted": Event(("access_grant",), "access.grant"),
    "right.granted_alone": Event(("access_grant",), "access.grant"),
    "right.requested": Event((), "access.grant"),
    "right.returned": Event(("access_grant",), "access.delegate"),
    "right.restored": Event(("access_grant",), None),
    "right.revoked": Event(("access_grant",), "access.grant"),
    # The functions of sessions tell them: whoever proved who they are needs no right.
    "session.ended": Event((), None),
    "session.started": Event((), None),
}
