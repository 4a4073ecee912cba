"""Hostile requests: what each shape of them takes, and how long everybody else waits meanwhile, before and after.

*Before* is the commit that was attacked, from a worktree of its own, with a database of its own, on the same machine
in the same run. A shape that is light is sent several times, alone for the CPU time and again while others ask.
"""

from typing import NamedTuple

from rich.console import Console
from rich.table import Table

from benchmarks.attack.rot import rotten
from benchmarks.attack.servers import Answer, Server, both
from benchmarks.attack.shapes import HEAVY, SHAPES, Shape
from benchmarks.attack.watch import Watch, mutate, watching
from benchmarks.outcomes import Outcome, keep

MILLION, WIDTH = 1_000_000, 150
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
            print(f"  {shape.name}: {_answers(*found[shape.name])}", flush=True)
    Console(width=max(WIDTH, Console().width)).print(_table(found))
    keep("hostile", [*_outcomes(found), _others(found)])


def _prepare(server: Server) -> None:
    """Learn the ids that shapes need, make a run to ask what-ifs of, and meet what is slow only the first time."""
    data = server.ask("hr", server.documents.roots).data["data"]
    server.ids["unit"], server.ids["kpi"] = (data[name]["nodes"][0]["id"] for name in ("units", "kpis"))
    made = server.ask("hr", server.documents.run, unit=server.ids["unit"], key="first")
    given = made.data["data"]["createPayRun"]
    server.ids["run"] = (given.get("payRun") or given).get("id", "")
    server.credentials("legislator")
    if not (server.ids["run"] and mutate(server)):
        raise SystemExit(f"The server of {server.name} is not ready to be attacked: {made.data}")
    if wrong := rotten(server):
        raise SystemExit(f"The server of {server.name} would refuse these for other reasons: {wrong}")


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
        "",
        "mutation ms",
        title="Before and after; the longest wait of others, the memory above the beginning",
    )
    for name, (before, after) in found.items():
        waits = [(one.watch.longest_health, one.watch.longest_mutation) for one in (before, after)]
        table.add_row(
            name,
            _answers(before, after),
            _two(before.cpu_seconds * 1e3, after.cpu_seconds * 1e3),
            _ratio(before.cpu_seconds, after.cpu_seconds),
            _two(before.watch.grown_bytes / MILLION, after.watch.grown_bytes / MILLION),
            _two(waits[0][0] * 1e3, waits[1][0] * 1e3),
            _ratio(waits[0][0], waits[1][0]),
            _two(waits[0][1] * 1e3, waits[1][1] * 1e3),
        )
    return table


def _outcomes(found: dict[str, tuple[Found, Found]]) -> list[Outcome]:
    """One for each shape that was a fault; it is judged by its part of the CPU time of before, never by seconds."""
    outcomes = []
    for shape in SHAPES:
        if shape.times != HEAVY and shape.wanted is None:
            continue
        before, after = found[shape.name]
        wanted = "" if shape.wanted is None else f"CPU at most {shape.wanted} % of before"
        part = 100 * after.cpu_seconds / max(before.cpu_seconds, NOTICED_SECONDS)
        met = None if shape.wanted is None else part <= shape.wanted
        outcomes.append(Outcome(shape.name, _measured(before, after), wanted, met))
    return outcomes


def _measured(before: Found, after: Found) -> str:
    cpu = _two(before.cpu_seconds * 1e3, after.cpu_seconds * 1e3)
    health = _two(before.watch.longest_health * 1e3, after.watch.longest_health * 1e3)
    mutation = _two(before.watch.longest_mutation * 1e3, after.watch.longest_mutation * 1e3)
    return f"{_answers(before, after)}; CPU {cpu} ms; healthz waits {health} ms, a mutation {mutation} ms"


def _others(found: dict[str, tuple[Found, Found]]) -> Outcome:
    """The shapes that were well before, in one line: the most that any takes today."""
    rest = [found[shape.name][1] for shape in SHAPES if shape.times != HEAVY and shape.wanted is None]
    cpu = max((one.cpu_seconds for one in rest), default=0) * 1e3
    health = max((one.watch.longest_health for one in rest), default=0) * 1e3
    return Outcome(
        f"{len(rest)} shapes more", f"each CPU at most {cpu:,.0f} ms, healthz at most {health:,.0f} ms"
    )


def _answers(before: Found, after: Found) -> str:
    first, then = _answer(before.answer), _answer(after.answer)
    return then if first == then else f"{first} -> {then}"


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
