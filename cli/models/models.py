"""`meritgrid models`: which pay models there are, what is in one, what changed in it, and whether one is sound."""

from pathlib import Path
from typing import Annotated, Any

import typer

from cli.options import Json, LanguageCode, Model, On

models = typer.Typer(
    help="List the pay models, show one, or check one of your own.", invoke_without_command=True
)

Since = Annotated[
    str | None, typer.Option("--since", metavar="DATE", help="Leave out what came into force before.")
]
Place = Annotated[Path, typer.Argument(help="The folder of one model, or a folder of such folders.")]
To = Annotated[str, typer.Option("--language", metavar="CODE", help="The language of the catalogue.")]
Engines = Annotated[
    list[str] | None,
    typer.Option(
        "--engine",
        metavar="NAME",
        help="What must agree with polars; every engine that starts here if left out.",
    ),
]


@models.callback()
def list_models(context: typer.Context, language: LanguageCode = None) -> None:
    """List the pay models by country: id, first day, what it computes."""
    if context.invoked_subcommand:
        return
    from cli.compute.tables import in_words
    from cli.language import chosen
    from cli.models.description import listed
    from pay_models.kernel import models as all_models

    with in_words():
        typer.echo("\n".join(listed(all_models(), chosen(language))))


@models.command()
def show(model: Model, on: On = None, language: LanguageCode = None, json: Json = False) -> None:
    """Show the tables, steps and parameters of MODEL."""
    from cli.compute.question import ask
    from cli.language import chosen
    from cli.models.description import as_data, described

    spoken, asked = chosen(language), ask(model, on, [])
    values = asked.model.in_force(asked.day)
    if json:
        typer.echo(_json(as_data(asked.model, values, spoken)))
    else:
        typer.echo("\n".join(described(asked.model, values, spoken)))


@models.command()
def schema(model: Model, on: On = None) -> None:
    """Print the JSON Schema of what MODEL takes: its tables and parameters, for programs."""
    from cli.compute.question import ask
    from cli.models.json_schema import schema_of

    asked = ask(model, on, [])
    typer.echo(_json(schema_of(asked.model, asked.model.in_force(asked.day))))


@models.command()
def history(model: Model, since: Since = None, language: LanguageCode = None) -> None:
    """Tell what changed in MODEL: each day, the numbers in force from then on, their texts, how sure we are."""
    from cli.compute.tables import in_words
    from cli.compute.values import day_of
    from cli.language import chosen
    from cli.models.description import told
    from pay_models.kernel import model as named
    from pay_models.kernel.tell.history import history as history_of

    first, spoken = day_of(since, "--since") if since else None, chosen(language)
    with in_words():
        found = named(model)
    entries = [entry for entry in history_of(found) if first is None or entry.day >= first]
    for day in dict.fromkeys(entry.day for entry in entries):
        typer.echo(f"{day}")
        for entry in entries:
            if entry.day == day:
                typer.echo(f"  {told(entry, found, spoken)}")
    if not entries:
        typer.echo(spoken.say("Nothing in {id} changed on or after {day}.", id=found.id, day=first))


@models.command()
def check(path: Place, engines: Engines = None) -> None:
    """Check the model in the folder PATH, or every model below it, by the rules that ours must pass."""
    from cli.models.check import judged

    broken = False
    for line, wrong in judged(path, engines or []):
        typer.echo(line)
        broken = broken or wrong
    if broken:
        raise typer.Exit(1)


@models.command()
def examples() -> None:
    """Print the published examples that each model reproduces, as a page in Markdown."""
    from cli.compute.tables import in_words
    from cli.models.examples import page
    from pay_models.kernel import models as all_models

    with in_words():
        typer.echo("\n".join(page(all_models())))


@models.command()
def translations(
    model: Annotated[str, typer.Argument(help="A model's id, or the folder of one.")], language: To = "vi"
) -> None:
    """Print the catalogue of MODEL, complete but for what is not translated yet: the file vi.po beside it."""
    from cli.compute.tables import in_words
    from cli.console import wrong
    from pay_models.kernel import model as named
    from pay_models.kernel.registry import load
    from pay_models.kernel.tell.language import LANGUAGES, template

    if language not in LANGUAGES[1:]:
        wrong("--language", f"there is no catalogue in {language!r}: choose {' | '.join(LANGUAGES[1:])}.")
    with in_words():
        found = load(Path(model)) if Path(model).is_dir() else named(model)
    typer.echo(template(found, language), nl=False)


def _json(value: Any) -> str:
    import orjson

    return orjson.dumps(value, option=orjson.OPT_INDENT_2).decode()
