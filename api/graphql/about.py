"""The public part of the schema: what this server is, for whoever has no token yet."""

from datetime import date
from functools import cache
from importlib import metadata

import strawberry
from strawberry.types import Info

from api.graphql.context import Context
from domain import clock


@strawberry.type(description="A demo administration on its way into the database.")
class Loading:
    stage: str = strawberry.field(description="What is being done, in words.")
    done_percent: int = strawberry.field(description="0 to 100.")


@strawberry.type(description="What this server is. Public: it needs no token.")
class About:
    version: str = strawberry.field(description="The version of Meritgrid.")
    mode: str = strawberry.field(
        description="`development` (made-up people, tokens for the asking), `production`, or `rehearsal`: production"
        " but for the day."
    )
    today: date = strawberry.field(description="The administration's day, which rights and rules follow.")
    day_is_set: bool = strawberry.field(
        description="Whether that day was set for a trial or a rehearsal and is not the calendar's."
    )
    database: bool = strawberry.field(description="Whether the database answers.")
    loading: Loading | None = strawberry.field(
        description="The demo's progress while it loads; otherwise null."
    )


def about(info: Info[Context, None]) -> About:
    """What this server is. Asks nobody, so that it answers while everything else is away."""
    server = info.context.server
    loading = server.loading
    return About(
        version=_version(),
        mode=server.mode,
        today=clock.today(),
        day_is_set=clock.is_set(),
        database=server.database is not None and not server.lost,
        loading=None if loading is None else Loading(stage=loading.stage, done_percent=loading.done_percent),
    )


@cache
def _version() -> str:
    try:
        return metadata.version("meritgrid")
    except metadata.PackageNotFoundError:
        return "not installed"
