"""`meritgrid compute`: a model over the rows of a file, the result as a table again."""

from typing import TYPE_CHECKING, Annotated

import typer

from api.command.options import BadRowsFile, Changes, File, Model, On, Others, StageName
from api.command.telling import tell

if TYPE_CHECKING:
    from pay_models.kernel import Run

Out = Annotated[str, typer.Option(metavar="FILE", help="Where to write; standard output if left out.")]
Format = Annotated[
    str | None,
    typer.Option("--format", metavar="csv|parquet|xlsx", help="Of the output, if its name tells none."),
]
Engine = Annotated[str, typer.Option(metavar="NAME", help="What computes.")]


def compute(  # noqa: PLR0913, PLR0917 - one for each option of the command line
    model: Model,
    file: File,
    on: On = None,
    changes: Changes = None,
    others: Others = None,
    stage: StageName = None,
    out: Out = "-",
    format_: Format = None,
    bad_rows: BadRowsFile = None,
    engine: Engine = "polars",
) -> None:
    """Compute MODEL over the rows of FILE; each step becomes a further column."""
    from api import files
    from api.command.asked import ask
    from api.command.faults import computed

    asked = ask(model, on, changes or [], engine)
    places, written = asked.places(file, others or []), asked.stage(stage)
    if format_ not in (None, *files.FORMATS):
        raise typer.BadParameter(f"{format_} is not csv, parquet or xlsx.", param_hint="--format")
    answer = computed(asked, places, bad_rows)
    files.write_table(answer[written], out, format_)
    _tell_what_was_done(answer, written)


def _tell_what_was_done(answer: "Run", written: str) -> None:
    """Name what computed the table, so that a colleague can compute it again."""
    changed = "".join(f", {name} = {value}" for name, value in answer.parameters.changes.items())
    seconds = answer.compute_seconds + answer.validation_seconds
    tell(
        f"{answer.model.id} {answer.model.version} on {answer.parameters.day}{changed}: "
        f"{answer[written].height:,} rows in {seconds:.2f} s; parameters {answer.parameters.hash[:12]}"
    )
