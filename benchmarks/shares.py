"""Grid pay, classes and share-out for two million people: ours, in full and after one change, and the peers' in turn.

The peers are OpenFisca-core, PolicyEngine-core and one fused loop of numba, each on the same rule and people.
"""

from __future__ import annotations

import json
from datetime import date
from typing import NamedTuple

import polars as pl
from rich.console import Console
from rich.table import Column, Table

from benchmarks.outcomes import Outcome, keep
from benchmarks.peers import HOME, answer_of
from benchmarks.shares_rule import SCRIPTS
from benchmarks.shares_rule.model import CLASSES, ORDER, SAME_RULE, WHOLE_FUND
from benchmarks.shares_rule.population import population
from pay_models.kernel import PayModel, Run, run
from pay_models.kernel.run.rerun import again

PEOPLE, OUR_TIMES, PEER_TIMES, LOOP_TIMES = 2_000_000, 7, 3, 7
DAY = date(2026, 12, 31)
CHANGE = {"good_coefficient_hundredths": 110}
OPENFISCA, POLICYENGINE, LOOP = "OpenFisca-core", "PolicyEngine-core", "numba, one fused loop"
SAME, WHOLE = "ours, same rule", "ours, every dong"
FASTER_THAN_OPENFISCA, MOST_OF_LOOP, MOST_OF_FULL = 40, 4, 40


class Ours(NamedTuple):
    """A run and the fastest of several times: to judge its values, from a table, from ordered rows, one change."""

    run: Run
    judge: float
    from_table: float
    full: float
    changed: float


class Peer(NamedTuple):
    """What a peer printed: seconds to prepare and to compute, the total and the people of each class."""

    build: float
    rule: float
    total_vnd: int
    classes: list[int]


def main() -> None:
    """Measure all sides, print them and keep the ratios for the table of `make bench`."""
    people = population(PEOPLE)
    file = HOME / "people.parquet"
    HOME.mkdir(exist_ok=True)
    people.write_parquet(file)
    ours = {SAME: measured(SAME_RULE, people)}
    microsim = SCRIPTS / "microsim.py"
    peers = {
        OPENFISCA: _peer(
            "openfisca", ("openfisca-core", "pyarrow"), [microsim, "openfisca_core", file, PEER_TIMES]
        ),
        POLICYENGINE: _peer(
            "policyengine",
            ("policyengine-core", "pyarrow"),
            [microsim, "policyengine_core", file, PEER_TIMES],
        ),
        LOOP: _peer("numba", ("numba", "pyarrow"), [SCRIPTS / "fused_loop.py", file, LOOP_TIMES]),
    }
    # once more after the peers: a machine that was busy before must not decide
    ours[SAME] = _faster(ours[SAME], measured(SAME_RULE, people))
    ours[WHOLE] = measured(WHOLE_FUND, people)
    Console().print(seconds(peers, ours), totals(peers, ours))
    keep("shares", outcomes(peers, ours[SAME], ours[WHOLE]))


def measured(rule: PayModel[NamedTuple], people: pl.DataFrame) -> Ours:
    """Run a model several times on rows whose values were judged once, and once more after one change each time."""
    judged = run(rule, people, on=DAY)
    names = [name.removeprefix("-") for name in ORDER]
    ordered = people.sort(names, descending=[name.startswith("-") for name in ORDER])
    from_table = [run(rule, people, on=DAY, validate=False).compute_seconds for _ in range(OUR_TIMES)]
    full, changed = [], []
    for _ in range(OUR_TIMES):
        whole = run(rule, ordered, on=DAY, validate=False)
        full.append(whole.compute_seconds)
        changed.append(again(whole, CHANGE).compute_seconds)
    return Ours(judged, judged.validation_seconds, min(from_table), min(full), min(changed))


def _faster(one: Ours, other: Ours) -> Ours:
    pairs = zip(one[1:], other[1:], strict=True)
    return Ours(one.run, *(min(pair) for pair in pairs))


def _peer(name: str, packages: tuple[str, ...], command: list[object]) -> Peer:
    print(f"  {name} ...", flush=True)
    return Peer(**json.loads(answer_of(name, packages, [str(part) for part in command])))


def seconds(peers: dict[str, Peer], ours: dict[str, Ours]) -> Table:
    table = Table("", "judging", "preparing", "the rule", "one change", title=f"{PEOPLE:,} people, seconds")
    for name, peer in peers.items():
        table.add_row(name, "", f"{peer.build:.3f}", f"{peer.rule:.3f}", "")
    for name, one in ours.items():
        preparing = one.from_table - one.full
        table.add_row(name, *(f"{number:.3f}" for number in (one.judge, preparing, one.full, one.changed)))
    return table


def totals(peers: dict[str, Peer], ours: dict[str, Ours]) -> Table:
    """Floats against whole numbers: how far the answers are from one another."""
    classes = (f"class {name}" for name in CLASSES)
    table = Table("", *classes, Column("VND", no_wrap=True, min_width=18), title="What came out")
    for name, peer in peers.items():
        table.add_row(name, *(f"{people:,}" for people in peer.classes), f"{peer.total_vnd:,}")
    for name, paid in ((SAME, "share_vnd"), (WHOLE, "award_vnd")):
        frame = ours[name].run.result
        counted = (f"{frame['class'].eq(one).sum():,}" for one in CLASSES)
        table.add_row(name, *counted, f"{frame[paid].sum():,}")
    whole = ours[WHOLE].run.result
    fund = whole.group_by("unit_id").agg(pl.col("fund_vnd").first())["fund_vnd"].sum()
    table.add_row("funds of the units", *("" for _ in CLASSES), f"{fund:,}")
    return table


def outcomes(peers: dict[str, Peer], same: Ours, whole: Ours) -> list[Outcome]:
    openfisca, loop = peers[OPENFISCA], peers[LOOP]
    from_table = (openfisca.build + openfisca.rule) / same.from_table
    of_loop, of_full = same.full / loop.rule, 100 * same.changed / same.full
    others = [
        Outcome(
            f"{name} and ours, the rule alone", f"{peer.rule:.2f} s: {peer.rule / same.full:.0f} times ours"
        )
        for name, peer in peers.items()
        if name != LOOP
    ]
    return [
        *others,
        Outcome(
            "ours against OpenFisca-core, the rule alone",
            f"{openfisca.rule / same.full:.0f} times faster",
            f"{FASTER_THAN_OPENFISCA} times",
            met=openfisca.rule / same.full >= FASTER_THAN_OPENFISCA,
        ),
        Outcome("the same from a table as it comes, preparing counted", f"{from_table:.0f} times faster"),
        Outcome(
            "ours against one fused loop of numba on one core",
            f"{same.full:.3f} s and {loop.rule:.3f} s: {of_loop:.1f} times",
            f"at most {MOST_OF_LOOP} times",
            met=of_loop <= MOST_OF_LOOP,
        ),
        Outcome(
            "ours after changing one class coefficient",
            f"{same.changed:.3f} s: {of_full:.0f} % of full",
            f"at most {MOST_OF_FULL} %",
            met=of_full <= MOST_OF_FULL,
        ),
        Outcome(
            "every dong of the fund, in full and changed", f"{whole.full:.3f} s and {whole.changed:.3f} s"
        ),
        Outcome("not counted: judging the values, once for a snapshot", f"{same.judge:.2f} s"),
    ]


if __name__ == "__main__":
    main()
