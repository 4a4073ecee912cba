"""The command, asked in this process as a shell would ask it."""

import io
import sys
from collections.abc import Callable
from dataclasses import dataclass

import polars as pl
import pytest

from cli.main import answer


@dataclass(frozen=True)
class Answered:
    """What the command gave back."""

    code: int
    out: str
    err: str

    @property
    def table(self) -> pl.DataFrame:
        """Standard output as a table."""
        return pl.read_csv(io.StringIO(self.out))


Command = Callable[..., Answered]


@pytest.fixture
def meritgrid(capfdbinary, monkeypatch) -> Command:
    # Whoever runs the tests, the command answers in English unless it is told otherwise.
    for name in ("LANGUAGE", "LC_ALL", "LC_CTYPE", "LC_MESSAGES", "LANG"):
        monkeypatch.setenv(name, "C")

    def ask(*arguments: object, stdin: bytes = b"") -> Answered:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        code = answer([str(each) for each in arguments])
        sys.stdout.flush()
        out, err = capfdbinary.readouterr()
        return Answered(code, out.decode(), err.decode())

    return ask
