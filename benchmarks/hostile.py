"""Hostile requests: what each shape of them takes, and how long everybody else waits meanwhile, before and after.

*Before* is the commit that was attacked, from a worktree of its own, with a database of its own, on the same machine
in the same run. A shape that is light is sent several times, alone for the CPU time and again while others ask.
"""

from typing import NamedTuple

from rich.console import Console
from rich.table import Table

from benchmarks.attack.servers import Answer, Server, both
from benchmarks.attack.shapes import HEAVY, SHAPES, Shape
from benchmarks.attack.watch import Watch, mutate, watching
from benchmarks.outcomes import Outcome, keep

MILLION, WIDTH = 1_000_000, 150
ROOT = '{ units(first: 1, code: "LG") { nodes { id } } kpis(first: 1) { nodes { id } } }'
RUN = """mutation ($unit: ID!) { createPayRun(unitId: $unit, year: 2026, title: "Bonus", idempotencyKey: "first") {
  ... on PayRun { id } ... on Problem { code message } } }"""
# Shorter than this nobody notices, and the clock of the processes is no finer.
NOTICED_SECONDS = 0.01


class Found(NamedTuple):
    """What a shape took of a server: CPU seconds for each request, and what was seen meanwhile."""

    answer: Answer
    cpu_seconds: float
    watch: Watch


def main() -> None:
    """Send every shape to both servers, print what was found and keep the ratios for the table of `make bench`."""
    found: dict[str, tuple[Found, Found]] = {}
    with both() as (before, after):
        for server in (before, after):
            _prepare(server)
        for shape in SHAPES:
            found[shape.name] = _found(shape, before), _found(shape, after)
            print(f"  {shape.name}: {_answer(found[shape.name][1].answer)}", flush=True)
    Console(width=max(WIDTH, Console().width)).print(_table(found))
    keep("hostile", [outcome for shape in SHAPES for outcome in _outcomes(shape, *found[shape.name])])


def _prepare(server: Server) -> None:
    """Learn the ids that shapes need, make a run to ask what-ifs of, and meet what is slow only the first time."""
    data = server.ask("hr", ROOT).data["data"]
    server.ids["unit"], server.ids["kpi"] = (data[name]["nodes"][0]["id"] for name in ("units", "kpis"))
    made = server.ask("hr", RUN, unit=server.ids["unit"])
    server.ids["run"] = made.data["data"]["createPayRun"].get("id", "")
    server.credentials("legislator")
    if not (server.ids["run"] and mutate(server)):
        raise SystemExit(f"The server of {server.name} is not ready to be attacked: {made.data}")


def _found(shape: Shape, server: Server) -> Found:
    if shape.times == HEAVY:
        began = server.cpu_seconds()
        with watching(server) as watch:
            answer = shape.send(server, 0)
        return Found(answer, server.cpu_seconds() - began, watch)
    began = server.cpu_seconds()
    for number in range(shape.times):
        answer = shape.send(server, number)
    spent = (server.cpu_seconds() - began) / shape.times
    with watching(server) as watch:
        for number in range(shape.times):
            answer = shape.send(server, shape.times + number)
    return Found(answer, spent, watch)


def _table(found: dict[str, tuple[Found, Found]]) -> Table:
    table = Table(
        "shape",
        "answer",
        "CPU ms",
        "",
        "memory MB",
        "healthz ms",
        "mutation ms",
        title="Before and after; the longest wait of others, the memory above the beginning",
    )
    for name, (before, after) in found.items():
        table.add_row(
            name,
            _answer(after.answer),
            _two(before.cpu_seconds * 1e3, after.cpu_seconds * 1e3),
            _ratio(before.cpu_seconds, after.cpu_seconds),
            _two(before.watch.grown_bytes / MILLION, after.watch.grown_bytes / MILLION),
            _two(before.watch.longest_health * 1e3, after.watch.longest_health * 1e3),
            _two(before.watch.longest_mutation * 1e3, after.watch.longest_mutation * 1e3),
        )
    return table


def _outcomes(shape: Shape, before: Found, after: Found) -> list[Outcome]:
    part = 100 * after.cpu_seconds / max(before.cpu_seconds, NOTICED_SECONDS)
    wanted = "" if shape.wanted is None else f"at most {shape.wanted} % of before"
    waits = (
        f"{_answer(after.answer)}; CPU {_two(before.cpu_seconds * 1e3, after.cpu_seconds * 1e3)} ms,"
        f" healthz waits {_two(before.watch.longest_health * 1e3, after.watch.longest_health * 1e3)} ms,"
        f" a mutation {_two(before.watch.longest_mutation * 1e3, after.watch.longest_mutation * 1e3)} ms"
    )
    return [Outcome(shape.name, waits, wanted, None if shape.wanted is None else part <= shape.wanted)]


def _answer(answer: Answer) -> str:
    return ", ".join(answer.codes) or str(answer.status or "no answer")


def _two(before: float, after: float) -> str:
    return f"{before:,.0f} -> {after:,.0f}"


def _ratio(before: float, after: float) -> str:
    if max(before, after) < NOTICED_SECONDS:
        return ""
    return f"x {before / max(after, NOTICED_SECONDS / 10):,.1f}"


if __name__ == "__main__":
    main()
