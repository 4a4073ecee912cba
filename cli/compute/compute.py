"""`meritgrid compute`: a model over the rows of a file, the result as a table again."""

from typing import TYPE_CHECKING, Annotated

import typer

from cli.console import tell
from cli.options import BadRowsFile, Changes, File, Model, On, Others, StageName

if TYPE_CHECKING:
    from pay_models.kernel import Run
    from pay_models.kernel.run.stream import Written

Out = Annotated[str, typer.Option(metavar="FILE", help="Where to write; standard output if left out.")]
Format = Annotated[
    str | None,
    typer.Option("--format", metavar="csv|parquet|xlsx", help="Of the output, if its name tells none."),
]
Engine = Annotated[str, typer.Option(metavar="polars|duckdb|spark", help="What computes.")]
Master = Annotated[
    str | None, typer.Option(metavar="URL", help="Where Spark runs: local[2], or the address of a cluster.")
]
Memory = Annotated[
    str | None,
    typer.Option(metavar="SIZE", help="How much memory DuckDB or Spark may take, such as 4GiB or 4g."),
]


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
    master: Master = None,
    memory: Memory = None,
) -> None:
    """Compute MODEL over the rows of FILE; each step becomes a further column.

    DuckDB and Spark compute Parquet files into a Parquet file without holding them in memory.
    """
    from cli.compute.engines import engine_of
    from cli.compute.faults import computed, told
    from cli.compute.large import compute_files, streams
    from cli.compute.question import ask
    from tabular import files

    asked = ask(model, on, changes or [], engine_of(engine, master, memory))
    places, written = asked.places(file, others or []), asked.stage(stage)
    if format_ not in (None, *files.FORMATS):
        raise typer.BadParameter(f"{format_} is not csv, parquet or xlsx.", param_hint="--format")
    files.refuse_over_inputs(places.values(), out, bad_rows)
    if streams(asked, places, out, format_):
        with told(asked, bad_rows):
            _tell_what_was_done(*compute_files(asked, places, written, out))
        return
    answer = computed(asked, places, bad_rows)
    files.write_table(answer[written], out, format_)
    _tell_what_was_done(answer, answer[written].height)


def _tell_what_was_done(answer: "Run | Written", rows: int) -> None:
    """Name what computed the table, so that a colleague can compute it again."""
    from cli.language import spoken

    language = spoken()
    hundredths = round(100 * (answer.compute_seconds + answer.validation_seconds))
    tell(
        language.say(
            "{model} {version} on {day}{changed}: {rows} rows in {seconds} s; parameters {hash}",
            model=answer.model.id,
            version=answer.model.version,
            day=answer.parameters.day,
            changed="".join(f", {name} = {value}" for name, value in answer.parameters.changes.items()),
            rows=language.number(rows),
            seconds=language.number(hundredths, 2),
            hash=answer.parameters.hash[:12],
        )
    )
