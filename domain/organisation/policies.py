"""Policies of units, peer groups and positions."""

from domain.database.state.policy import ACTOR, SIGNED_IN, Condition, Rule, both, either, holds

SOMEWHERE = Condition(
    f"(select exists (select meritgrid_units({ACTOR}, 'organisation.write')))",
    "`organisation.write` on any unit: where the new one hangs, its first state says",
    who=True,
)

UNDER_A_PARENT_OF_THEIRS = Condition(
    f"{holds('organisation.write', 'parent_id').sql} or parent_id = parent_on(unit_id, effective_from)",
    "they hold it on the parent too, or leave the parent as it is",
    loose=True,
)
UNDER_THEIRS = Condition(
    f"unit_is_new(unit_id) and ({holds('organisation.write', 'parent_id').sql})",
    "`organisation.write` on the parent, of a unit that is new",
    who=True,
)
OF_ITS_UNIT = Condition(
    "exists (select from {table} of where of.id = {table}_state.{table}_id and of.unit_id = {table}_state.unit_id)",
    "it is filed under the unit of what it is about",
)


def of_its_unit(table: str) -> Condition:
    """A state of something of a unit is filed under that unit."""
    return Condition(OF_ITS_UNIT.sql.format(table=table), OF_ITS_UNIT.says)


def group_above(table: str) -> Condition:
    """The peer group of the row belongs to its unit or to one above it."""
    return Condition(
        "exists (select from peer_group g join unit_closure c on c.ancestor_id = g.unit_id"
        f" where g.id = {table}.peer_group_id and c.unit_id = {table}.unit_id)",
        "the peer group belongs to that unit or to one above it",
    )


def of_unit(table: str) -> Condition:
    """The position of the row, if any, is one of its unit."""
    return Condition(
        f"(position_id is null or exists (select from position p where p.id = {table}.position_id"
        f" and p.unit_id = {table}.unit_id))",
        "the position, if any, is one of that unit",
    )


def of_post(verb: str, table: str) -> Condition:
    """The actor holds the verb on the unit of the position of the row."""
    reached = holds(verb, "p.unit_id").sql
    return Condition(
        f"exists (select from position p where p.id = {table}.position_id and ({reached}))",
        f"`{verb}` on the unit of the position",
        who=True,
    )


POLICIES = {
    "unit": Rule(SIGNED_IN, SOMEWHERE, note="One that was set up by mistake goes with its only state."),
    # Whoever may write a unit may not lift it above those who hold rights on it, nor hang it under strangers.
    "unit_state": Rule(
        SIGNED_IN,
        either(both(holds("organisation.write", of="the unit"), UNDER_A_PARENT_OF_THEIRS), UNDER_THEIRS),
        note="The latest one that paid nobody is taken back by whoever holds `organisation.write` there.",
    ),
    "unit_succession": Rule(
        SIGNED_IN,
        both(
            holds("organisation.write", of="the unit that gives"),
            Condition(
                holds("organisation.write", "successor_id").sql, "on the one that takes over", loose=True
            ),
        ),
        note="It goes with the state that it came with.",
    ),
    "unit_ancestor": Rule(SIGNED_IN, note="The database keeps it from the states of units."),
    "peer_group": Rule(SIGNED_IN, holds("organisation.write")),
    "peer_group_state": Rule(
        SIGNED_IN,
        both(holds("organisation.write"), of_its_unit("peer_group")),
        note="The latest one is taken back by whoever holds `organisation.write` there.",
    ),
    "position": Rule(SIGNED_IN, both(holds("organisation.write"), group_above("position"))),
    "position_state": Rule(
        SIGNED_IN,
        both(holds("organisation.write"), of_its_unit("position"), group_above("position_state")),
        note="The latest one that paid nobody is taken back by whoever holds `organisation.write` there.",
    ),
}
