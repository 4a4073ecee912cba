"""What the viewer may do with a thing, and why not."""

import strawberry

from api.graphql.reads.fields import shown


@strawberry.type(description="Whether the viewer can do something with a thing now.")
class ViewerPermission:
    allowed: bool = shown(
        "Whether it would be done, as far as this thing itself tells and nothing changes until then; what is found"
        " only by doing it is told by the mutation: results or a fund that changed since, others who write"
        " just now, a sign-in that is too old to approve."
    )
    code: str | None = shown("Why not, for programs; null when it is allowed.")
    reason: str | None = shown("Why not, in the reader's language; null when it is allowed.")
