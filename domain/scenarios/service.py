"""What-ifs: the run's own calculation over the run's own inputs, with some numbers changed."""

import hashlib
from collections.abc import Mapping, Sequence
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
from domain.computing.rules import Change
from domain.computing.snapshot import Inputs
from domain.database.sessions import ReadSession, WriteSession
from domain.errors import Conflict
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
BASELINES = Baselines()
NOT_REPRODUCED = Conflict(
    "run_not_reproduced",
    "The kept inputs and today's models no longer give this run: its models have changed since. Ask for the"
    " run's reproduction to see the first line that differs.",
    "baseline",
)


@dataclass(frozen=True, slots=True)
class Question:
    """A scenario that may be computed, and everything for it: no connection is held meanwhile."""

    run: PayRun
    taken: Inputs
    changes: tuple[Change, ...]
    stored: pl.DataFrame | None
    labels: Labels
    salts: Mapping[str, bytes | None]


@dataclass(frozen=True, slots=True)
class Simulation:
    """The effects of a scenario. `reproduces`: it gave the run itself, in every value of every line.

    `scenario_root` is the root over all lines, computed again, of a scenario that changes nothing, and else None.
    """

    run: PayRun
    reproduces: bool
    baseline_root: str
    scenario_root: str | None
    effects: Effects


async def ask(session: WriteSession, actor: Actor, run_id: UUID, changes: Sequence[Change]) -> Question:
    """Let a scenario be computed, count it against the account's budget, and tell the trail.

    Raises Invalid for a parameter that is not there, a value that the law leaves no room for, or a scenario that could
    tell about a person (`limits.refuse`); NotFound for a run that the actor may not see; Conflict
    (`scenario_budget_spent`).
    """
    run = await service.found(session, run_id, "baseline")
    scenario = _hash(changes) if changes else None
    await _refuse_spent(session, actor, run, scenario)
    taken = await snapshot.load_to_simulate(session, run.id, run.snapshot_hash, scenario)
    limits.refuse(kinds.named(run.kind, "baseline"), taken.units, run.period_start, changes)
    after = {"scenario": scenario, "changes": [asdict(change) for change in changes]}
    await audit.record(session, actor, "scenario.simulated", run, after=after)
    stored = await columns.if_kept(columns.load_to_simulate(session, run.id))
    salted: dict[str, bytes | None] = {}
    if stored is None or not changes:
        people = taken.people["employee_id"].unique().to_list()
        salted = dict(zip(people, await salts.of_lines(session, run.id, people), strict=True))
    return Question(run, taken, tuple(changes), stored, await labels.of_run(session, run.id), salted)


async def simulate(asked: Question) -> Simulation:
    """Compute a run again with changed numbers and say what that does.

    Raises Conflict when the kept inputs no longer give the run itself.
    """
    return await in_thread(_simulate, asked)


def _hash(changes: Sequence[Change]) -> str:
    plain = sorted((change.model, change.parameter, str(change.value).strip()) for change in changes)
    return hashlib.sha256(orjson.dumps(plain)).hexdigest()


async def _refuse_spent(session: ReadSession, actor: Actor, run: PayRun, scenario: str | None) -> None:
    earlier = select(func.count()).where(
        col(AskedScenario.account_id) == actor.id,
        col(AskedScenario.snapshot_hash) == run.snapshot_hash,
        col(AskedScenario.scenario) != scenario,
    )
    reads = select(func.meritgrid_may(actor.id, "pay_run.read", run.unit_id))
    if scenario is None or await session.scalar(reads) or (await session.scalar(earlier) or 0) < BUDGET:
        return
    raise Conflict(
        "scenario_budget_spent",
        f"You have asked {BUDGET} different what-ifs of this run, the most that one account may: together they would"
        " tell about persons. Ask an earlier one again, or somebody who may read the run.",
        "baseline",
    )


def _simulate(asked: Question) -> Simulation:
    # The values were judged when the inputs were pinned.
    if asked.stored is None or not asked.changes:
        return _from_inputs(asked)
    return _from_stored(asked, asked.stored)


def _from_stored(asked: Question, stored: pl.DataFrame) -> Simulation:
    """Only the stages from the first one on that the scenario changes are computed; nobody is paid by its lines."""
    run, taken, kind = asked.run, asked.taken, KINDS[asked.run.kind]
    given = Stored(stored, first_changed(kind, taken, run.period_start, asked.changes))
    key = (run.id, run.snapshot_hash, given.first)
    if (baseline := BASELINES.get(key)) is None:
        # what the scenario is compared with is what was paid, and today's models must still give it
        baseline = calculate(kind, taken, run.period_start, validate=False, stored=given)
        if not _gives(baseline, stored):
            raise NOT_REPRODUCED
        BASELINES.keep(key, baseline)
    scenario = calculate(
        kind, taken, run.period_start, asked.changes, validate=False, before=baseline, stored=given
    )
    effects = compare(baseline.people, scenario.people, taken.units)
    return Simulation(run, _gives(scenario, stored), run.lines_root, None, effects)


def _gives(computed: Calculation, stored: pl.DataFrame) -> bool:
    """Whether a calculation gives every value that a run keeps."""
    there = {*stored.columns} <= {*computed.people.columns}
    return there and computed.people.select(stored.columns).equals(stored)


def _from_inputs(asked: Question) -> Simulation:
    run, taken = asked.run, asked.taken
    kind, start = KINDS[run.kind], run.period_start
    baseline = calculate(kind, taken, start, validate=False)
    root = _proven_root(asked, baseline)
    if not asked.changes:
        return Simulation(run, True, root, root, compare(baseline.people, baseline.people, taken.units))
    scenario = calculate(kind, taken, start, asked.changes, validate=False, before=baseline)
    same = _gives(scenario, baseline.people)
    return Simulation(run, same, root, None, compare(baseline.people, scenario.people, taken.units))


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
