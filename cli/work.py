"""`meritgrid work`: a worker that does jobs, such as a month of a whole province, beside the server."""

import asyncio
import signal

from cli.console import tell


def work() -> None:
    """Do the jobs that people asked for, until a signal ends it. In development the server does them itself."""
    asyncio.run(_work())
    tell("Stopped.")


async def _work() -> None:
    from api import databases, logs, settings
    from domain.areas import JOB_KINDS
    from domain.database.sessions import Database
    from domain.jobs import worker

    chosen = settings.read()
    logs.configure(chosen.production)
    addresses = await databases.existing(chosen)
    stop = asyncio.Event()
    for ending in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(ending, stop.set)
    database = await Database.connect(addresses.application)
    tell("The worker waits for jobs. Ctrl-C stops it once what it has begun is done.")
    try:
        await worker.work(database, JOB_KINDS, stop)
    finally:
        await database.close()
