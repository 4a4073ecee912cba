"""Events that tell of people: their posts, and what they are paid by."""

from domain.database.state.event import Event, Noted

# What somebody is paid by is money; a statement writes it for the people of several units.
NOTED = tuple(Noted(table, part="unit_id") for table in ("grade_holding", "contract_pay", "allowance"))
EVENTS = {
    "allowance.set": Event(("allowance",), "people.write"),
    "allowance.withdrawn": Event(("allowance",), "people.write"),
    "leave.recorded": Event((), "people.write"),
    "leave.ended": Event((), "people.write"),
    "leave.withdrawn": Event((), "people.write"),
    "people.hired": Event((), "people.write"),
    "people.left": Event((), "people.write"),
    "people.moved": Event((), "people.write"),
    "people.transferred": Event((), "people.write"),
    "occupancy.withdrawn": Event((), "people.write"),
    "hire.withdrawn": Event((), "people.write"),
    "contract_pay.set": Event(("contract_pay",), "people.write"),
    "contract_pay.withdrawn": Event(("contract_pay",), "people.write"),
    "grade.set": Event(("grade_holding",), "people.write"),
    "grade.withdrawn": Event(("grade_holding",), "people.write"),
}
