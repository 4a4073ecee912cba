"""Binding KPIs to positions, and ending that, from a month on by an act: many at once, all or none."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlmodel import col, select

from domain.actor import Actor
from domain.audit import service as audit
from domain.database.sessions import ReadSession, WriteSession, day_of
from domain.database.tables import new_id
from domain.errors import Conflict, Forbidden, Invalid, NotFound, Refusal
from domain.goals.catalogue import refusals
from domain.goals.catalogue.kpis import ABSENT
from domain.goals.catalogue.register import Lines, Reference, Register, called, lines, register
from domain.goals.tables import Kpi, KpiState, PositionKpi, PositionKpiState
from domain.language.rights import named
from domain.organisation import act as acts
from domain.organisation import places
from domain.organisation.act import Act
from domain.organisation.posts import refusals as rows_of
from domain.organisation.posts.register import PostHistory, posts_named
from domain.organisation.service import theirs_to_write, write_alone
from domain.organisation.tables import Position
from domain.reading.ids import global_id, id_of

SUITED = "Decree 335/2025 art. 13"
Pair = tuple[UUID, UUID]


@dataclass(frozen=True, slots=True)
class Binding:
    """A KPI to be bound to a position, or no longer bound (`ends`); each is named by id or code."""

    post: Reference | None
    kpi: Reference | None
    ends: bool = False


@dataclass(frozen=True, slots=True)
class _Known:
    """What there is that rows are judged by. `states`: of a pair that was ever bound; empty of one that was loaded."""

    posts: Mapping[Reference, PostHistory]
    theirs: set[UUID]
    kpis: Register
    above: Lines
    states: Mapping[Pair, Sequence[PositionKpiState]]
    act: Act


async def bind(
    session: WriteSession,
    actor: Actor,
    act: Act,
    rows: Sequence[Binding | None],
    refused: Sequence[Refusal] = (),
) -> list[Position]:
    """Bind KPIs to positions from the act's day on; gives the positions, in the order given.

    Raises every fault of every row: a position that is not there, closed or not the actor's to write for, a KPI that
    its unit neither has nor inherits, or that is closed, what is so already, a day within a month.
    """
    sound = places.sound(rows, "bindings")
    await write_alone(session)
    known = await _gathered(session, actor, act, list(sound.values()))
    wrong = [*refused, *acts.faults(act, day_of(session)), *refusals.within_a_month(act.effective_from)]
    act = act if wrong else act.spelled()
    made: dict[Pair, tuple[PostHistory, PositionKpiState]] = {}
    for row, each in sound.items():
        pair, found = _judged(each, known, made, f"input.bindings.{row}")
        wrong += found
        if pair and not found:
            one = known.posts[each.post or ""]
            made[pair] = one, _state(one, pair[1], each, act)
    places.refuse(wrong)
    new = [pair for pair in made if pair not in known.states]
    session.add_all(PositionKpi(position_id=position_id, kpi_id=kpi_id) for position_id, kpi_id in new)
    await session.flush()
    session.add_all(state for _, state in made.values())
    await session.flush()
    await audit.record_many(session, actor, [_event(one, state, act) for one, state in made.values()])
    return [one.post for one, _ in made.values()]


def of_post(
    name: Reference | None, known: Mapping[Reference, PostHistory], theirs: set[UUID], act: Act, at: str
) -> Iterator[Refusal]:
    """Why nothing is bound to a position from the act's day on: it is not there, not begun, closed, not theirs."""
    path = f"{at}.{'positionId' if isinstance(name, UUID) else 'positionCode'}"
    if name is None:
        yield Invalid("position_missing", "Say which post, by positionId or by positionCode.", path)
        return
    if name not in known:
        post = global_id("Position", name) if isinstance(name, UUID) else name
        yield NotFound("position_not_found", "There is no post {post}.", path, post=post)
        return
    one = known[name]
    if one.post.unit_id not in theirs:
        yield Forbidden(
            "forbidden",
            "You lack the right to {right} on the unit of {name} today. Ask whoever grants rights there.",
            path,
            right=named(refusals.VERB),
            name=one.post.code,
        )
    if since := one.closed_from():
        yield Conflict(
            "position_closed",
            "The post {post} is closed since {since}: no KPI suits it any more. Take another post.",
            path,
            SUITED,
            post=one.post.code,
            since=since,
        )
    elif (begins := one.begins()) and act.effective_from < begins:
        yield Invalid(
            "position_not_begun",
            "The post {post} begins on {begins} only: choose that month or a later one.",
            path,
            post=one.post.code,
            begins=begins,
        )


