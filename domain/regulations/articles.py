"""The text of the rule for a unit: by which regulation its runs of a kind are computed, and with which values."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from domain.computing.chain.kind import Kind
from domain.computing.rules import Picked, Rules, rules_for, told
from domain.database.sessions import ReadSession
from domain.errors import Conflict, Invalid
from domain.locking import seen
from domain.pay_runs import kinds
from domain.regulations.in_force import in_force_for, stated_by
from domain.regulations.tables import Regulation
from pay_models.kernel import model
from pay_models.kernel.errors import NotInForce


@dataclass(frozen=True, slots=True)
class GoverningRules:
    """The models of a kind of run with the values in force; `regulation_id` is None where no unit was named."""

    rules: Rules
    regulation_id: UUID | None


async def governing_rules(session: ReadSession, unit_id: UUID | None, kind: str, on: date) -> GoverningRules:
    """The rules of the period that holds `on`: computed with the numbers of its last day, as a run is.

    Without a unit they are the models that ship for the kind, with the law's own numbers. Units are those of today's
    tree. Raises Invalid (`unknown_kind`, `not_in_force`), or Conflict (`unit_without_regulation`).
    """
    of = kinds.named(kind, "kind")
    if unit_id is None:
        return GoverningRules(_shipping(of, on), None)
    for regulation in await in_force_for(session, unit_id, on):
        if of.name in (stated := stated_by(regulation)):
            return GoverningRules(_ruled(of, stated[of.name], on), regulation.id)
    raise Conflict(
        "unit_without_regulation",
        "No regulation on {kind} is in force for this unit on {day}: publish one for it or for a unit above it, or ask"
        " for another day.",
        "unitId",
        law=of.law,
        kind=of.words,
        day=on,
    )


async def stated_rules(session: ReadSession, regulation_id: UUID, kind: str, on: date) -> GoverningRules:
    """The same of one regulation, also of a draft that binds nobody yet; a kind that it does not name is inherited.

    Raises NotFound, and what `governing_rules` raises.
    """
    of, regulation = kinds.named(kind, "kind"), await seen(session, Regulation, regulation_id, "regulationId")
    if of.name in (stated := stated_by(regulation)):
        return GoverningRules(_ruled(of, stated[of.name], on), regulation.id)
    return await governing_rules(session, regulation.unit_id, kind, on)


def _ruled(kind: Kind, stated: Picked, on: date) -> Rules:
    """What a regulation states, with the numbers of the period's end."""
    try:
        return rules_for(kind, stated, _numbers_of(kind, on))
    except Invalid as wrong:
        raise wrong.at("on" if wrong.code == "not_in_force" else "unitId") from wrong


def _shipping(kind: Kind, on: date) -> Rules:
    """What ships for the kind. The law's own numbers are told, whether or not anybody reaches them in a period."""
    day, models = _numbers_of(kind, on), {stage.name: model(stage.example) for stage in kind.stages}
    try:
        for each in models.values():
            each.in_force(day)
    except NotInForce as refusal:
        raise Invalid(refusal.code, told(refusal), "on") from refusal
    return Rules(kind, day, models, {})


def _numbers_of(kind: Kind, on: date) -> date:
    return kind.last_day(kind.start(on))
