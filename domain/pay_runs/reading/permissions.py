"""What the reader may do with a run, and why not."""

from typing import Any

from sqlalchemy import ColumnElement, FromClause, exists, func

from domain.language.text import Text
from domain.reading.columns import Columns
from domain.reading.joins import ACTOR
from domain.reading.objects.permissions import permission
from domain.reading.sql.json_text import constant
from domain.reading.view import Expression

PAID = Text(
    "Some of its people are paid for the period by another run, which is approved: discard this run, or have that"
    " approval withdrawn before it is closed (askPayRunWithdrawal)."
)
OWN_RUN = Text("You made this run, so you cannot approve it: somebody else with the right to approve must.")
ASKED = Text(
    "The withdrawal of this approval was asked for: it is withdrawn or kept before the run is closed."
)
NOT_ASKED = Text("Nobody has asked for the withdrawal of this approval: ask first.")
ASKED_YOURSELF = Text(
    "You asked for this withdrawal, so somebody else with the right to approve must carry it out."
)
STATES = {
    "computing": Text("The run is still being computed."),
    "computed": Text("The run is computed, and not reviewed yet."),
    "reviewed": Text("The run is reviewed, and not approved yet."),
    "approved": Text("The run is approved already."),
    "closed": Text("The run is closed and changes no more."),
    "discarded": Text("The run was set aside and changes no more."),
}


def _but_in(*states: str) -> dict[str, tuple[Expression, Text]]:
    """Every other state is a reason, by the code that the mutation has for it."""
    return {f"pay_run_{state}": (_is(state), says) for state, says in STATES.items() if state not in states}


def _is(state: str) -> Expression:
    return lambda rows: rows.c.state == constant(state)


def own(rows: FromClause) -> ColumnElement[Any]:
    return rows.c.made_by == ACTOR


def asked(rows: FromClause) -> ColumnElement[Any]:
    return rows.c.withdrawal_asked_by.is_not(None)


def _not_asked(rows: FromClause) -> ColumnElement[Any]:
    return rows.c.withdrawal_asked_by.is_(None)


def asked_yourself(rows: FromClause) -> ColumnElement[Any]:
    return rows.c.withdrawal_asked_by == ACTOR


def paid(rows: FromClause) -> ColumnElement[Any]:
    # What the mutation asks: a reader need not see the run that pays.
    return exists().select_from(func.paid_already(rows.c.id).table_valued("people")).correlate(rows)


PERMISSIONS: Columns = {
    **permission("viewerCanReview", "pay_run.review", {**_but_in("computed"), "already_paid": (paid, PAID)}),
    **permission(
        "viewerCanApprove",
        "pay_run.approve",
        {**_but_in("reviewed"), "own_pay_run": (own, OWN_RUN), "already_paid": (paid, PAID)},
    ),
    **permission(
        "viewerCanClose", "pay_run.close", {**_but_in("approved"), "withdrawal_asked": (asked, ASKED)}
    ),
    **permission("viewerCanDiscard", "pay_run.create", _but_in("computed", "reviewed")),
    **permission(
        "viewerCanAskWithdrawal",
        "pay_run.approve",
        {**_but_in("approved"), "withdrawal_asked": (asked, ASKED)},
    ),
    **permission(
        "viewerCanWithdrawApproval",
        "pay_run.approve",
        {
            **_but_in("approved"),
            "withdrawal_not_asked": (_not_asked, NOT_ASKED),
            "withdrawal_asked_yourself": (asked_yourself, ASKED_YOURSELF),
        },
    ),
    **permission(
        "viewerCanKeepApproval",
        "pay_run.approve",
        {**_but_in("approved"), "withdrawal_not_asked": (_not_asked, NOT_ASKED)},
    ),
}
