"""What the reader may do with a run, and why not."""

from typing import Any

from sqlalchemy import ColumnElement, FromClause

from domain.language.text import Text
from domain.reading.columns import Columns
from domain.reading.joins import ACTOR
from domain.reading.objects.permissions import permission
from domain.reading.sql.json_text import constant
from domain.reading.view import Expression

OWN_RUN = Text("You made this run, so you cannot approve it: somebody else with the right to approve must.")
ASKED = Text(
    "The withdrawal of this approval was asked for: it is withdrawn or kept before the run is closed."
)
NOT_ASKED = Text("Nobody has asked for the withdrawal of this approval: ask first.")
ASKED_YOURSELF = Text(
    "You asked for this withdrawal, so somebody else with the right to approve must carry it out."
)
NOT_SO_FAR = Text("The run is not so far, or further already.")


def _not_in(*states: str) -> tuple[Expression, Text]:
    return lambda rows: rows.c.state.not_in([constant(state) for state in states]), NOT_SO_FAR


def _own(rows: FromClause) -> ColumnElement[Any]:
    return rows.c.made_by == ACTOR


def _asked(rows: FromClause) -> ColumnElement[Any]:
    return rows.c.withdrawal_asked_by.is_not(None)


def _not_asked(rows: FromClause) -> ColumnElement[Any]:
    return rows.c.withdrawal_asked_by.is_(None)


def _asked_yourself(rows: FromClause) -> ColumnElement[Any]:
    return rows.c.withdrawal_asked_by == ACTOR


PERMISSIONS: Columns = {
    **permission("viewerCanReview", "pay_run.review", {"pay_run_state": _not_in("computed")}),
    **permission(
        "viewerCanApprove",
        "pay_run.approve",
        {"pay_run_state": _not_in("reviewed"), "own_pay_run": (_own, OWN_RUN)},
    ),
    **permission(
        "viewerCanClose",
        "pay_run.close",
        {"pay_run_state": _not_in("approved"), "withdrawal_asked": (_asked, ASKED)},
    ),
    **permission("viewerCanDiscard", "pay_run.create", {"pay_run_state": _not_in("computed", "reviewed")}),
    **permission(
        "viewerCanAskWithdrawal",
        "pay_run.approve",
        {"pay_run_state": _not_in("approved"), "withdrawal_asked": (_asked, ASKED)},
    ),
    **permission(
        "viewerCanWithdrawApproval",
        "pay_run.approve",
        {
            "pay_run_state": _not_in("approved"),
            "withdrawal_not_asked": (_not_asked, NOT_ASKED),
            "withdrawal_asked_yourself": (_asked_yourself, ASKED_YOURSELF),
        },
    ),
}