async def _gathered(session: ReadSession, actor: Actor, act: Act, rows: Sequence[Binding]) -> _Known:
    found = await posts_named(session, [each.post for each in rows])
    kpis = await register(session, Kpi, KpiState, "kpi_id", called(Kpi, [each.kpi for each in rows]))
    units = {one.post.unit_id for one in found.values()}
    above = await lines(session, units, act.effective_from)
    of_posts = [one.post.id for one in found.values()]
    pairs = select(PositionKpi).where(col(PositionKpi.position_id).in_(of_posts))
    states: dict[Pair, list[PositionKpiState]] = {
        (pair.position_id, pair.kpi_id): [] for pair in await session.scalars(pairs)
    }
    dated = select(PositionKpiState).where(col(PositionKpiState.position_id).in_(of_posts))
    for state in await session.scalars(dated.order_by(col(PositionKpiState.effective_from))):
        states[state.position_id, state.kpi_id].append(state)
    return _Known(found, await theirs_to_write(session, actor, refusals.VERB), kpis, above, states, act)


def _judged(
    each: Binding, known: _Known, made: Mapping[Pair, object], at: str
) -> tuple[Pair | None, list[Refusal]]:
    found = list(of_post(each.post, known.posts, known.theirs, known.act, at))
    path = f"{at}.{'kpiId' if isinstance(each.kpi, UUID) else 'kpiCode'}"
    if each.kpi is None:
        found.append(Invalid("kpi_missing", "Say which KPI, by kpiId or by kpiCode.", path))
    if each.post is None or each.post not in known.posts or each.kpi is None:
        return None, found
    one = known.posts[each.post]
    owners = known.above.get(one.post.unit_id, frozenset())
    kpi = next((entry for entry in known.kpis.named(each.kpi, owners) if entry.item.unit_id in owners), None)
    if kpi is None:
        item = global_id("Kpi", each.kpi) if isinstance(each.kpi, UUID) else each.kpi
        return None, [*found, ABSENT.of(item=item).at(path)]
    pair = one.post.id, kpi.item.id
    if since := kpi.closed_from():
        found.append(
            Conflict(
                "kpi_closed",
                "The KPI {kpi} is closed since {since}: take another.",
                path,
                SUITED,
                kpi=kpi.item.code,
                since=since,
            )
        )
    if pair in made:
        others = list(made).index(pair)
        found.append(rows_of.given_twice("bindings", others, kpi.item.code, path))
    found += _of_state(each, known.states.get(pair), kpi.item.code, one.post.code, known.act, path)
    return pair, found


def _of_state(
    each: Binding, states: Sequence[PositionKpiState] | None, kpi: str, post: str, act: Act, path: str
) -> Iterator[Refusal]:
    bound = states is not None and (states[-1].bound if states else True)
    if states and act.effective_from <= states[-1].effective_from:
        yield Conflict(
            "not_after_the_last",
            "{kpi} was bound to {post} or taken from it from {day} on: choose a later month.",
            "input.effectiveFrom",
            kpi=kpi,
            post=post,
            day=states[-1].effective_from,
        )
    elif bound == (not each.ends):
        yield Invalid(
            "nothing_changes",
            "{kpi} is bound to {post} already, or is not where that is to end: leave this row out.",
            path,
            kpi=kpi,
            post=post,
        )


def _state(one: PostHistory, kpi_id: UUID, each: Binding, act: Act) -> PositionKpiState:
    of: dict[str, Any] = {"position_id": one.post.id, "kpi_id": kpi_id, "unit_id": one.post.unit_id}
    return PositionKpiState(id=new_id(), bound=not each.ends, **of, **act.columns())


def _event(one: PostHistory, state: PositionKpiState, act: Act) -> audit.BatchEvent:
    happened = "kpi.bound" if state.bound else "kpi.unbound"
    subject = global_id("Kpi", state.kpi_id)
    after = {"position": id_of(one.post), "bound": state.bound, **act.columns()}
    return audit.BatchEvent(happened, subject, state.unit_id, [state.id], None, after, act.cited())
