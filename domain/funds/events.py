"""Events that tell of bonus funds."""

from domain.database.state.event import Event, Noted

NOTED = (Noted("bonus_fund"),)
EVENTS = {"funds.opened": Event(("bonus_fund",), "fund.open")}
