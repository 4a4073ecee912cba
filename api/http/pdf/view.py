"""`GET /pay-lines/<id>.pdf`: a pay line as GraphQL answers it to whoever asks, as a document to keep."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import orjson
from starlette.responses import Response
from starlette.types import Receive, Scope, Send
from strawberry.types.graphql import OperationType

from api.graphql.context import Context
from api.graphql.engine.schema import Schema
from api.http.pdf.pay_line.document import content
from api.http.pdf.typesetting import typeset
from api.sign_in.tokens import unproven
from domain.actor import Actor
from domain.compute_queue import Turns, in_thread
from domain.database.errors import refusal_from
from domain.errors import Forbidden, Invalid, NotFound
from domain.reading.ids import uuid_of

PART = Path(__file__).parent / "pay_line"
TEMPLATE = PART / "document.typ"
DOCUMENT = (PART / "line.graphql").read_text(encoding="utf-8")
NOT_THERE = NotFound(
    "pay_line_not_found", "There is no such pay line, or it is not yours to see: both answer the same."
)
# One at a time, so that the other requests keep the rest of the machine; on a pay day many wait a few seconds.
WAITING = 200


@dataclass(frozen=True, slots=True)
class PayLineView:
    """Answers with the PDF, or refuses. It expects the request's `Context` in the scope."""

    schema: Schema
    turns: Turns = field(default_factory=lambda: Turns(free=1, most=WAITING))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        context: Context = scope["context"]
        async with self.turns.turn(_signed_in(context)):
            answered = await self._read(scope["path_params"]["line"], context)
            made = await in_thread(typeset, TEMPLATE, content(answered, context.language))
        await Response(made, 200, _headers(answered["node"]), "application/pdf")(scope, receive, send)

    async def _read(self, id_: str, context: Context) -> Mapping[str, Any]:
        """The line and its way, by the rights of whoever asks. Raises NotFound; Unavailable without a database."""
        try:
            uuid_of("PayLine", id_)
        except Invalid:
            raise NOT_THERE from None
        result = await self.schema.execute(
            DOCUMENT, {"id": id_}, context, allowed_operation_types={OperationType.QUERY}
        )
        for error in result.errors or ():
            cause = error.original_error or error
            raise NOT_THERE if isinstance(cause, NotFound) else refusal_from(cause) or cause
        answered: Mapping[str, Any] = orjson.loads(orjson.dumps(result.data))
        return answered


def _signed_in(context: Context) -> Actor:
    try:
        return context.signed_in
    except Forbidden as nobody:
        raise unproven(nobody) from None


def _headers(line: Mapping[str, Any]) -> dict[str, str]:
    """Nobody's cache keeps a document; a browser shows it, and saves it by a name of its own."""
    name = f"meritgrid-{line['leaf'][:8]}.pdf"
    return {"cache-control": "no-store", "content-disposition": f'inline; filename="{name}"'}
