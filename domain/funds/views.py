"""What readers see of bonus funds."""

from dataclasses import replace

from sqlalchemy import func

from domain.funds.tables import BonusFund
from domain.reading.columns import columns, view
from domain.reading.filters import any_of, between
from domain.reading.joins import by
from domain.reading.objects.quantities import quantities, quantity
from domain.reading.objects.sums import sums, total
from domain.reading.units import unit_filters
from domain.reading.view import One

SUMS = sums(
    "BonusFundSums",
    counts=("funds",),
    amounts={
        "salaryFund": "salary_fund_vnd",
        "amount": "amount_vnd",
        "spent": "spent_vnd",
        "left": "left_vnd",
    },
)
BONUS_FUND = replace(
    view(
        "BonusFund",
        BonusFund,
        columns(BonusFund, "year", "model_id", "model_version", "parameters_hash", "state"),
        quantities(BonusFund, "salary_fund_vnd", "amount_vnd", "spent_vnd"),
        quantity("left", "Money", lambda rows: rows.c.amount_vnd - rows.c.spent_vnd),
        order=("year", "unit_id"),
        newest_first=True,
        relations={"unit": One("Unit", by(id="unit_id"), required=True)},
        orders={"YEAR": ("year",), "AMOUNT": ("amount_vnd",), "SPENT": ("spent_vnd",)},
        filters={
            **unit_filters(),
            "years": any_of("year"),
            "states": any_of("state"),
            **between("amount", "amount_vnd"),
        },
    ),
    aggregates={
        "funds": lambda _: func.count(),
        **{name: total(name) for name in ("salary_fund_vnd", "amount_vnd", "spent_vnd")},
        "left_vnd": lambda rows: total("amount_vnd")(rows) - total("spent_vnd")(rows),
    },
    sums=SUMS,
)

VIEWS = (BONUS_FUND,)
