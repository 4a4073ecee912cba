"""What-ifs: the run's own calculation over the run's own inputs, with some numbers changed, a few side by side."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from uuid import UUID

import orjson
import polars as pl
from sqlalchemy import func, select
from sqlmodel import col

from domain.actor import Actor
from domain.audit import service as audit
from domain.compute_queue import in_thread
from domain.computing import snapshot
from domain.computing.calculation import Calculation, Stored, calculate, first_changed
from domain.computing.chain import withholding
from domain.computing.rules import Change
from domain.computing.snapshot import Inputs
from domain.database.sessions import ReadSession, WriteSession
from domain.errors import Conflict, Invalid, Refusal
from domain.pay_runs import kinds, lines, service
from domain.pay_runs.kinds import KINDS
from domain.pay_runs.lines import Heading
from domain.pay_runs.proof import columns, labels, salts
from domain.pay_runs.proof.labels import Labels
from domain.pay_runs.tables import PayRun
from domain.scenarios import limits
from domain.scenarios.baselines import Baselines
from domain.scenarios.effects import Effects, compare
from domain.scenarios.tables import AskedScenario

# Different what-ifs of the same inputs for each account that may not read the rows; `frames_to_simulate` holds it too.
BUDGET = 40
MOST = 3  # scenarios of one request
BASELINES = Baselines()
NOT_REPRODUCED = Conflict(
    "run_not_reproduced",
    "The kept inputs and today's models no longer give this run: its models have changed since. Ask for the"
    " run's reproduction to see the first line that differs.",
    "baseline",
)


@dataclass(frozen=True, slots=True)
class Question:
    """Scenarios that may be computed, each once, and everything for them: no connection is held meanwhile.

    `places`: which of them each one that was asked for is.
    """

    run: PayRun
    taken: Inputs
    scenarios: tuple[tuple[Change, ...], ...]
    places: tuple[int, ...]
    stored: pl.DataFrame | None
    labels: Labels
    salts: Mapping[str, bytes | None]


@dataclass(frozen=True, slots=True)
class Simulation:
    """The effects of a scenario. `reproduces`: it gave the run itself, in every value of every line.

    `root` is the root over all lines, computed again, of a scenario that changes nothing, and else None.
    """

    reproduces: bool
    root: str | None
    effects: Effects


@dataclass(frozen=True, slots=True)
class Simulations:
    """Scenarios in the order in which they were asked for, beside the run that they start from and its root."""

    run: PayRun
    root: str
    scenarios: tuple[Simulation, ...]

    @property
    def baseline_vnd(self) -> int:
        """What the run costs."""
        return self.scenarios[0].effects.baseline_vnd


async def ask(
    session: WriteSession, actor: Actor, run_id: UUID, scenarios: Sequence[Sequence[Change]]
) -> Question:
    """Let scenarios be computed, count each against the account's budget, and tell the trail.

    All of them are let, or none; those with the same changes are one. Raises Invalid with the scenario in its path for
    a parameter that is not there, a value that the law leaves no room for, or one that could tell about a person
    (`limits.refuse`); Invalid (`scenarios_number`); NotFound for a run that the actor may not see; Conflict
    (`scenario_budget_spent`).
    """
    _refuse_number(scenarios)
    run = await service.found(session, run_id, "baseline")
    hashes = [_hash(changes) if changes else None for changes in scenarios]
    counted = [each for each in dict.fromkeys(hashes) if each is not None]
    await _refuse_spent(session, actor, run, counted)
    taken = await snapshot.load_to_simulate(session, run.id, run.snapshot_hash, counted)
    kind = kinds.named(run.kind, "baseline")
    for number, changes in enumerate(scenarios):
        with _of_scenario(number):
            limits.refuse(kind, taken.units, run.period_start, changes)
    distinct = {each: tuple(scenarios[hashes.index(each)]) for each in dict.fromkeys(hashes)}
    for scenario, changes in distinct.items():
        after = {"scenario": scenario, "changes": [asdict(change) for change in changes]}
        await audit.record(session, actor, "scenario.simulated", run, after=after)
    stored = await columns.if_kept(columns.load_to_simulate(session, run.id))
    salted: dict[str, bytes | None] = {}
    if stored is None or None in distinct:
        people = withholding.lines(taken.people)["employee_id"].unique().to_list()
        salted = dict(zip(people, await salts.of_lines(session, run.id, people), strict=True))
    places = tuple([*distinct].index(each) for each in hashes)
    told = await labels.of_run(session, run.id)
    return Question(run, taken, tuple(distinct.values()), places, stored, told, salted)


async def simulate(asked: Question) -> Simulations:
    """Compute a run again with changed numbers and say what that does, of all scenarios in one pass.

    Raises Conflict when the kept inputs no longer give the run itself.
    """
    return await in_thread(_simulate, asked)


def _refuse_number(scenarios: Sequence[Sequence[Change]]) -> None:
    if not 0 < len(scenarios) <= MOST:
        raise Invalid(
            "scenarios_number",
            "A request compares one to {most} scenarios with the run, not {sent}: ask for the others by themselves. A"
            " scenario without changes is the run itself.",
            "scenarios",
            most=MOST,
            sent=len(scenarios),
        )


@contextmanager
def _of_scenario(number: int) -> Iterator[None]:
    """What is refused of a scenario is told with its place in the request."""
    try:
        yield
    except Refusal as refused:
        for fault in {refused, *refused.each}:
            fault.path = f"scenarios.{number}.{fault.path}"
        raise


def _hash(changes: Sequence[Change]) -> str:
    plain = sorted((change.model, change.parameter, str(change.value).strip()) for change in changes)
    return hashlib.sha256(orjson.dumps(plain)).hexdigest()


async def _refuse_spent(session: ReadSession, actor: Actor, run: PayRun, scenarios: Sequence[str]) -> None:
    earlier = select(func.count()).where(
        col(AskedScenario.account_id) == actor.id,
        col(AskedScenario.snapshot_hash) == run.snapshot_hash,
        col(AskedScenario.scenario).not_in(scenarios),
    )
    reads = select(func.meritgrid_may(actor.id, "pay_run.read", run.unit_id))
    if not scenarios or await session.scalar(reads):
        return
    if (await session.scalar(earlier) or 0) + len(scenarios) <= BUDGET:
        return
    raise Conflict(
        "scenario_budget_spent",
        "One account may ask {most} different what-ifs of a run, because together they would tell about persons, and"
        " these would be more. Ask an earlier one again, or somebody who may read the run.",
        "baseline",
        most=BUDGET,
    )


def _simulate(asked: Question) -> Simulations:
    baseline, root = _baseline(asked)
    computed: list[Calculation] = []
    for changes in asked.scenarios:
        computed.append(_scenario(asked, changes, [*computed, baseline]) if changes else baseline)
    effects = compare(baseline.lines, [one.lines for one in computed], asked.taken.units)
    kept = baseline.people if asked.stored is None else asked.stored
    told = [
        Simulation(_gives(one, kept), None if changes else root, of)
        for one, changes, of in zip(computed, asked.scenarios, effects, strict=True)
    ]
    return Simulations(asked.run, root, tuple(told[place] for place in asked.places))


def _baseline(asked: Question) -> tuple[Calculation, str]:
    """What the scenarios are compared with, and its root: what was paid, and today's models must still give it.

    Of a run that keeps its columns only the stages from the first one on that any scenario changes are computed; a
    scenario that changes nothing has all of it computed again, down to the root.
    """
    run, stored, kind = asked.run, asked.stored, KINDS[asked.run.kind]
    if stored is None or () in asked.scenarios:
        # The values were judged when the inputs were pinned.
        baseline = calculate(kind, asked.taken, run.period_start, validate=False)
        return baseline, _proven_root(asked, baseline)
    first = min(first_changed(kind, asked.taken, run.period_start, changes) for changes in asked.scenarios)
    keys = [(run.id, run.snapshot_hash, place) for place in range(first, -1, -1)]
    kept = next((one for key in keys if (one := BASELINES.get(key)) is not None), None)
    if kept is not None:
        return kept, run.lines_root
    given = Stored(stored, first)
    baseline = calculate(kind, asked.taken, run.period_start, validate=False, stored=given)
    if not _gives(baseline, stored):
        raise NOT_REPRODUCED
    BASELINES.keep(keys[0], baseline)
    return baseline, run.lines_root


def _scenario(asked: Question, changes: Sequence[Change], before: Sequence[Calculation]) -> Calculation:
    """A scenario, from the first stage on that it changes; nobody is paid by its lines."""
    run, kind = asked.run, KINDS[asked.run.kind]
    given = None
    if asked.stored is not None:
        given = Stored(asked.stored, first_changed(kind, asked.taken, run.period_start, changes))
    return calculate(
        kind, asked.taken, run.period_start, changes, validate=False, before=before, stored=given
    )


def _gives(computed: Calculation, stored: pl.DataFrame) -> bool:
    """Whether a calculation gives every value that a run keeps."""
    there = {*stored.columns} <= {*computed.people.columns}
    return there and computed.people.select(stored.columns).equals(stored)


def _proven_root(asked: Question, computed: Calculation) -> str:
    """The root over a run that was computed again. Raises Conflict when it, or a stored value, is another one."""
    # who is erased has leaves that nobody computes any more: every value of theirs has to be the stored one
    erased = asked.stored is not None and None in asked.salts.values()
    root = asked.run.lines_root if erased else _root(asked, computed)
    if (
        not root
        or root != asked.run.lines_root
        or not (asked.stored is None or _gives(computed, asked.stored))
    ):
        raise NOT_REPRODUCED
    return root


def _root(asked: Question, computed: Calculation) -> str:
    """The root over the lines under the labels of the run, whatever its rules are called today."""
    found = lines.of(Heading(asked.run.id, asked.run.snapshot_hash), computed)
    return asked.labels.root(found, [asked.salts[person] for person in found["employee_id"]]) or ""
