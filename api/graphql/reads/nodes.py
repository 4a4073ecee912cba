"""Finding anything again by its id alone."""

import strawberry

from api.graphql.reads.arguments import ID, Argument
from api.graphql.reads.fields import Node, root

IDS = Argument("ids", list[strawberry.ID], "Up to 100 ids, as this API gave them.", required=True)


@strawberry.type
class NodeQueries:
    node: Node | None = root("The thing with this id; null when it is not there, or not for you.", ID)
    nodes: list[Node | None] | None = root(
        "The things with these ids, each in its place; null as for `node`.", IDS
    )
