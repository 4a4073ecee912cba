"""`meritgrid schema` and `meritgrid rights`: what the code declares, as text to be kept beside it."""

import typer


def schema() -> None:
    """Print the GraphQL schema (SDL)."""
    from api.schema import schema as assembled

    typer.echo(assembled.as_str())


def rights() -> None:
    """Print who may do what with which table (Markdown)."""
    from domain import areas
    from domain.access.verbs import VERBS
    from domain.database.state.rights import page

    typer.echo(page(areas.declared(), VERBS), nl=False)
