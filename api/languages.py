"""The language of a request: `Accept-Language` (RFC 9110, 12.5.4), and what an answer says of its own."""

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import Message, Scope, Send

from domain.language.text import ENGLISH, LANGUAGES, Language


def accepted(headers: Headers) -> Language:
    """The language that the client likes best of ours; English where it likes none, and for a header that is none."""
    liked: dict[str, float] = {}
    for part in ",".join(headers.getlist("accept-language")).split(","):
        name, _, parameter = part.strip().lower().partition(";")
        liked.setdefault(name.strip().partition("-")[0], _quality(parameter))
    rest = liked.get("*", 0.0)
    best = max(LANGUAGES, key=lambda language: liked.get(language, rest))
    return best if liked.get(best, rest) > 0 else ENGLISH


def _quality(parameter: str) -> float:
    """What `q=0.8` says; 1 where nothing is said, 0 for what is no quality."""
    name, _, value = parameter.strip().partition("=")
    if not name:
        return 1.0
    try:
        return float(value) if name.strip() == "q" and 0 <= float(value) <= 1 else 0.0
    except ValueError:
        return 0.0


def telling(scope: Scope, send: Send) -> Send:
    """Sends answers that name the scope's language; caches keep one for each."""

    async def told(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            headers["content-language"] = scope["language"]
            headers.add_vary_header("Accept-Language")
        await send(message)

    return told
