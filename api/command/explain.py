"""`meritgrid explain`: why one row is what it is, step by step."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from api.command.options import BadRowsFile, Changes, File, Model, On, Others, StageName

if TYPE_CHECKING:
    from pay_models.kernel import Explanation, Run

Row = Annotated[str, typer.Option(metavar="KEY", help="Whose row: its key, such as NV017, or NV017,2026-07.")]
Json = Annotated[bool, typer.Option("--json", help="As JSON, for programs.")]
SURE = "text_read"


def explain(  # noqa: PLR0913, PLR0917 - one for each option of the command line
    model: Model,
    file: File,
    row: Row,
    on: On = None,
    changes: Changes = None,
    others: Others = None,
    stage: StageName = None,
    bad_rows: BadRowsFile = None,
    json: Json = False,
) -> None:
    """Explain one row of MODEL over FILE: each step with its value, its law or choice, and its numbers."""
    from api.command.asked import ask
    from api.command.faults import computed
    from api.command.rows import find_row
    from pay_models.kernel import explain as explained

    asked = ask(model, on, changes or [])
    places, told = asked.places(file, others or []), asked.stage(stage)
    answer = computed(asked, places, bad_rows)
    found = find_row(answer, told, row)
    steps = explained(asked.model, found, on=asked.day, changes=asked.changes, stage=told)
    typer.echo(_json(answer, found, steps) if json else "\n".join(_text(answer, found, steps)))


def _text(answer: "Run", row: dict[str, Any], steps: "Sequence[Explanation]") -> Iterator[str]:
    from api.command.words import plain

    yield f"{answer.model.says} ({answer.model.id} {answer.model.version}, rules of {answer.parameters.day})"
    yield ""
    own = {step.column for step in steps}
    for name, value in row.items():
        if name not in own:
            yield f"   {name} = {plain(name, value)}"
    for number, step in enumerate(steps, start=1):
        yield ""
        yield f"{number}. {step.says}: {plain(step.column, step.value)}  [{step.column} = {step.value}]"
        yield from (f"   {line}" for line in _because(step))
    yield from _earlier(answer, steps[0].stage)


def _because(step: "Explanation") -> Iterator[str]:
    from api.command.words import CERTAINTY, plain

    for kind, said in (("Law", step.law), ("Agreement", step.agreement), ("Our choice", step.choice)):
        if said:
            yield f"{kind}: {said}"
    if step.certainty != SURE:
        yield f"Certainty: {CERTAINTY[step.certainty]}"
    for used in step.parameters:
        standing = "changed for this question" if used.changed else used.source
        value = plain(used.name, used.value, newest=2)
        yield f"{used.name} = {value} ({standing}; {CERTAINTY[used.certainty]}): {used.says}"


def _earlier(answer: "Run", told: str) -> Iterator[str]:
    names = [stage.name for stage in answer.model.stages]
    for earlier in names[: names.index(told)]:
        yield ""
        yield f"What this was gathered from: --stage {earlier}"


def _json(answer: "Run", row: dict[str, Any], steps: "Sequence[Explanation]") -> str:
    import orjson

    told = {
        "model": answer.model.id,
        "version": answer.model.version,
        "on": answer.parameters.day,
        "parameters_hash": answer.parameters.hash,
        "row": row,
        "steps": [asdict(step) for step in steps],
    }
    return orjson.dumps(told, option=orjson.OPT_INDENT_2).decode()
