"""HTTP/1.1 as uvicorn speaks it, with an end to a header that does not come: no time-out of uvicorn's covers it."""

from asyncio import Transport
from asyncio.events import TimerHandle
from typing import Any

from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol

from api.http import errors
from domain.errors import Invalid, Refusal, Unavailable
from domain.language.text import ENGLISH

HEADER_SECONDS = 10.0
# What proxies allow, tokens of large providers included; beyond it only one more piece of the network is taken.
LARGEST_HEADER_BYTES = 65_536


class PatientProtocol(HttpToolsProtocol):
    """Closes a connection whose request line and headers are not there in time, or do not end."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._header_timer: TimerHandle | None = None
        self._header_bytes = 0

    def connection_made(self, transport: Transport) -> None:  # type: ignore[override]
        """Begin to wait with the connection: one without any request takes its place as well."""
        super().connection_made(transport)
        self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no more."""
        self._wait_no_more()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Count what comes before the header is complete."""
        super().data_received(data)
        if self._header_timer is not None and not self.transport.is_closing():
            self._header_bytes += len(data)
            if self._header_bytes > LARGEST_HEADER_BYTES:
                most = f"{LARGEST_HEADER_BYTES:,} bytes"
                self._refuse(
                    431,
                    Invalid(
                        "header_too_large",
                        "The header is larger than {most}, the most that is taken.",
                        most=most,
                    ),
                )

    def on_message_begin(self) -> None:
        """Wait for the header of this request: on a connection that is kept it begins here."""
        super().on_message_begin()
        if self._header_timer is None:
            self._wait()

    def on_headers_complete(self) -> None:
        """It came."""
        self._wait_no_more()
        super().on_headers_complete()

    def send_400_response(self, msg: str) -> None:
        """Refuse what is not HTTP in the shape of all refusals."""
        self._refuse(400, Invalid("bad_request", "{found}", found=msg))

    def _wait(self) -> None:
        self._header_bytes = 0
        self._header_timer = self.loop.call_later(HEADER_SECONDS, self._too_slow)

    def _wait_no_more(self) -> None:
        if self._header_timer is not None:
            self._header_timer.cancel()
            self._header_timer = None

    def _too_slow(self) -> None:
        if self.cycle is not None and not self.cycle.response_complete:
            self._wait()  # an earlier request of this connection is still answered
        elif not self._header_bytes:
            self.transport.close()
        else:
            self._refuse(
                408,
                Unavailable(
                    "header_too_slow",
                    "The header did not come within {seconds} seconds.",
                    seconds=round(HEADER_SECONDS),
                ),
            )

    def _refuse(self, status: int, refused: Refusal) -> None:
        self._wait_no_more()
        answer = errors.as_error(status, refused, {"connection": "close"}).said(ENGLISH, errors.GRAPHQL)
        headers = b"".join(name + b": " + value + b"\r\n" for name, value in answer.raw_headers)
        self.transport.write(STATUS_LINE[status] + headers + b"\r\n" + bytes(answer.body))
        self.transport.close()
