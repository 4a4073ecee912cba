"""The server that comes with the project, where its folder's path is too long to hold a socket."""

import asyncio
import os
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import asyncpg
import pytest

from domain.database import embedded
from domain.database.embedded import Embedded


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


async def test_of_two_first_starts_on_one_empty_folder_the_second_waits_and_goes_on(folder):
    starts = [
        await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "cli", "migrate"),
            env={**os.environ, "MERITGRID_DATA_FOLDER": str(folder), "DATABASE_URL": ""},
            stderr=asyncio.subprocess.PIPE,
        )
        for _ in range(2)
    ]
    said = [(await each.communicate())[1].decode() for each in starts]

    assert said == ["The database is up to date.\n"] * 2
    assert [each.returncode for each in starts] == [0, 0]


async def test_a_server_that_was_killed_is_started_again_where_it_was(folder):
    server = Embedded(folder, "fsync = off", "shared_buffers = '16MB'")
    try:
        before = server.url(database="postgres")
        server.revive()
        pid = int((folder / "postmaster.pid").read_text().split()[0])
        os.kill(pid, signal.SIGKILL)
        answers = await revived(server, before)
        again = int((folder / "postmaster.pid").read_text().split()[0])
    finally:
        server.stop()

    assert answers == 1
    assert server.url(database="postgres") == before
    assert again != pid


async def revived(server: Embedded, url: str) -> int:
    """What the server answers, once its old processes have left."""
    for _ in range(100):
        try:
            server.revive()
            connection = await asyncpg.connect(url)
        except (OSError, RuntimeError, asyncpg.PostgresError):
            await asyncio.sleep(0.1)
        else:
            answer = await connection.fetchval("select 1")
            await connection.close()
            return answer
    raise AssertionError("it did not come back")


async def test_a_folder_that_is_gone_is_not_made_anew_by_a_running_server(folder):
    server = Embedded(folder, "fsync = off", "shared_buffers = '16MB'")
    server.stop()
    shutil.rmtree(folder)

    with pytest.raises(RuntimeError, match="the folder is gone"):
        server.revive()
    assert not folder.exists()


async def test_a_first_start_takes_no_language_from_whoever_starts_it(folder):
    migrated = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "cli", "migrate"),
        env={
            **{name: value for name, value in os.environ.items() if not name.startswith("LC_")},
            "LANG": "vi_VN.UTF-8",
            "MERITGRID_DATA_FOLDER": str(folder),
            "DATABASE_URL": "",
        },
        stderr=asyncio.subprocess.PIPE,
    )
    said = (await migrated.communicate())[1].decode()
    server = Embedded(folder / "postgresql")
    try:
        connection = await asyncpg.connect(server.url())
        language = await connection.fetchrow(
            "select datcollate, datctype, pg_encoding_to_char(encoding), current_setting('lc_messages')"
            " from pg_database where datname = current_database()"
        )
        order = await connection.fetch(
            "select * from unnest(array['ă', 'b', 'B', 'đ', 'a']) name order by name"
        )
        await connection.close()
    finally:
        server.stop()

    assert (migrated.returncode, said) == (0, "The database is up to date.\n")
    assert tuple(language) == ("C", "C", "UTF8", "C")
    assert [row["name"] for row in order] == ["B", "a", "b", "ă", "đ"]


def test_a_log_is_named_only_where_it_stands(folder):
    folder.mkdir(parents=True)
    (folder / "stray").touch()

    with pytest.raises(RuntimeError) as failed:
        Embedded(folder)

    assert str(failed.value) == "PostgreSQL's own programs failed; what they said stands above"
    assert not (folder / "log").exists()


def test_the_log_of_a_server_that_does_not_start_is_named(folder):
    with pytest.raises(RuntimeError) as failed:
        Embedded(folder, "no_such_setting = 1")

    assert str(failed.value) == f"PostgreSQL's own programs failed; {folder / 'log'} may tell why"
    assert "no_such_setting" in (folder / "log").read_text()


class Held:
    """A server whose socket is held by the one before for so many tries."""

    def __init__(self, held: int) -> None:
        self.held, self.tries = held, 0

    def start(self) -> None:
        self.tries += 1
        if self.tries <= self.held:
            raise subprocess.CalledProcessError(1, "pg_ctl")


@pytest.mark.parametrize(("held", "tries", "starts"), [(0, 1, True), (2, 3, True), (9, 4, False)])
def test_a_socket_that_is_held_for_a_moment_is_waited_for(monkeypatch, held, tries, starts):
    monkeypatch.setattr(embedded, "PAUSE_SECONDS", 0)
    server = object.__new__(Embedded)
    server._server = Held(held)

    if starts:
        server._start()
    else:
        with pytest.raises(subprocess.CalledProcessError):
            server._start()

    assert server._server.tries == tries
