"""Setting up, changing and closing units, by the act that says so."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated, TypeAlias

import strawberry

from api.graphql.mutations.decisions import Decider, Reason, decision
from api.graphql.mutations.organisation import (
    ActInput,
    NewUnitInput,
    UnitChangeInput,
    UnitToCloseInput,
    in_words,
    named,
)
from api.graphql.mutations.payloads import Answer
from api.graphql.mutations.posts import (
    NewPeerGroupInput,
    NewPositionInput,
    PeerGroupChangeInput,
    PositionChangeInput,
    PostPairInput,
)
from api.organisation.types import Unit
from domain.errors import Refusal
from domain.organisation import changes, closing, creation
from domain.organisation.posts import changes as post_changes
from domain.organisation.posts import creation as posts
from domain.organisation.posts import peer_groups as groups
from domain.people.mergers import merge
from domain.people.mergers.scope import Merger
from domain.reading.ids import Row, uuid_of

IDS = Answer(
    list[strawberry.ID], "ids", "The ids of the units, in the order sent: `nodes` reads a hundred at a time"
)
GROUP_IDS = Answer(
    list[strawberry.ID],
    "ids",
    "The ids of the peer groups, in the order sent: `nodes` reads a hundred at a time",
)
POST_IDS = Answer(
    list[strawberry.ID],
    "ids",
    "The ids of the positions, in the order sent: `nodes` reads a hundred at a time",
)
ITS_UNIT = Answer(Unit, "unit", "The unit that it belongs or belonged to")
UNIT = Answer(Unit, "unit", "The unit, or the one above it when it is nowhere any more")
From: TypeAlias = Annotated[
    date, strawberry.argument(description="The first day on which it is so, as the act says.")
]
ByAct: TypeAlias = Annotated[ActInput, strawberry.argument(description="The act that says so.")]
New: TypeAlias = Annotated[
    list[NewUnitInput], strawberry.argument(description="The units, each after the one above it.")
]
Changes: TypeAlias = Annotated[
    list[UnitChangeInput], strawberry.argument(description="What becomes of each.")
]
ToClose: TypeAlias = Annotated[list[UnitToCloseInput], strawberry.argument(description="The units.")]
NewGroups: TypeAlias = Annotated[list[NewPeerGroupInput], strawberry.argument(description="The peer groups.")]
GroupChanges: TypeAlias = Annotated[
    list[PeerGroupChangeInput], strawberry.argument(description="What becomes of each.")
]
NewPosts: TypeAlias = Annotated[list[NewPositionInput], strawberry.argument(description="The positions.")]
PostChanges: TypeAlias = Annotated[
    list[PositionChangeInput], strawberry.argument(description="What becomes of each.")
]
IntoId: TypeAlias = Annotated[
    strawberry.ID | None, strawberry.argument(description="The unit that takes over, by its id; or else:")
]
IntoCode: TypeAlias = Annotated[str | None, strawberry.argument(description="by its code.")]
Pairs: TypeAlias = Annotated[
    list[PostPairInput], strawberry.argument(description="Which post the holders of each post take.")
]
StateId: TypeAlias = Annotated[strawberry.ID, strawberry.argument(description="The state.")]


@strawberry.type
class OrganisationMutations:
    @decision("organisation.write", IDS)
    async def create_units(
        self, by: Decider, act: ByAct, effective_from: From, units: New, faults: list[Refusal]
    ) -> Sequence[Row]:
        """Set up 1 to 1,000 units below others from a day on, by an act: all or none."""
        rows = in_words(units, "units", faults)
        return await creation.create_units(*by, act.act(effective_from), rows, faults)

    @decision("organisation.write", IDS)
    async def change_units(
        self, by: Decider, act: ByAct, effective_from: From, units: Changes, faults: list[Refusal]
    ) -> Sequence[Row]:
        """Rename or move units, or change their kind or whether they hold a fund, from a day on: all or none."""
        rows = in_words(units, "units", faults)
        return await changes.change_units(*by, act.act(effective_from), rows, faults)

    @decision("organisation.write", IDS)
    async def close_units(
        self, by: Decider, act: ByAct, effective_from: From, units: ToClose, faults: list[Refusal]
    ) -> Sequence[Row]:
        """Close units from a day on, with no unit, post or person in them any more: all or none."""
        rows = in_words(units, "units", faults)
        return await closing.close_units(*by, act.act(effective_from), rows, faults)

    @decision("organisation.write", UNIT)
    async def withdraw_unit_state(self, by: Decider, id: StateId, reason: Reason) -> str:
        """Take back the latest state of a unit, such as one with a slip in its day, while nobody was paid from it."""
        return await changes.withdraw_state(*by, uuid_of("UnitState", id, "id"), reason)

    @decision("organisation.write", GROUP_IDS)
    async def create_peer_groups(
        self, by: Decider, act: ByAct, effective_from: From, peer_groups: NewGroups, faults: list[Refusal]
    ) -> Sequence[Row]:
        """Set up peer groups in units from a day on, by an act: all or none."""
        rows = in_words(peer_groups, "peerGroups", faults)
        return await groups.create_groups(*by, act.act(effective_from), rows, faults)

    @decision("organisation.write", GROUP_IDS)
    async def change_peer_groups(
        self, by: Decider, act: ByAct, effective_from: From, peer_groups: GroupChanges, faults: list[Refusal]
    ) -> Sequence[Row]:
        """Rename or close peer groups from a day on, by an act: all or none."""
        rows = in_words(peer_groups, "peerGroups", faults)
        return await groups.change_groups(*by, act.act(effective_from), rows, faults)

    @decision("organisation.write", POST_IDS)
    async def create_positions(
        self, by: Decider, act: ByAct, effective_from: From, positions: NewPosts, faults: list[Refusal]
    ) -> Sequence[Row]:
        """Set up 1 to 1,000 positions in units from a day on, by an act: all or none."""
        rows = in_words(positions, "positions", faults)
        return await posts.create_positions(*by, act.act(effective_from), rows, faults)

    @decision("organisation.write", POST_IDS)
    async def change_positions(
        self, by: Decider, act: ByAct, effective_from: From, positions: PostChanges, faults: list[Refusal]
    ) -> Sequence[Row]:
        """Change or close positions from a day on, by an act: all or none."""
        rows = in_words(positions, "positions", faults)
        return await post_changes.change_positions(*by, act.act(effective_from), rows, faults)

    @decision("organisation.write", ITS_UNIT)
    async def withdraw_position_state(self, by: Decider, id: StateId, reason: Reason) -> str:
        """Take back the latest state of a position, and the position with the one that set it up, while nobody was paid
        from it."""
        return await post_changes.withdraw_position(*by, uuid_of("PositionState", id, "id"), reason)

    @decision("organisation.write", ITS_UNIT)
    async def withdraw_peer_group_state(self, by: Decider, id: StateId, reason: Reason) -> str:
        """Take back the latest state of a peer group, and the group with the one that set it up."""
        return await post_changes.withdraw_group(*by, uuid_of("PeerGroupState", id, "id"), reason)

    @decision("organisation.write", IDS)
    async def merge_units(
        self, by: Decider, act: ByAct, effective_from: From, units: ToClose, posts: Pairs, faults: list[Refusal],
        into_id: IntoId = None, into_code: IntoCode = None,
    ) -> Sequence[Row]:  # fmt: skip
        """Merge units into one that is there, from a day on: their people, months and scores, and what is below."""
        merger = merger_of(units, posts, into_id, into_code, faults)
        return await merge.merge_units(*by, act.act(effective_from), merger, faults)


def merger_of(
    units: list[UnitToCloseInput],
    posts: list[PostPairInput],
    into_id: str | None,
    into_code: str | None,
    faults: list[Refusal],
) -> Merger:
    """What goes in, in the domain's words."""
    into = named(into_id, into_code, "input", "into")
    return Merger(in_words(units, "units", faults), into, in_words(posts, "posts", faults))
