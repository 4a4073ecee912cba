"""Regulations: drafted by one, published by another, checked against the models they pick."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlmodel import col, select

from domain import gate
from domain.actor import Actor
from domain.audit import service as audit
from domain.computing.chain.frames import FACTS
from domain.computing.chain.matching import refuse_misfits
from domain.computing.rules import Picked, Rules, picked, rules_for
from domain.database.sessions import WriteSession, day_of
from domain.database.tables import new_id
from domain.errors import Conflict, Forbidden, Invalid, as_one
from domain.facts.period import NAMES
from domain.language.text import Text
from domain.locking import locked_at, refuse_stale, seen
from domain.pay_runs import kinds
from domain.regulations.tables import Regulation


async def draft(
    session: WriteSession,
    actor: Actor,
    unit_id: UUID,
    effective_from: date,
    title: str,
    models: Mapping[str, Any],
    parameters: Mapping[str, Mapping[str, Any]],
) -> Regulation:
    """Write a regulation that picks, for each kind of run, a model for each stage and sets some of their parameters.

    models: {kind: {stage: model id}}; parameters: {kind: {model id: {name: value}}}. Without kinds they are those of
    the bonus. Raises Invalid naming the kind, stage, model or parameter that does not exist or leaves the legal range,
    or the column that a model of the chain does not get or give.
    """
    gate.day(effective_from, day_of(session), "input.effectiveFrom")
    _refuse_rules(models, parameters, effective_from)
    if not title.strip():
        raise Invalid("title_missing", "A regulation needs the title of its document.", "input.title")
    regulation = Regulation(
        id=new_id(),
        unit_id=unit_id,
        effective_from=effective_from,
        title=title,
        models=dict(models),
        parameters={model: dict(values) for model, values in parameters.items()},
        drafted_by=actor.id,
    )
    session.add(regulation)
    await audit.record(
        session, actor, "regulation.drafted", regulation, after=stated(regulation), reason=title
    )
    return regulation


def _refuse_rules(models: Mapping[str, Any], parameters: Mapping[str, Any], effective_from: date) -> None:
    try:
        for name, stated in picked(models, parameters).items():
            _refuse_kind(name, stated, effective_from)
    except Invalid as wrong:
        raise as_one([each.at(f"input.{each.path}") for each in wrong.each]) from wrong


def _refuse_kind(name: str, stated: Picked, effective_from: date) -> None:
    """What is stated for a kind of run, down to what its models take from one another."""
    kind = kinds.named(name, f"models.{name}")
    try:
        # A period is computed with what is in force at its end.
        rules = rules_for(kind, stated, kind.last_day(kind.start(effective_from)))
    except Invalid as wrong:
        if wrong.code != "not_in_force":
            raise
        raise Invalid(
            "not_in_force",
            "It would hold from {day}, and a {period} is computed with the numbers of its end. {why}",
            wrong.path,
            day=effective_from,
            period=NAMES[kind.period],
            why=wrong,
        ) from wrong
    _refuse_numbers_as_text(rules, stated)
    refuse_misfits(kind, rules.models, FACTS, f"models.{stated.path}".rstrip("."))


def _refuse_numbers_as_text(rules: Rules, stated: Picked) -> None:
    for model in rules.models.values():
        for name, value in rules.of(model).items():
            if isinstance(value, str) and model.parameters.parameters[name].range is not None:
                raise Invalid(
                    "number_as_text",
                    "{name} is a number: send {value} as a number.",
                    f"parameters.{stated.path}{model.id}.{name}",
                    name=name,
                    value=value,
                )


def stated(regulation: Regulation) -> dict[str, Any]:
    """What the trail keeps of a regulation."""
    return {
        "models": regulation.models,
        "parameters": regulation.parameters,
        "effective_from": str(regulation.effective_from),
    }


async def publish(
    session: WriteSession, actor: Actor, regulation_id: UUID, version: int, now: datetime
) -> Regulation:
    """Put a draft in force. Who drafted it cannot publish it."""
    # Who may publish locks drafts only: one that is published is read.
    _refuse_published(await seen(session, Regulation, regulation_id), version)
    regulation = await locked_at(session, Regulation, regulation_id, version, Text("publish it"))
    if regulation.drafted_by == actor.id:
        raise Forbidden("own_regulation", "You drafted it, so somebody else must publish it.", "id")
    await _refuse_the_same_day(session, regulation)
    regulation.published_by, regulation.published_at, regulation.version = actor.id, now, version + 1
    after = {"version": regulation.version}
    await audit.record(
        session, actor, "regulation.published", regulation, after=after, reason=regulation.title
    )
    return regulation


def _refuse_published(regulation: Regulation, version: int) -> None:
    refuse_stale(Regulation, regulation, version, "version")
    if regulation.published_by is not None:
        raise Conflict("already_published", "It is published already; draft another to change it.", "id")


async def _refuse_the_same_day(session: WriteSession, regulation: Regulation) -> None:
    same_day = await session.scalar(
        select(Regulation.title).where(
            col(Regulation.unit_id) == regulation.unit_id,
            col(Regulation.effective_from) == regulation.effective_from,
            col(Regulation.published_by).is_not(None),
        )
    )
    if same_day is not None:
        raise Conflict(
            "same_day",
            "Another regulation of this unit begins on {effective_from}: {same_day!r}. Withdraw"
            " this draft (withdrawRegulation), and draft it for another day.",
            "id",
            effective_from=regulation.effective_from,
            same_day=same_day,
        )
