"""What-ifs: the run's own calculation over the run's own inputs, with some numbers changed."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from uuid import UUID

import orjson
from sqlalchemy import func, select
from sqlmodel import col

from domain.actor import Actor
from domain.audit import service as audit
from domain.compute_queue import in_thread
from domain.computing import snapshot
from domain.computing.calculation import Calculation, calculate
from domain.computing.rules import Change
from domain.computing.snapshot import Inputs
from domain.database.sessions import ReadSession, WriteSession
from domain.errors import Conflict
from domain.pay_runs import lines, service
from domain.pay_runs.kinds import KINDS
from domain.pay_runs.lines import Heading
from domain.pay_runs.proof import labels, salts
from domain.pay_runs.proof.labels import Labels
from domain.pay_runs.tables import PayRun
from domain.scenarios import limits
from domain.scenarios.effects import Effects, compare
from domain.scenarios.tables import AskedScenario

# Different what-ifs of the same inputs for each account that may not read the rows; `frames_to_simulate` holds it too.
BUDGET = 40


@dataclass(frozen=True, slots=True)
class Question:
    """A scenario that may be computed, and everything for it: no connection is held meanwhile."""

    run: PayRun
    taken: Inputs
    changes: tuple[Change, ...]
    labels: Labels
    salts: Mapping[str, bytes | None]


@dataclass(frozen=True, slots=True)
class Simulation:
    """The effects of a scenario. `reproduces`: it gave the run itself, line by line, as both hashes say."""

    run: PayRun
    baseline_root: str
    scenario_root: str
    effects: Effects

    @property
    def reproduces(self) -> bool:
        """Whether every line is that of the run."""
        return self.baseline_root == self.scenario_root


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
    limits.refuse(KINDS[run.kind], taken.units, run.period_start, changes)
    after = {"scenario": scenario, "changes": [asdict(change) for change in changes]}
    await audit.record(session, actor, "scenario.simulated", run, after=after)
    people = taken.people["employee_id"].unique().to_list()
    salted = dict(zip(people, await salts.of_lines(session, run.id, people), strict=True))
    return Question(run, taken, tuple(changes), await labels.of_run(session, run.id), salted)


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
    run, taken = asked.run, asked.taken
    kind, start = KINDS[run.kind], run.period_start
    baseline = calculate(kind, taken, start, validate=False)
    scenario = calculate(kind, taken, start, asked.changes, validate=False, before=baseline)
    baseline_root = _root(asked, baseline)
    if baseline_root != run.lines_root:
        raise Conflict(
            "run_not_reproduced",
            "The kept inputs and today's models no longer give this run: its models have changed since. Ask for the"
            " run's reproduction to see the first line that differs.",
            "baseline",
        )
    return Simulation(
        run, baseline_root, _root(asked, scenario), compare(baseline.people, scenario.people, taken.units)
    )


def _root(asked: Question, computed: Calculation) -> str:
    """The root over the lines under the labels of the run, whatever its rules are called today."""
    found = lines.of(Heading(asked.run.id, asked.run.snapshot_hash), computed)
    return asked.labels.root(found, [asked.salts[person] for person in found["employee_id"]]) or ""
