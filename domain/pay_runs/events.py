"""Events that tell of pay runs and their lines."""

from domain.database.state.event import Event, Noted

# A line's own leaf covers all that it says.
NOTED = (Noted("pay_run"), Noted("pay_line", by="note_lines"))
EVENTS = {
    "pay_run.approval_kept": Event(("pay_run",), "pay_run.approve"),
    "pay_run.approval_withdrawn": Event(("pay_run", "bonus_fund"), "pay_run.approve"),
    "pay_run.approved": Event(("pay_run", "bonus_fund"), "pay_run.approve"),
    "pay_run.closed": Event(("pay_run", "bonus_fund"), "pay_run.close"),
    "pay_run.computed": Event(("pay_run", "pay_line"), "pay_run.create"),
    "pay_run.discarded": Event(("pay_run",), "pay_run.create"),
    "pay_run.reviewed": Event(("pay_run",), "pay_run.review"),
    "pay_run.withdrawal_asked": Event(("pay_run",), "pay_run.approve"),
}
