"""`meritgrid schema`: the GraphQL schema as text."""

import typer


def schema() -> None:
    """Print the GraphQL schema (SDL)."""
    from api.schema import schema as assembled

    typer.echo(assembled.as_str())
