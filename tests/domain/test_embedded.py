"""The server that comes with the project, where its folder's path is too long to hold a socket."""

import shutil
import stat
import tempfile
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import asyncpg
import pytest

from domain.embedded import Embedded


@pytest.fixture
def folder():
    # Not below pytest's own folder: only its user may enter that, and as root the server has another user.
    above = Path(tempfile.mkdtemp(prefix="meritgrid_tests_"))
    yield above / ("long" * 40) / "data"
    shutil.rmtree(above)


def socket_of(url: str) -> Path:
    """The socket that an address leads to."""
    standing_in = Path(parse_qs(urlsplit(url).query)["host"][0])
    return next(path for path in standing_in.glob(".s.PGSQL.*") if path.is_socket())


async def test_nobody_else_on_the_machine_enters_by_the_socket(folder):
    server = Embedded(folder, "fsync = off", "shared_buffers = '16MB'")
    try:
        url = server.url(database="postgres")
        socket = socket_of(url)
        mode = stat.S_IMODE(socket.stat().st_mode)
        connection = await asyncpg.connect(url)
        answer = await connection.fetchval("select 1")
        await connection.close()
    finally:
        server.stop()

    assert folder not in socket.parents
    assert mode == 0o700
    assert answer == 1
