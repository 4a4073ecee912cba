"""`meritgrid explain`: why one row is what it is, step by step."""

from typing import Annotated

import typer

from cli.options import BadRowsFile, Changes, File, Json, LanguageCode, Model, On, Others, StageName

Row = Annotated[str, typer.Option(metavar="KEY", help="Whose row: its key, such as NV017, or NV017,2026-07.")]


def explain(  # noqa: PLR0913, PLR0917 - one for each option of the command line
    model: Model,
    file: File,
    row: Row,
    on: On = None,
    changes: Changes = None,
    others: Others = None,
    stage: StageName = None,
    language: LanguageCode = None,
    bad_rows: BadRowsFile = None,
    json: Json = False,
) -> None:
    """Explain one row of MODEL over FILE: each step with its value, its law or choice, and its numbers."""
    from cli.compute.faults import computed
    from cli.compute.question import ask
    from cli.explain.explanation import Explained
    from cli.explain.rows import find_row
    from cli.language import chosen

    spoken, asked = chosen(language), ask(model, on, changes or [])
    places, told = asked.places(file, others or []), asked.stage(stage)
    answer = computed(asked, places, bad_rows)
    explained = Explained(answer, told, find_row(answer, told, row), spoken)
    typer.echo(explained.as_json() if json else "\n".join(explained.lines()))
