"""Events that tell of holds."""

from domain.database.state.event import Event, Noted

NOTED = (Noted("payment_hold"),)
EVENTS = {
    "payment.held": Event(("payment_hold",), "pay_run.create"),
    "payment.released": Event(("payment_hold",), "pay_run.create"),
}
