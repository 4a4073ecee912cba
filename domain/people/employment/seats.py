"""Why somebody cannot take a post from a day on: it is not there, not open, not the actor's to fill, or full."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from domain.errors import Conflict, Forbidden, Invalid, NotFound, Refusal
from domain.language.rights import named
from domain.organisation import places
from domain.organisation.posts.register import PostHistory
from domain.people.employment.register import Seats

FULL_SHARE = 10_000


@dataclass(frozen=True, slots=True)
class Seat:
    """A post to be taken, by id or code. `share_bp`: of a full post; `above_staffing`: though it is full already."""

    post: UUID | str | None
    share_bp: int = FULL_SHARE
    acting: bool = False
    above_staffing: bool = False


def faults(seat: Seat, known: Seats, day: date, coming: int, at: str) -> Iterator[Refusal]:
    """Everything wrong with taking it. `coming`: how many earlier rows take the same one."""
    path = place(seat, at)
    if not 0 < seat.share_bp <= FULL_SHARE:
        yield Invalid(
            "share_out_of_range",
            "A share of a post is 1 to {most} basis points, not {share}.",
            f"{at}.shareBp",
            most=FULL_SHARE,
            share=seat.share_bp,
        )
    if seat.post is None:
        yield Invalid("position_missing", "Say which post, by positionId or by positionCode.", path)
    elif seat.post not in known.posts:
        yield NotFound("position_not_found", "There is no post {post}.", path, post=seat.post)
    else:
        one = known.posts[seat.post]
        yield from _open(one, known, day, path)
        if one.post.unit_id not in known.theirs:
            yield not_theirs(known.units[one.post.unit_id].code, path)
        if not seat.above_staffing and not seat.acting:
            yield from _full(one, known, coming, path)


def place(seat: Seat, at: str) -> str:
    """Where a row says which post."""
    return f"{at}.{'positionId' if isinstance(seat.post, UUID) else 'positionCode'}"


def not_theirs(unit: str, path: str) -> Refusal:
    """The refusal of a unit whose people the actor may not write."""
    return Forbidden(
        "forbidden",
        "You lack the right to {right} on {unit} today. Ask whoever grants rights there.",
        path,
        right=named("people.write"),
        unit=unit,
    )


def _open(one: PostHistory, known: Seats, day: date, path: str) -> Iterator[Refusal]:
    unit = known.units[one.post.unit_id]
    if unit.latest.closed:
        # Whoever sends a post of a merged unit is told which unit took over.
        yield places.closed(unit, path)
        return
    if (since := one.closed_from()) is not None:
        yield Conflict(
            "position_closed",
            "The post {post} is closed since {since}: name another, or withdraw its closing (withdrawPositionState).",
            path,
            post=one.post.code,
            since=since,
        )
    begins = one.begins() or unit.states[0].effective_from
    if day < begins:
        yield Invalid(
            "position_not_begun",
            "The post {post} begins on {begins} only: choose that day or a later one.",
            path,
            post=one.post.code,
            begins=begins,
        )


def _full(one: PostHistory, known: Seats, coming: int, path: str) -> Iterator[Refusal]:
    most, held = one.values["staffing"], known.holders.get(one.post.id, 0) + coming
    if most is not None and held >= most:
        yield Conflict(
            "staffing_exceeded",
            "The post {post} is for {most}, and {held} hold it by then: raise its staffing number (changePositions), or"
            " send aboveStaffing: true if the act says so.",
            path,
            post=one.post.code,
            most=most,
            held=held,
        )
