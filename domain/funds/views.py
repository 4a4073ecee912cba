"""What readers see of bonus funds."""

from domain.funds.tables import BonusFund
from domain.reading.columns import columns, view
from domain.reading.filters import equal
from domain.reading.joins import by
from domain.reading.units import unit_filters
from domain.reading.view import One

BONUS_FUND = view(
    "BonusFund",
    BonusFund,
    columns(
        BonusFund,
        "year",
        "salary_fund_vnd",
        "amount_vnd",
        "spent_vnd",
        "model_id",
        "model_version",
        "parameters_hash",
        "state",
    ),
    order=("year", "unit_id"),
    newest_first=True,
    relations={"unit": One("Unit", by(id="unit_id"), required=True)},
    filters={**unit_filters(), "year": equal("year"), "state": equal("state")},
)

VIEWS = (BONUS_FUND,)
