"""Policies of units, peer groups and positions."""

from domain.database.state.policy import SIGNED_IN, Condition, Rule, both, holds

UNDER_A_PARENT_OF_THEIRS = Condition(
    f"{holds('organisation.write', 'parent_id').sql} or parent_id = parent_on(unit_id, effective_from)",
    "they hold it on the parent too, or leave the parent as it is",
    loose=True,
)
GROUP_ABOVE = Condition(
    "exists (select from peer_group g join unit_closure c on c.ancestor_id = g.unit_id"
    " where g.id = peer_group_id and c.unit_id = position.unit_id)",
    "the peer group belongs to that unit or to one above it",
)


def of_unit(table: str) -> Condition:
    """The position of the row, if any, is one of its unit."""
    return Condition(
        f"(position_id is null or exists (select from position p where p.id = {table}.position_id"
        f" and p.unit_id = {table}.unit_id))",
        "the position, if any, is one of that unit",
    )


POLICIES = {
    "unit": Rule(SIGNED_IN, holds("organisation.write", "id", of="the unit")),
    # Whoever may write a unit may not lift it above those who hold rights on it, nor hang it under strangers.
    "unit_state": Rule(SIGNED_IN, both(holds("organisation.write", of="the unit"), UNDER_A_PARENT_OF_THEIRS)),
    "unit_ancestor": Rule(SIGNED_IN, note="The database keeps it from the states of units."),
    "peer_group": Rule(SIGNED_IN, holds("organisation.write")),
    "position": Rule(SIGNED_IN, both(holds("organisation.write"), GROUP_ABOVE)),
}
