"""Places of subscriptions: how many one account, and all together, may have open at once."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from uuid import UUID

from domain.actor import Actor
from domain.database.sessions import APPLICATION_ROLE, Database
from domain.errors import Conflict
from domain.notices import Notices

MOST_OF_ONE, MOST = 10, 500
ALL_TAKEN = (
    "You have {most} subscriptions open, the most that one account may: end one first. One that a client has lost"
    " is ended within a minute."
)
SERVER_FULL = (
    "This server has no room for another subscription at the moment: ask again later, or read now and then."
)


@dataclass(slots=True)
class Subscriptions:
    """Those of one server, and the channels that they listen to."""

    open: Counter[UUID] = field(default_factory=Counter)
    channels: dict[str, Notices] = field(default_factory=dict)

    @contextmanager
    def place(self, actor: Actor) -> Iterator[None]:
        """A place until the block ends; raises Conflict (`too_many_subscriptions`) when there is none."""
        if self.open[actor.id] >= MOST_OF_ONE:
            raise Conflict("too_many_subscriptions", ALL_TAKEN, most=MOST_OF_ONE)
        if self.open.total() >= MOST:
            raise Conflict("too_many_subscriptions", SERVER_FULL)
        self.open[actor.id] += 1
        try:
            yield
        finally:
            self.open[actor.id] -= 1
            self.open += Counter()  # drops whoever has none

    def notices(self, database: Database, channel: str) -> Notices:
        """The notices of a channel, heard on one connection for all."""
        found = self.channels.get(channel)
        if found is None or found.url != database.url:
            found = self.channels[channel] = Notices(database.url, channel, APPLICATION_ROLE)
        return found
