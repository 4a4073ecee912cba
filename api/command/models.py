"""`meritgrid models`: which pay models there are, and what is in one."""

from textwrap import indent
from typing import TYPE_CHECKING, Any

import typer

from api.command.options import Model, On

if TYPE_CHECKING:
    from pay_models.kernel import InForce, PayModel, Rows

models = typer.Typer(help="List the pay models, or show one.", invoke_without_command=True)


@models.callback()
def list_models(context: typer.Context) -> None:
    """List the pay models: id, first day, what it computes."""
    if context.invoked_subcommand:
        return
    from pay_models.kernel import models as all_models

    width = max(len(id_) for id_ in all_models())
    for id_, each in all_models().items():
        typer.echo(f"{id_:<{width}}  {each.effective_from}  {each.says}")


@models.command()
def show(model: Model, on: On = None) -> None:
    """Show the tables, steps and parameters of MODEL."""
    from api.command.asked import ask

    asked = ask(model, on, [])
    typer.echo(
        f"{asked.model.id} {asked.model.version}, from {asked.model.effective_from}: {asked.model.says}"
    )
    for stage, rows in asked.model.given.items():
        typer.echo(f"\nTakes a table {stage!r} with the columns")
        typer.echo(indent(_columns(rows), "  "))
    typer.echo(f"\nComputes on {asked.day}")
    typer.echo(indent(_steps(asked.model), "  "))
    typer.echo("\nParameters (--set NAME=VALUE)")
    typer.echo(indent(_parameters(asked.model.in_force(asked.day)), "  "))


def _columns(rows: "type[Rows]") -> str:
    from pay_models.kernel.rows import columns_of

    kinds = {
        "Int64": "whole number",
        "String": "text",
        "Boolean": "true or false",
        "Date": "day (2026-07-31)",
    }
    listed = columns_of(rows).items()
    return "\n".join(
        f"{name}: {kinds[str(column.dtype)]}{f' - {column.description}' if column.description else ''}"
        for name, column in listed
    )


def _steps(model: "PayModel[Any]") -> str:
    from pay_models.kernel.rows import steps_of

    return "\n".join(
        f"{stage.name}.{name}: {step.says}"
        for stage in model.stages
        for name, step in steps_of(stage.outputs).items()
    )


def _parameters(values: "InForce[Any]") -> str:
    from api.command.words import CERTAINTY

    return "\n".join(
        f"{name} = {_raw(values.plain(name))} ({each.allowed}; {each.unit}): {each.says} "
        f"[{each.source.title}; {CERTAINTY[each.certainty]}]"
        for name, each in values.dated.parameters.items()
    )


def _raw(value: Any) -> str:
    """As --set takes it, not as people read it."""
    if isinstance(value, list):
        return ", ".join(f"{number} from {day}" for day, number in reversed(value))
    return str(value)
