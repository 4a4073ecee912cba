"""How the generated client speaks to Meritgrid: one request for each document, over httpx2."""

from types import TracebackType
from typing import Any, Self

import httpx2


class RefusedError(Exception):
    """The request was refused as a whole; `errors` are those of GraphQL, each with `extensions.code`."""

    def __init__(self, errors: list[dict[str, Any]]) -> None:
        super().__init__("; ".join(str(error["message"]) for error in errors))
        self.errors = errors


class Connection:
    """A server and whoever asks it. `language`: in which it answers, such as "vi"."""

    def __init__(self, url: str, token: str | None = None, language: str = "en", timeout: float = 60) -> None:
        headers = {"Accept": "application/graphql-response+json", "Accept-Language": language}
        if token:
            headers["Authorization"] = f"Bearer {token}"
        self._http = httpx2.AsyncClient(headers=headers, timeout=timeout)
        self._url = url

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._http.aclose()

    async def execute(
        self, query: str, operation_name: str | None = None, variables: dict[str, Any] | None = None
    ) -> httpx2.Response:
        """Send a document with its variables."""
        sent = {"query": query, "operationName": operation_name, "variables": _plain(variables or {})}
        return await self._http.post(self._url, json=sent)

    def get_data(self, response: httpx2.Response) -> dict[str, Any]:
        """What came back. Raises RefusedError when the request was refused or one of its fields failed."""
        answer: dict[str, Any] = response.json()
        if answer.get("errors"):
            raise RefusedError(answer["errors"])
        data: dict[str, Any] = answer["data"]
        return data


def _plain(value: Any) -> Any:
    """Inputs as JSON; what was not set is left out."""
    if isinstance(value, dict):
        return {name: _plain(one) for name, one in value.items() if not _unset(one)}
    if isinstance(value, list):
        return [_plain(one) for one in value]
    if hasattr(value, "model_dump"):
        return value.model_dump(mode="json", by_alias=True, exclude_unset=True)
    return value


def _unset(value: Any) -> bool:
    return type(value).__name__ == "UnsetType"
