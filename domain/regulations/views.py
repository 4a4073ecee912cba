"""What readers see of regulations."""

from domain.reading.columns import columns, view
from domain.reading.filters import between, present
from domain.reading.joins import by
from domain.reading.units import unit_filters
from domain.reading.view import One
from domain.regulations.joins import governing_unit
from domain.regulations.tables import Regulation

REGULATION = view(
    "Regulation",
    Regulation,
    columns(
        Regulation,
        "effective_from",
        "title",
        "published_at",
        "version",
        "models",
        "parameters",
        "drafted_by",
        "published_by",
    ),
    order=("effective_from", "id"),
    newest_first=True,
    relations={
        "unit": One("Unit", by(id="unit_id"), required=True),
        "draftedBy": One("Account", by(id="drafted_by")),
        "publishedBy": One("Account", by(id="published_by")),
    },
    orders={"EFFECTIVE_FROM": ("effective_from",)},
    filters={
        **unit_filters(),
        **between("effectiveFrom", "effective_from"),
        "published": present(lambda rows: rows.c.published_by.is_not(None)),
    },
)

# What regulations say of other areas' types.
RELATIONS = {"Unit": {"governingRegulation": One("Regulation", governing_unit)}}
VIEWS = (REGULATION,)
