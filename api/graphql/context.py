"""What a field may know about the request it answers."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from uuid import UUID

from api.graphql.subscriptions.places import Subscriptions
from api.timeouts import Lifetimes
from domain.actor import Actor
from domain.compute_queue import Turns
from domain.database.sessions import Database
from domain.errors import Forbidden, Unavailable
from domain.language.text import ENGLISH, Language


@dataclass(slots=True)
class DemoProgress:
    """How far the demo administration is, while `meritgrid serve --demo` loads it behind the answers."""

    stage: str
    done_percent: int


@dataclass(slots=True)
class Server:
    """What requests share.

    `database` is None until the first connection and `lost` while it is away later; `loading` is None when
    nothing loads. Computations wait in `turns`. `issuer`: the one whose tokens are taken, if any.
    """

    mode: str
    database: Database | None = None
    lost: bool = False
    loading: DemoProgress | None = None
    turns: Turns = field(default_factory=Turns)
    lifetimes: Lifetimes = field(default_factory=Lifetimes)
    subscriptions: Subscriptions = field(default_factory=Subscriptions)
    issuer: str = ""

    @property
    def database_here(self) -> Database:
        """The database; raises Unavailable before the first connection."""
        if self.database is None:
            raise Unavailable("database_unavailable", "The database is not there yet. Try again in a moment.")
        return self.database


@dataclass(slots=True)
class Context:
    """One request: who asks (None without a token), in which language they read, and where the answer is.

    `renewed` asks anew who that is, for what goes on beyond the moment of the request; `forgets` has an account looked
    up anew by the next request.
    """

    server: Server
    actor: Actor | None
    request_id: str = ""
    language: Language = ENGLISH
    held: dict[str, bool] = field(default_factory=dict)
    renewed: Callable[[], Awaitable[Actor | None]] | None = None
    forgets: Callable[[UUID], None] | None = None

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

    async def sign_in_again(self) -> None:
        """Look at the token anew. Raises what sign-in raises once it counts no more."""
        if self.renewed is not None:
            self.actor = await self.renewed()

    def forget_account(self) -> None:
        """Have the next request of whoever asks look up their account anew, whichever of their tokens it sends."""
        self.forget(self.signed_in.id)

    def forget(self, account_id: UUID) -> None:
        """Have the next request of an account look it up anew, whichever of its tokens it sends."""
        if self.forgets is not None:
            self.forgets(account_id)

    @property
    def shows_schema(self) -> bool:
        """Whether names of the schema may be told: outside development only to those who signed in."""
        return self.actor is not None or self.server.mode == "development"
