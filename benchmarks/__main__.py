"""`make bench`: every benchmark in a process of its own, one after the other, and one table at the end."""

import subprocess
import sys

from rich.console import Console
from rich.table import Table

from benchmarks.outcomes import Outcome, forget, kept

BENCHMARKS = {
    "nested_read": "A nested read of 100 employees, 3,700 values",
    "nested.reason": "Why an employee is paid what they are, every step in Vietnamese",
    "hostile": "Hostile requests, and who waits meanwhile, beside the commit that was attacked",
    "pay_run": "A pay run of 100,000 people as its user waits, beside release 0.3.0",
    "what_if": "What-ifs over 20,000 people, under few regulations and many",
    "batches.assessments": "A month of 20,000 people assessed and confirmed together, beside one after the other",
    "shares": "Grid pay, classes and share-out for 2,000,000 people",
    "large": "The same for 20,000,000 people in files, within 4 GiB",
}
SIGNS = {True: "yes", False: "NO", None: ""}


def main(chosen: list[str]) -> int:
    """Run the benchmarks named, or all; returns 1 when one broke or missed what was wanted of it."""
    unknown = set(chosen) - set(BENCHMARKS)
    if unknown:
        print(f"There is no benchmark {', '.join(sorted(unknown))}; there are {', '.join(BENCHMARKS)}.")
        return 2
    found = {name: _run(name) for name in chosen or BENCHMARKS}
    Console().print(_table(found))
    return int(any(outcome.met is False for outcomes in found.values() for outcome in outcomes))


def _run(name: str) -> list[Outcome]:
    print(f"\n{BENCHMARKS[name]}\n", flush=True)
    forget(name)
    ended = subprocess.run([sys.executable, "-m", f"benchmarks.{name}"], check=False)
    broke = [Outcome(BENCHMARKS[name], f"ended with code {ended.returncode}", "code 0", met=False)]
    return kept(name) + (broke if ended.returncode else [])


def _table(found: dict[str, list[Outcome]]) -> Table:
    table = Table(
        "benchmark", "what", "measured", "wanted", "met", title="Measured in this run, on this machine"
    )
    for name, outcomes in found.items():
        for outcome in outcomes:
            table.add_row(name, outcome.what, outcome.measured, outcome.wanted, SIGNS[outcome.met])
        table.add_section()
    return table


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
