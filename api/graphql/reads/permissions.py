"""What the viewer may do with a thing, and why not."""

import strawberry

from api.graphql.reads.fields import shown


@strawberry.type(description="Whether the viewer can do something with a thing now.")
class ViewerPermission:
    allowed: bool = shown("Whether it would be done.")
    code: str | None = shown("Why not, for programs; null when it is allowed.")
    reason: str | None = shown("Why not, in the reader's language; null when it is allowed.")
