"""What goes into mutations of posts: peer groups, and positions that are named by id or by code."""

from uuid import UUID

import strawberry

from api.graphql.mutations.organisation import BY_CODE, BY_ID, named
from domain.errors import Invalid
from domain.organisation.posts.changes import PostChange
from domain.organisation.posts.creation import NewPost
from domain.organisation.posts.description import Description
from domain.organisation.posts.peer_groups import GroupChange, NewGroup
from domain.people.mergers.scope import Pair
from domain.reading.ids import uuid_of

LEADER = "Whether whoever holds it leads others; with a leadership code it does."
LEADERSHIP = "Its row of the leadership allowances."
LOWEST, HIGHEST = "The lowest grade that its holder may have, such as A1.", "The highest one."
STAFFING = "How many may hold it."
GROUP_BY_ID, GROUP_BY_CODE = (
    "Its peer group, by its id; or else:",
    "by its code in the unit or the nearest one above.",
)


def post(id_: str | None, code: str | None, at: str, role: str) -> UUID | str | None:
    """The post that is named by an id or a code. Raises Invalid for an id that is none, and for both at once."""
    if id_ is not None and code is not None:
        raise Invalid(
            "named_twice", "Name the post by its id or by its code, not by both.", f"{at}.{role}Code"
        )
    return uuid_of("Position", id_, f"{at}.{role}Id") if id_ is not None else code


def _group(id_: str | None, code: str | None, at: str) -> UUID | str | None:
    return uuid_of("PeerGroup", id_, f"{at}.peerGroupId") if id_ is not None else code


@strawberry.input(description="A peer group to set up in a unit.")
class NewPeerGroupInput:
    unit_id: strawberry.ID | None = strawberry.field(default=None, description=BY_ID)
    unit_code: str | None = strawberry.field(default=None, description=BY_CODE)
    code: str = strawberry.field(description="Its code, unique in the unit.")
    name: str = strawberry.field(description="Its name.")

    def row(self, at: str) -> NewGroup:
        """The same in the domain's words."""
        return NewGroup(named(self.unit_id, self.unit_code, at), self.code, self.name)


@strawberry.input(description="What becomes of a peer group.")
class PeerGroupChangeInput:
    peer_group_id: strawberry.ID = strawberry.field(description="The peer group.")
    name: str | None = strawberry.field(default=None, description="Another name.")
    closes: bool = strawberry.field(
        default=False, description="Whether it ends; no open post may belong to it."
    )

    def row(self, at: str) -> GroupChange:
        """The same in the domain's words."""
        group_id = uuid_of("PeerGroup", self.peer_group_id, f"{at}.peerGroupId")
        return GroupChange(group_id, self.name, self.closes)


@strawberry.input(description="A position to set up in a unit.")
class NewPositionInput:
    unit_id: strawberry.ID | None = strawberry.field(default=None, description=BY_ID)
    unit_code: str | None = strawberry.field(default=None, description=BY_CODE)
    code: str = strawberry.field(description="Its code, unique in the administration for ever.")
    title: str = strawberry.field(description="What the job is called.")
    peer_group_id: strawberry.ID | None = strawberry.field(default=None, description=GROUP_BY_ID)
    peer_group_code: str | None = strawberry.field(default=None, description=GROUP_BY_CODE)
    leader: bool | None = strawberry.field(default=None, description=LEADER)
    leadership_code: str | None = strawberry.field(default=None, description=LEADERSHIP)
    lowest_grade_code: str | None = strawberry.field(default=None, description=LOWEST)
    highest_grade_code: str | None = strawberry.field(default=None, description=HIGHEST)
    staffing: int | None = strawberry.field(default=None, description=STAFFING)

    def row(self, at: str) -> NewPost:
        """The same in the domain's words."""
        return NewPost(named(self.unit_id, self.unit_code, at), self.code, _described(self, at))


@strawberry.input(description="What becomes of a position; what is left out stays as it is.")
class PositionChangeInput:
    position_id: strawberry.ID | None = strawberry.field(
        default=None, description="The position, by its id; or else:"
    )
    position_code: str | None = strawberry.field(default=None, description=BY_CODE)
    expected_state_id: strawberry.ID | None = strawberry.field(
        default=None,
        description="The latest state that you have read (`states`); refused when there is a newer one.",
    )
    closes: bool = strawberry.field(
        default=False, description="Whether it ends; nobody may hold it any more."
    )
    title: str | None = strawberry.field(default=None, description="Another title.")
    peer_group_id: strawberry.ID | None = strawberry.field(default=None, description=GROUP_BY_ID)
    peer_group_code: str | None = strawberry.field(default=None, description=GROUP_BY_CODE)
    leader: bool | None = strawberry.field(default=None, description=LEADER)
    leadership_code: str | None = strawberry.field(default=None, description=LEADERSHIP)
    lowest_grade_code: str | None = strawberry.field(default=None, description=LOWEST)
    highest_grade_code: str | None = strawberry.field(default=None, description=HIGHEST)
    staffing: int | None = strawberry.field(default=None, description=STAFFING)

    def row(self, at: str) -> PostChange:
        """The same in the domain's words. Raises Invalid for an id that is none, and for id and code at once."""
        read, path = self.expected_state_id, f"{at}.expectedStateId"
        return PostChange(
            post(self.position_id, self.position_code, at, "position"),
            uuid_of("PositionState", read, path) if read is not None else None,
            _described(self, at),
            self.closes,
        )


@strawberry.input(
    description="A post of a unit that is merged, and the post that its holders take over there."
)
class PostPairInput:
    old_id: strawberry.ID | None = strawberry.field(
        default=None, description="The old post, by its id; or else:"
    )
    old_code: str | None = strawberry.field(default=None, description=BY_CODE)
    new_id: strawberry.ID | None = strawberry.field(
        default=None, description="The new post, by its id; or else:"
    )
    new_code: str | None = strawberry.field(default=None, description=BY_CODE)

    def row(self, at: str) -> Pair:
        """The same in the domain's words. Raises Invalid for an id that is none, and for id and code at once."""
        return Pair(post(self.old_id, self.old_code, at, "old"), post(self.new_id, self.new_code, at, "new"))


def _described(sent: NewPositionInput | PositionChangeInput, at: str) -> Description:
    return Description(
        sent.title,
        _group(sent.peer_group_id, sent.peer_group_code, at),
        sent.leader,
        sent.leadership_code,
        sent.lowest_grade_code,
        sent.highest_grade_code,
        sent.staffing,
    )
