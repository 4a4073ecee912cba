"""What a field may know about the request it answers."""

from dataclasses import dataclass, field

from api.timeouts import Lifetimes
from domain.actor import Actor
from domain.compute_queue import Turns
from domain.database.sessions import Database
from domain.errors import Forbidden, Unavailable


@dataclass(slots=True)
class DemoProgress:
    """How far the demo administration is, while `meritgrid serve --demo` loads it behind the answers."""

    stage: str
    done_percent: int


@dataclass(slots=True)
class Server:
    """What requests share.

    `database` is None until the first connection and `lost` while it is away later; `loading` is None when
    nothing loads. Computations wait in `turns`.
    """

    mode: str
    database: Database | None = None
    lost: bool = False
    loading: DemoProgress | None = None
    turns: Turns = field(default_factory=Turns)
    lifetimes: Lifetimes = field(default_factory=Lifetimes)

    @property
    def database_here(self) -> Database:
        """The database; raises Unavailable before the first connection."""
        if self.database is None:
            raise Unavailable("database_unavailable", "The database is not there yet. Try again in a moment.")
        return self.database


@dataclass(slots=True)
class Context:
    """One request: who asks (None without a token), and where the answer is."""

    server: Server
    actor: Actor | None
    request_id: str = ""
    language: str = "en"
    held: dict[str, bool] = field(default_factory=dict)

    @property
    def database(self) -> Database:
        """The database; raises Unavailable before the first connection."""
        return self.server.database_here

    @property
    def signed_in(self) -> Actor:
        """Who acts; raises Forbidden (`unauthenticated`) without a token."""
        if self.actor is None:
            raise Forbidden(
                "unauthenticated", "Sign in first: send a token as `Authorization: Bearer <token>`."
            )
        return self.actor

    @property
    def shows_schema(self) -> bool:
        """Whether names of the schema may be told: outside development only to those who signed in."""
        return self.actor is not None or self.server.mode == "development"
