"""`meritgrid diff`: what differs between two runs of a model, and why."""

from typing import Annotated

import typer

from api.command.options import BadRowsFile, Changes, File, Json, LanguageCode, Model, On, Others, StageName

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
    from api import files
    from api.command.asked import ask
    from api.command.differing import Differing
    from api.command.faults import computed
    from api.command.language import chosen
    from api.command.rows import find_key
    from api.command.written import wrong

    before, spoken = ask(model, on, []), chosen(language)
    after = ask(model, then_on or on, changes or [])
    told = before.stage(stage)
    places = before.places(file, others or [])
    then_places = after.then_places(places, then, then_others or [])
    if (after.day, dict(after.changes), then_places) == (before.day, {}, places):
        wrong(
            "--then-on",
            "both runs are the same: name another day (--then-on), number (--set) or file (--then).",
        )
    first = computed(before, places, bad_rows)
    second = computed(after, then_places, bad_rows)
    names = (files.named(table[before.model.stages[0].name]) for table in (places, then_places))
    found = Differing(first, second, told, spoken, (next(names), next(names)))
    key = find_key(first, second, told, row) if row is not None else None
    typer.echo(found.as_json(key) if json else "\n".join(found.lines(key)))
