"""A run of 100,000 people as its user waits: from the mutation to computed, beside release 0.3.0, in turns.

Both have the same demo, each in a database of its own. Beside it what COPY alone can do on this machine, what a run
takes of storage, and what `audit verify` takes for its lines. A run may take 45 % of the time of release 0.3.0.
"""

from statistics import median
from typing import Any, NamedTuple

from benchmarks.outcomes import Outcome, keep
from benchmarks.runs.trees import Side, sides

PEOPLE, ROUNDS = 100_000, 5
MOST_OF_BEFORE = 0.45
MILLION = 1_000_000


class Measured(NamedTuple):
    """Seconds of a run, its bytes for a person, and the seconds of `audit verify` for a million of its lines."""

    run: float
    best: float
    bytes: float
    verify: float


def main() -> None:
    """Measure, print, and keep the outcomes for the table of `make bench`."""
    with sides(PEOPLE) as both:
        unpaid = [_verified(side) for side in both]
        for side in both:
            side.do("run")  # inputs are kept, files are read, and code is warm from here on
        kept = [side.do("sizes") for side in both]
        rounds = [[side.do("run")["seconds"] for side in both] for _ in range(ROUNDS)]
        copied = median(both.ours.do("copied")["rows"] for _ in range(ROUNDS))
        ours, before = (
            _measured(side, list(seconds), sizes, began)
            for side, seconds, sizes, began in zip(both, zip(*rounds, strict=True), kept, unpaid, strict=True)
        )
    told = outcomes(ours, before, copied)
    for outcome in told:
        print(f"  {outcome.what:<66} {outcome.measured}")
    keep("pay_run", told)


def _verified(side: Side) -> float:
    """Seconds of `audit verify`, the fastest of three: what is not read from lines is taken off."""
    return min(side.do("verified")["seconds"] for _ in range(3))


def _measured(side: Side, seconds: list[float], before: dict[str, int], unpaid: float) -> Measured:
    grown: dict[str, Any] = side.do("sizes")
    size = sum(bytes_ - before.get(table, 0) for table, bytes_ in grown.items())
    lines = side.do("verified")["lines"]
    of_lines = (_verified(side) - unpaid) / lines * MILLION
    return Measured(median(seconds), min(seconds), size / ROUNDS / PEOPLE, of_lines)


def outcomes(ours: Measured, before: Measured, copied: float) -> list[Outcome]:
    """The lines of the table: seconds are told, and judged only by what release 0.3.0 takes."""
    of_before = ours.run / before.run
    of_copy = ours.run * copied / PEOPLE
    return [
        Outcome(
            f"run of {PEOPLE:,} people, from the mutation to computed",
            f"{ours.run:.2f} s, best {ours.best:.2f} s",
        ),
        Outcome(
            "the same on release 0.3.0",
            f"{before.run:.2f} s, best {before.best:.2f} s; ours {of_before:.0%} of it",
            f"at most {MOST_OF_BEFORE:.0%}",
            met=of_before <= MOST_OF_BEFORE,
        ),
        Outcome(
            "COPY of wide lines into a bare table",
            f"{copied:,.0f} rows/s; the run takes {of_copy:.1f} times as long",
        ),
        Outcome(
            "storage of a run beside its inputs, a person",
            f"{ours.bytes:,.0f} bytes, before {before.bytes:,.0f}",
        ),
        Outcome("audit verify, a million lines", f"{ours.verify:.1f} s, before {before.verify:.1f} s"),
    ]


if __name__ == "__main__":
    main()
