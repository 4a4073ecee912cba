"""Events that tell of accounts and rights, and of the administration as a whole."""

from domain.database.state.event import Event, Noted

NOTED = (Noted("account"), Noted("access_grant"))
EVENTS = {
    "administration.loaded": Event(("account", ...), None),
    "day.set": Event((), None),
    "right.granted": Event(("access_grant",), "access.grant"),
    "right.requested": Event((), "access.grant"),
    "right.revoked": Event(("access_grant",), "access.grant"),
    # The functions of sessions tell them: whoever proved who they are needs no right.
    "session.ended": Event((), None),
    "session.started": Event((), None),
}
