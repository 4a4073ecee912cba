"""The port, taken before anything else is done, so that a second server changes nothing."""

import errno
import socket

from domain.errors import Unavailable

QUEUE = 2048
# When what was sent is not acknowledged for so long, the network behind it is dead. Only Linux can be told.
DEAD_MILLISECONDS = 60_000


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens on an address of this computer. Raises Unavailable when it cannot be had."""
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        listening = socket.create_server((host, port), family=family, backlog=QUEUE)
    except OSError as error:
        raise Unavailable(
            "not_listening", f"Cannot listen on {host}, port {port}: {_way_out(error, port)}"
        ) from None
    if hasattr(socket, "TCP_USER_TIMEOUT"):
        listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, DEAD_MILLISECONDS)
    return listening


def address_of(listening: socket.socket) -> str:
    """Where a browser on this computer finds it."""
    host, port = listening.getsockname()[:2]
    return f"http://{f'[{host}]' if ':' in host else host}:{port}"


def _way_out(error: OSError, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return (
            f"another program uses it, perhaps another `meritgrid serve`. Stop it, or add --port {port + 1}."
        )
    if error.errno == errno.EACCES:
        return "ports below 1024 need special rights. Add --port 8000."
    return f"{error.strerror}. Name an address of this computer with --host."
