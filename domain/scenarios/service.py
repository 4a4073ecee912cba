"""What-ifs: the run's own calculation over the run's own inputs, with some numbers changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from domain.database import ReadSession
from domain.errors import Conflict
from domain.pay_runs import lines, service, snapshot
from domain.pay_runs.calculation import calculate
from domain.pay_runs.snapshot import Frames
from domain.pay_runs.tables import PayRun
from domain.regulations.rules import Change
from domain.scenarios.effects import Effects, compare
from domain.turns import in_thread


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


async def simulate(session: ReadSession, run_id: UUID, changes: Sequence[Change]) -> Simulation:
    """Compute a run again with changed numbers and say what that does.

    Raises Invalid for a parameter that is not there or a value that the law leaves no room for, NotFound for a run
    that the actor may not see, Conflict when the kept inputs no longer give the run itself.
    """
    run = await service.found(session, run_id, "baseline")
    taken = await snapshot.load(session, run.snapshot_hash)
    return await in_thread(_simulate, run, taken, changes)


def _simulate(run: PayRun, taken: Frames, changes: Sequence[Change]) -> Simulation:
    # The values were judged when the inputs were pinned.
    baseline = calculate(taken, run.year, validate=False)
    scenario = calculate(taken, run.year, changes, validate=False, before=baseline)
    baseline_root = lines.root(run.id, baseline)
    if baseline_root != run.lines_root:
        raise Conflict(
            "run_not_reproduced",
            "The kept inputs and today's models no longer give this run: its models have changed since. Ask for the"
            " run's reproduction to see the first line that differs.",
            "baseline",
        )
    scenario_root = lines.root(run.id, scenario)
    return Simulation(
        run, baseline_root, scenario_root, compare(baseline.people, scenario.people, taken.units)
    )
