"""The port that a server listens on."""

import socket

import pytest

from cli.serve.port import DEAD_MILLISECONDS, listen


@pytest.mark.skipif(not hasattr(socket, "TCP_USER_TIMEOUT"), reason="only Linux can be told")
def test_a_connection_over_a_dead_network_ends_within_a_minute():
    with listen("127.0.0.1", 0) as listening, socket.create_connection(listening.getsockname()):
        accepted, _ = listening.accept()
        with accepted:
            kept = accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT)

    assert kept == DEAD_MILLISECONDS == 60_000
