"""What readers see of holds."""

from domain.holds.tables import PaymentHold
from domain.reading.columns import columns, shouted, view
from domain.reading.filters import any_id_of, any_of, between, present
from domain.reading.joins import by
from domain.reading.units import unit_filters
from domain.reading.view import Many, One

PAYMENT_HOLD = view(
    "PaymentHold",
    PaymentHold,
    columns(
        PaymentHold,
        *("period", "period_start", "reason", "held_at", "released_at", "release_reason", "version"),
        *("employee_id", "held_by", "released_by"),
    ),
    shouted(PaymentHold, "kind"),
    order=("held_at", "id"),
    newest_first=True,
    relations={
        "employee": One("Employee", by(id="employee_id")),
        "unit": One("Unit", by(id="unit_id"), required=True),
        "heldBy": One("Account", by(id="held_by")),
        "releasedBy": One("Account", by(id="released_by")),
    },
    orders={"HELD_AT": ("held_at",), "PERIOD_START": ("period_start",)},
    filters={
        **unit_filters(),
        "employeeIds": any_id_of("Employee", "employee_id"),
        "kinds": any_of("kind"),
        **between("periodStart", "period_start"),
        "released": present(lambda rows: rows.c.released_by.is_not(None)),
    },
)
RELATIONS = {"Employee": {"holds": Many("PaymentHold", by(employee_id="id"))}}
VIEWS = (PAYMENT_HOLD,)
