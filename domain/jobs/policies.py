"""Policies of jobs: whoever asked for one sees it, and the worker that does it does so as them."""

from domain.database.state.policy import ACTOR, Condition, Rule

ASKED_BY_THEM = Condition(f"asked_by = {ACTOR}", "who asked for it", who=True)

POLICIES = {
    "job": Rule(
        ASKED_BY_THEM,
        ASKED_BY_THEM,
        ASKED_BY_THEM,
        columns=("state", "done", "total", "starts", "outcome", "problem", "began_at", "ended_at"),
        note="A worker does it in the name of whoever asked, with the rights that they have by then.",
    )
}
