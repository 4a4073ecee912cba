"""A GraphQL request as HTTP brings it: by POST as JSON, by GET in the address; with a document, or its hash."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from starlette.datastructures import QueryParams
from starlette.requests import Request

from api.http import errors, strict_json
from domain.language.text import Text

SHA256 = re.compile(r"[0-9a-f]{64}")
BY_SHA256 = "sha256:"
NO_DOCUMENT = 'There is no document: send {"query": "{ about { version } }"}.'
NO_ID = (
    "documentId must be “sha256:” and 64 hexadecimal digits in small letters, the hash of a registered document;"
    " or leave it out and send the document as `query`."
)


class BadRequestError(Exception):
    """This is no GraphQL request; `status`, `code` and the sentence, a template with named values, say why."""

    def __init__(
        self,
        status: int,
        template: str,
        code: str = "bad_request",
        headers: Mapping[str, str] | None = None,
        **values: Any,
    ) -> None:
        super().__init__(code)
        self.status = status
        self.text = Text(template, **values)
        self.code = code
        self.headers = headers


@dataclass(frozen=True, slots=True)
class GraphQLRequest:
    """One GraphQL request, as it came.

    `query` is empty when only the document's hash was sent; `sha256` is that hash, or empty. `automatic`: it came as
    Apollo's clients send it, which send the document next when the hash is unknown.
    """

    query: str
    variables: dict[str, Any] | None = None
    operation_name: str | None = None
    sha256: str = ""
    automatic: bool = False


async def read(request: Request) -> GraphQLRequest:
    """Read the request by its method. Raises BadRequestError."""
    if request.method == "GET":
        given: Mapping[str, Any] = _once(request.query_params)
        parsed = {name: _json(given.get(name) or b"null") for name in ("variables", "extensions")}
        return _checked({**given, **parsed})
    kind, _, charset = request.headers.get("content-type", "").partition(";")
    if kind.strip().lower() != errors.PLAIN or charset.lower().replace('"', "").strip() not in (
        "",
        "charset=utf-8",
    ):
        raise BadRequestError(415, "Send the request as application/json in UTF-8.")
    return _checked(_json(await request.body()))


def _once(sent: QueryParams) -> dict[str, str]:
    names = [name for name, _ in sent.multi_items()]
    if twice := [name for name in sent if names.count(name) > 1]:
        raise BadRequestError(
            400, "“{name}” is given twice in the address: keep one of the two.", name=twice[0][:60]
        )
    return dict(sent)


def _json(text: str | bytes) -> Any:
    try:
        return strict_json.loads(text)
    except strict_json.NotTakenError as wrong:
        raise BadRequestError(400, "This JSON cannot be taken: {why}.", why=wrong.text) from None
    except ValueError as wrong:
        raise BadRequestError(400, "This is not JSON: {why}.", why=str(wrong)) from None


def _checked(given: Any) -> GraphQLRequest:
    if isinstance(given, list):
        raise BadRequestError(400, "Batches are not answered: send one operation at a time.")
    if not isinstance(given, dict):
        raise BadRequestError(400, NO_DOCUMENT)
    variables, name, extensions = given.get("variables"), given.get("operationName"), given.get("extensions")
    if not isinstance(extensions, dict | None):
        raise BadRequestError(400, "extensions must be an object.")
    query = _query(given.get("query"))
    sha256, automatic = _hash(given.get("documentId"), extensions or {})
    if not (query or sha256):
        raise BadRequestError(400, NO_DOCUMENT)
    if query and sha256 and not automatic:
        raise BadRequestError(400, "The request has a document and a documentId: send one of the two.")
    if not isinstance(variables, dict | None):
        raise BadRequestError(400, "variables must be an object, with one member for each variable.")
    if not isinstance(name, str | None):
        raise BadRequestError(400, "operationName must be a name.")
    return GraphQLRequest(query, variables, name or None, sha256, automatic)


def _query(given: Any) -> str:
    if not isinstance(given, str | None):
        raise BadRequestError(400, NO_DOCUMENT)
    return given if given and given.strip() else ""


def _hash(document_id: Any, extensions: Mapping[str, Any]) -> tuple[str, bool]:
    """The hash that stands for a document, if one was sent, and whether it came as Apollo's clients send it."""
    if document_id is not None:
        if not isinstance(document_id, str) or not SHA256.fullmatch(document_id.removeprefix(BY_SHA256)):
            raise BadRequestError(400, NO_ID)
        return document_id.removeprefix(BY_SHA256), False
    automatic = extensions.get("persistedQuery")
    if automatic is None:
        return "", False
    sha256 = automatic.get("sha256Hash") if isinstance(automatic, dict) else None
    if not isinstance(sha256, str) or not SHA256.fullmatch(sha256):
        raise BadRequestError(400, "extensions.persistedQuery.sha256Hash must be 64 hexadecimal digits.")
    return sha256, True
