"""Policies of registered documents: nobody lists or writes them; whoever knows a hash gets its text."""

from domain.database.state.policy import Rule

POLICIES = {
    "client_document": Rule(
        None,
        note="The owner of the database registers them (`meritgrid documents`). Whoever sends the hash of one gets it"
        " carried out with their own rights.",
    )
}
