"""`meritgrid diff`: what differs between two runs of a model, and why."""

from typing import Annotated

import typer

from cli.options import BadRowsFile, Changes, File, Json, LanguageCode, Model, On, Others, StageName

SAME = "both runs are the same: name another day (--then-on), number (--set) or file (--then)."

Row = Annotated[
    str | None,
    typer.Option(metavar="KEY", help="Only this row, step by step; all rows together if left out."),
]
ThenOn = Annotated[
    str | None, typer.Option("--then-on", metavar="DATE", help="The day of the second run, if it is another.")
]
ThenFile = Annotated[
    str | None, typer.Option("--then", metavar="FILE", help="The rows of the second run, if they are others.")
]
ThenOthers = Annotated[
    list[str] | None,
    typer.Option(
        "--then-with", metavar="STAGE=FILE", help="A further table of the second run, if it is another."
    ),
]


def diff(  # noqa: PLR0913, PLR0917 - one for each option of the command line
    model: Model,
    file: File,
    row: Row = None,
    on: On = None,
    others: Others = None,
    then_on: ThenOn = None,
    then: ThenFile = None,
    then_others: ThenOthers = None,
    changes: Changes = None,
    stage: StageName = None,
    language: LanguageCode = None,
    bad_rows: BadRowsFile = None,
    json: Json = False,
) -> None:
    """Tell what moves between two runs of MODEL: as the law stands over FILE, then with what is named.

    The second run has another day (--then-on), other numbers (--set), other rows (--then), or all of these.
    """
    from cli.compute.question import ask
    from cli.console import wrong
    from cli.explain.difference import two_runs
    from cli.explain.rows import find_key
    from cli.language import chosen

    spoken, before = chosen(language), ask(model, on, [])
    after = ask(model, then_on or on, changes or [])
    places = before.places(file, others or [])
    then_places = after.then_places(places, then, then_others or [])
    if (after.day, dict(after.changes), then_places) == (before.day, {}, places):
        wrong("--then-on", SAME)
    found = two_runs((before, places), (after, then_places), before.stage(stage), spoken, bad_rows)
    key = find_key(found.before, found.after, found.stage, row) if row is not None else None
    typer.echo(found.as_json(key) if json else "\n".join(found.lines(key)))
