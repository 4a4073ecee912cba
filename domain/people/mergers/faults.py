"""Everything that stands in the way of a merger, by name."""

from collections.abc import Iterator
from uuid import UUID

from domain.database.sessions import ReadSession
from domain.errors import Conflict, Forbidden, Invalid, NotFound, Refusal
from domain.language.rights import named
from domain.organisation import changes, places
from domain.organisation.posts import refusals
from domain.organisation.posts.register import PostHistory
from domain.payments import service as payments
from domain.people.mergers.scope import Held, Merger, Scope


async def faults(session: ReadSession, merger: Merger, known: Scope) -> list[Refusal]:
    """All faults of all rows."""
    paid = await _paid(session, known)
    return [*_of_units(merger, known), *_of_pairs(merger, known), *_of_people(merger, known), *paid]


def _of_units(merger: Merger, known: Scope) -> Iterator[Refusal]:
    day = known.act.effective_from
    named = {row: each.unit for row, each in enumerate(merger.units) if each is not None}
    for row, each in enumerate(merger.units):
        if each is None:
            continue
        at = f"input.units.{row}"
        if broken := list(places.written(each.unit, known.units, known.theirs, at)):
            yield from broken
        elif each.unit is not None:
            yield from changes.dated_after(known.units[each.unit], each.expected_state_id, known.act, at)
            yield from changes.given_twice(row, named, known.units, at)
    path = f"input.{'intoId' if isinstance(merger.into, UUID) else 'intoCode'}"
    if merger.into is None:
        yield Invalid("unit_missing", "Say which unit takes over, by intoId or by intoCode.", path)
    elif merger.into not in known.units:
        yield places.unknown(merger.into, path)
    else:
        into = known.units[merger.into]
        yield from places.open_on(into, day, path)
        if into.id not in known.theirs:
            yield places.not_theirs(into, path)
        if into.id in {unit.id for unit in (*known.merged, *known.children)}:
            yield Conflict(
                "unit_under_itself",
                "{unit} is one of those that are merged, or below one: choose another, or move it first (changeUnits).",
                path,
                unit=into.code,
            )
    rows = _rows(merger, known)
    for child in known.children:
        yield from changes.dated_after(
            child, None, known.act, f"input.units.{rows.get(child.latest.parent_id, 0)}"
        )


def _rows(merger: Merger, known: Scope) -> dict[UUID | None, int]:
    """The row that names each merged unit."""
    named = ((row, each.unit) for row, each in enumerate(merger.units) if each is not None)
    return {known.units[name].id: row for row, name in named if name is not None and name in known.units}


def _of_pairs(merger: Merger, known: Scope) -> Iterator[Refusal]:
    old = {one.post.id for one in known.old_posts}
    seen: dict[UUID, int] = {}
    for row, pair in enumerate(merger.pairs):
        if pair is None:
            continue
        for role, name in zip(("old", "new"), pair, strict=True):
            path = f"input.posts.{row}.{role}{'Id' if isinstance(name, UUID) else 'Code'}"
            if name is None:
                yield Invalid("position_missing", "Say which post, by its id or by its code.", path)
            elif name not in known.posts:
                yield NotFound("position_not_found", "There is no post {post}.", path, post=name)
            else:
                yield from _of_post(role, known.posts[name], known, old, seen, row, path)


def _of_post(
    role: str, one: PostHistory, known: Scope, old: set[UUID], seen: dict[UUID, int], row: int, path: str
) -> Iterator[Refusal]:
    code = one.post.code
    if role == "old":
        if one.post.id not in old:
            yield Conflict(
                "position_elsewhere",
                "The post {post} is in none of the units that are merged.",
                path,
                post=code,
            )
        if one.post.id in seen:
            yield refusals.given_twice("posts", seen[one.post.id], code, path)
        seen.setdefault(one.post.id, row)
        return
    begins, ends = one.begins(), one.closed_from()
    if one.post.unit_id not in known.within:
        yield Conflict(
            "position_elsewhere",
            "The post {post} is neither in the unit that takes over nor below it: set one up there first"
            " (createPositions).",
            path,
            post=code,
        )
    elif ends is not None or (begins is not None and begins > known.act.effective_from):
        yield Conflict(
            "position_not_open", "The post {post} is not open on that day: choose another.", path, post=code
        )


def _of_people(merger: Merger, known: Scope) -> Iterator[Refusal]:
    """Who holds a post that no pair names, or cannot be transferred."""
    old = [pair.old for pair in merger.pairs if pair is not None]
    paired = {known.posts[name].post.id for name in old if name is not None and name in known.posts}
    rows = _rows(merger, known)
    for one in known.old_posts:
        people, at = (
            known.counted.get(one.post.id, 0),
            f"input.units.{rows.get(one.post.unit_id, 0)}.unitCode",
        )
        visible = [held for held in known.held if held.position_id == one.post.id]
        if people and one.post.id not in paired:
            yield Conflict(
                "unit_has_people",
                "The post {post} is held on that day or later ({people}): say in `posts` which post its holders take.",
                at,
                post=one.post.code,
                people=people,
            )
        elif people > len({held.employee_id for held in visible}):
            yield Forbidden(
                "forbidden",
                "You may not see all who hold the post {post}, so you cannot transfer them. Ask whoever grants rights"
                " there.",
                at,
                post=one.post.code,
            )
        if one.closed_from() is None:
            yield from refusals.dated_after(one.post.code, one, known.act.effective_from, at)
    for held in known.held:
        yield from _of_holder(held, known)


def _of_holder(held: Held, known: Scope) -> Iterator[Refusal]:
    if held.effective_from >= known.act.effective_from:
        yield Conflict(
            "moves_later",
            "{person} takes up a post there from {day} on: merge from a later day.",
            "input.effectiveFrom",
            person=held.code,
            day=held.effective_from,
        )
    if held.file_unit_id not in known.may_transfer:
        yield Forbidden(
            "forbidden",
            "You lack the right to {right} where {person} is on file. Ask whoever grants rights there.",
            "input.posts",
            right=named("people.write"),
            person=held.code,
        )


async def _paid(session: ReadSession, known: Scope) -> list[Refusal]:
    people = [held.employee_id for held in known.held]
    if not people:
        return []
    days = [known.act.effective_from] * len(people)
    said = await payments.sentences(session, people, days, on_and_on=True)
    return [Conflict("already_paid", sentence, "input.effectiveFrom") for sentence in said.values()]
