"""What readers see of regulations."""

from domain.organisation.within import unit_filters
from domain.reading.columns import documents, fields, reference, view
from domain.reading.filters import since, until
from domain.reading.joins import by
from domain.reading.view import One
from domain.regulations.tables import Regulation

REGULATION = view(
    "Regulation",
    Regulation,
    fields(Regulation, "effective_from", "title", "published_at", "version"),
    documents(Regulation, "models", "parameters"),
    reference(Regulation, "drafted_by", "Account", "draftedById"),
    reference(Regulation, "published_by", "Account", "publishedById"),
    order=("effective_from", "id"),
    newest_first=True,
    relations={
        "unit": One("Unit", by(id="unit_id"), required=True),
        "draftedBy": One("Account", by(id="drafted_by")),
        "publishedBy": One("Account", by(id="published_by")),
    },
    filters={**unit_filters(), "since": since("effective_from"), "until": until("effective_from")},
)

VIEWS = (REGULATION,)
