"""What a post is: title, peer group, leadership allowance, grade range, staffing; and what is wrong with these."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import text

from domain import gate
from domain.database.sessions import ReadSession
from domain.errors import Conflict, Invalid, Refusal
from domain.language.text import Text
from domain.organisation.posts import refusals
from domain.organisation.posts.register import GroupHistory
from tabular.text import TITLE

GROUP_LAW = "Decree 335/2025 art. 20"
MOST_STAFF = 100_000
_GRADES = text("select known_grades()")
_LEADERS = text("select known_leaders(:day)")


@dataclass(frozen=True, slots=True)
class Description:
    """What a post is; of a change, None leaves a thing as it is. `group`: its peer group, by id or by code."""

    title: str | None = None
    group: UUID | str | None = None
    leader: bool | None = None
    leadership_code: str | None = None
    lowest_grade_code: str | None = None
    highest_grade_code: str | None = None
    staffing: int | None = None

    def values(self, group_id: UUID | None) -> dict[str, Any]:
        """What it says, as columns of a state; with the peer group that it names."""
        said = {each.name: getattr(self, each.name) for each in fields(self) if each.name != "group"}
        said["peer_group_id"] = group_id
        if self.title is not None:
            said["title"] = gate.text(self.title, TITLE)
        if self.leadership_code is not None and self.leader is None:
            said["leader"] = True
        return {name: value for name, value in said.items() if value is not None}


@dataclass(frozen=True, slots=True)
class Codes:
    """The law's codes: grades in the order of their names, and leaders' posts on the day."""

    grades: Sequence[str]
    leaders: frozenset[str]


async def law(session: ReadSession, day: date) -> Codes:
    """What a description may name."""
    leaders = await session.scalars(_LEADERS, {"day": day})
    return Codes(list(await session.scalars(_GRADES)), frozenset(leaders))


def faults(sent: Description, known: Codes, at: str) -> Iterator[Refusal]:
    """Everything wrong with a description, but for its peer group."""
    if sent.title is not None:
        yield from refusals.texts(at, title=(sent.title, TITLE))
    if sent.leadership_code is not None and sent.leadership_code not in known.leaders:
        yield Invalid(
            "unknown_leadership_code",
            "No leadership allowance has the code {leadership} on that day: `leadershipAllowances` lists those that are"
            " there.",
            f"{at}.leadershipCode",
            leadership=sent.leadership_code,
        )
    if sent.leader is False and sent.leadership_code is not None:
        yield Invalid(
            "leads_nobody",
            "A post with a leadership allowance leads: leave `leader` out, or the allowance.",
            f"{at}.leader",
        )
    for name, field in (("lowest_grade_code", "lowestGradeCode"), ("highest_grade_code", "highestGradeCode")):
        code = getattr(sent, name)
        if code is not None and code not in known.grades:
            yield Invalid(
                "unknown_grade",
                "The salary grid has no grade {grade}; there are: {grades}.",
                f"{at}.{field}",
                grade=code,
                grades=known.grades,
            )
    if sent.staffing is not None and not 0 < sent.staffing <= MOST_STAFF:
        yield Invalid(
            "staffing_out_of_range",
            "How many may hold a post is 1 to {most}, not {staffing}.",
            f"{at}.staffing",
            most=MOST_STAFF,
            staffing=sent.staffing,
        )


def group_of(
    sent: Description, within: Sequence[GroupHistory], post: str, at: str
) -> tuple[UUID | None, Sequence[Refusal]]:
    """The peer group that a description names, among those of its unit and above it, or what is wrong with it."""
    path = f"{at}.{'peerGroupId' if isinstance(sent.group, UUID) else 'peerGroupCode'}"
    if sent.group is None:
        return None, (
            Invalid(
                "peer_group_missing",
                "The post {post} has no peer group: the quota of the best class counts within people with similar"
                " tasks. Name one, and set it up first if there is none (createPeerGroups).",
                path,
                GROUP_LAW,
                post=post,
            ),
        )
    found = next((one for one in within if sent.group in (one.group.id, one.group.code)), None)
    if found is None:
        return None, (
            Invalid(
                "peer_group_elsewhere",
                "Neither the unit of the post {post} nor one above it has this peer group; there are: {groups}.",
                path,
                post=post,
                groups=[one.group.code for one in within if one.closed_from() is None] or Text("none"),
            ),
        )
    if (since := found.closed_from()) is not None:
        return None, (
            Conflict(
                "peer_group_closed",
                "The peer group {group} is closed since {since}: name another.",
                path,
                group=found.group.code,
                since=since,
            ),
        )
    return found.group.id, ()
