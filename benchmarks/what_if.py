"""What-ifs over a run of 20,000 people, under 4 regulations and under 150, beside release 0.3.0.

A number of class or bonus: the first what-if of a run, when nothing is kept yet, and further moves of a slider. On a
quiet machine they may compute for 0.15 s and 0.05 s: 11 % and 3.7 % of what release 0.3.0 takes under 4
regulations, which is how they are judged, however many regulations there are. A change of scoring computes every month
anew and is told only. Three scenarios in one request are one reading and one computation: they may take 70 % of the
seconds of three requests.
"""

from statistics import median
from typing import NamedTuple

from benchmarks.outcomes import Outcome, keep
from benchmarks.runs.trees import Side, sides

PEOPLE, RUNS, MOVES = 20_000, 3, 5
FEW, MANY = 4, 150
MOST_IN_FULL, MOST_OF_A_MOVE, MOST_OF_THREE = 0.11, 0.037, 0.7
CLASSES, BONUS, SCORING = "vn.classes_2026", "vn.bonus_fund_2026", "vn.kpi_score_2026"
Change = dict[str, str]


class Seconds(NamedTuple):
    """Of computing: of the first what-if of a run, of a move, of a change of scoring; and how long a user waits."""

    full: float
    move: float
    scoring: float
    waits: float


class Three(NamedTuple):
    """Seconds that a user waits for three scenarios: in one request, and one after the other in three."""

    together: float
    apart: float


def main() -> None:
    """Measure, print, and keep the outcomes for the table of `make bench`."""
    with sides(PEOPLE) as both:
        before = measured(both.before)
        ours = {FEW: measured(both.ours)}
        three = side_by_side(both.ours)
        ours[both.ours.do("regulations", count=MANY)["count"]] = measured(both.ours)
    told = [outcome for count, seconds in ours.items() for outcome in outcomes(count, seconds, before)]
    told.append(outcome_of(three))
    for outcome in told:
        print(f"  {outcome.what:<66} {outcome.measured}")
    keep("what_if", told)


def measured(side: Side) -> Seconds:
    """Medians over several runs of the same inputs, each asked for the first time, and of moves in the last one."""
    runs = [side.do("run")["run"] for _ in range(RUNS)]
    side.do(
        "what_if", run=runs[0], scenarios=[[change(CLASSES, "quota_bp", 1_200)]]
    )  # code is warm from here on
    full = [
        side.do("what_if", run=run, scenarios=[[change(CLASSES, "quota_bp", 1_000)]])["computing"]
        for run in runs[1:]
    ]
    moves = [
        side.do("what_if", run=runs[-1], scenarios=[[one]])
        for move in range(1, MOVES + 1)
        for one in (
            change(CLASSES, "quota_bp", 1_000 + 50 * move),
            change(BONUS, "completed_coefficient_hundredths", 40 + move),
        )
    ]
    scoring = side.do("what_if", run=runs[-1], scenarios=[[change(SCORING, "criterion_cap", "none")]])
    return Seconds(
        median(full),
        median(each["computing"] for each in moves),
        scoring["computing"],
        median(each["seconds"] for each in moves),
    )


def side_by_side(side: Side) -> Three:
    """Medians over several threes of scenarios that share a quota, over a run whose baseline is kept."""
    run = side.do("run")["run"]
    side.do("what_if", run=run, scenarios=[[change(CLASSES, "quota_bp", 1_200)]])
    together, apart = [], []
    for move in range(1, MOVES + 1):
        quota = change(CLASSES, "quota_bp", 1_000 + 50 * move)
        scenarios = [
            [quota, change(BONUS, "completed_coefficient_hundredths", 40 + 10 * step)] for step in range(3)
        ]
        together.append(side.do("what_if", run=run, scenarios=scenarios)["seconds"])
        apart.append(sum(side.do("what_if", run=run, scenarios=[one])["seconds"] for one in scenarios))
    return Three(median(together), median(apart))


def outcome_of(three: Three) -> Outcome:
    """The line of the table for three scenarios."""
    part = three.together / three.apart
    return Outcome(
        f"three scenarios in one request, {PEOPLE:,} people",
        f"{three.together:.3f} s, in three requests {three.apart:.3f} s: {part:.0%} of it",
        f"at most {MOST_OF_THREE:.0%}",
        met=part <= MOST_OF_THREE,
    )


def change(model: str, parameter: str, value: int | str) -> Change:
    """A changed number as the API takes it."""
    return {"model": model, "parameter": parameter, "value": str(value)}


def outcomes(count: int, ours: Seconds, before: Seconds) -> list[Outcome]:
    """The lines of the table for so many regulations."""
    full, move = ours.full / before.full, ours.move / before.full
    under = f"{PEOPLE:,} people, {count} regulations"
    return [
        Outcome(
            f"what-if on class and bonus in full, {under}",
            f"{ours.full:.3f} s, before {before.full:.2f} s under {FEW}: {full:.1%} of it",
            f"at most {MOST_IN_FULL:.0%}",
            met=full <= MOST_IN_FULL,
        ),
        Outcome(
            f"one number moved, {under}",
            f"{ours.move:.3f} s: {move:.1%} of it; a user waits {ours.waits:.3f} s",
            f"at most {MOST_OF_A_MOVE:.1%}",
            met=move <= MOST_OF_A_MOVE,
        ),
        Outcome(f"a change of scoring, {under}", f"{ours.scoring:.2f} s, before {before.scoring:.2f} s"),
    ]


if __name__ == "__main__":
    main()
