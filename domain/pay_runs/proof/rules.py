"""Rules of a run, then and now: the same models with the same numbers, whatever their code is called today."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

import orjson
from sqlmodel import col, select

from domain.computing.calculation import Calculation
from domain.database.sessions import ReadSession
from domain.pay_runs.tables import PayRunRules

# A table is stated as the name of its edition and a digest of its cells, which runs of before took of later rows too.
_DIGEST = re.compile(r" \([0-9a-f]+\)$")


class Other(NamedTuple):
    """What is called otherwise today: the version of a model."""

    model_id: str
    stored: str
    current: str


async def of_run(session: ReadSession, run_id: UUID) -> list[PayRunRules]:
    """The stored rules of a run that the actor may see, by number."""
    found = select(PayRunRules).where(col(PayRunRules.pay_run_id) == run_id).order_by(col(PayRunRules.number))
    return list(await session.scalars(found))


def differences(stored: Sequence[PayRunRules], computed: Calculation) -> list[str]:
    """Each model that is another one today, and each number in force that is another number, in words."""
    current = {one.number: one.rules for one in computed.rules}
    return [
        said
        for each in stored
        for rules in [current[each.number]]
        for said in _differing(each, rules.ids, rules.parameters, computed.start)
    ]


def differences_of_one(stored: PayRunRules, computed: Calculation) -> list[str]:
    """The same of one regulation, which has another number where only a part of its run was computed."""
    own = next(one.rules for one in computed.rules if one.regulation_id == str(stored.regulation_id))
    return list(_differing(stored, own.ids, own.parameters, computed.start))


def other_versions(stored: Sequence[PayRunRules], computed: Calculation) -> list[Other]:
    """The models whose code is not what it was, which alone changes nothing."""
    current = {model: version for one in computed.rules for model, version in one.rules.versions.items()}
    found = {
        Other(model, version, current.get(model, ""))
        for each in stored
        for model, version in each.versions.items()
        if version != current.get(model)
    }
    return sorted(found)


def _differing(
    stored: PayRunRules, ids: Mapping[str, str], parameters: Mapping[str, Mapping[str, Any]], start: date
) -> Iterator[str]:
    for stage in dict.fromkeys([*stored.models, *ids]):
        if stored.models.get(stage) != ids.get(stage):
            yield f"{stage}: the model was {stored.models.get(stage)}, and is {ids.get(stage)}"
    plain: dict[str, dict[str, Any]] = orjson.loads(orjson.dumps(parameters))
    last = start.replace(month=12, day=31).isoformat()
    for model, values in plain.items():
        kept = stored.parameters.get(model, {})
        for name in dict.fromkeys([*kept, *values]):
            was, now = kept.get(name), values.get(name)
            if stored.model_id is None:
                was, now = _of_before(was, last), _of_before(now, last)
            if was != now:
                yield f"{model}: {name} was {was}, and is {now}"


def _of_before(value: Any, last: str) -> Any:
    """A value as runs of before and today's state it alike: without later dated numbers and without a digest."""
    if isinstance(value, list):
        return [entry for entry in value if entry[0] <= last]
    return _DIGEST.sub("", value) if isinstance(value, str) else value
