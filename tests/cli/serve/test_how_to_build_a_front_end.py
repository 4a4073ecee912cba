"""What `docs/how-to/build-a-front-end.md` tells a stranger to do is done here, in an empty folder.

The short tier stands in for what is installed (`make foreign` has the same packages); the longer ones install it.
"""

import asyncio
import json
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.fixtures.listening import FOREIGN, needs_foreign, run
from tests.house.rules.tree import ROOT
from tests.pages import page
from tests.tiers import in_tier, thorough

BLOCKS = page("build-a-front-end.md").shell
NEXT = "--- next block"
# What `meritgrid token` says beside the token.
START = ("Good for 12 hours", "It approves for 5 minutes")
PEOPLE = "select count(*) from employee where full_name like '%Nguyễn%'"
STANDS_IN = """
npm() { [ "$1" = install ] || command npm "$@"; }
python() { [ "$2" = venv ] || command python "$@"; }
"""
REACHES = """
npm view --fetch-retries 0 graphql version && python -m pip download --quiet --no-deps --dest reached httpx2
"""


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """What a clone has, without letting an installation write into this one."""
    folder = tmp_path / "meritgrid"
    shutil.copytree(ROOT / "clients", folder / "clients")
    for name in (".venv", "tests"):
        (folder / name).symlink_to(ROOT / name)
    return folder


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    folder = tmp_path / "front-end"
    folder.mkdir()
    return folder


@pytest.fixture
async def beginning(empty: Path) -> str:
    """What the shell is told first; skips where the longer tiers cannot install."""
    if in_tier(False, True, True):
        code, said = await run(empty, "bash", "-c", REACHES)
        if code:
            pytest.skip(f"nothing can be installed here, no registry answers: {said[-1:]}")
        shutil.rmtree(empty / "reached")
        return ""
    (empty / "node_modules").symlink_to(FOREIGN / "node_modules")
    (empty / "env" / "bin").mkdir(parents=True)
    for name, does in (
        ("pip", "true"),
        ("python", f'PYTHONPATH={ROOT}/clients/python exec {sys.executable} "$@"'),
    ):
        (empty / "env" / "bin" / name).write_text(f"#!/bin/sh\n{does}\n")
        (empty / "env" / "bin" / name).chmod(0o755)
    return STANDS_IN


@pytest.fixture
async def served(serve: Any) -> str:
    """Where the demo of `make run` answers, with fewer people."""
    server = await serve("--demo", "--employees", 100, "--port", 0)
    await server.until("Loaded 100 people in ")
    return await server.address()


@pytest.fixture
async def told(served: str, checkout: Path, empty: Path, beginning: str, monkeypatch: Any) -> list[list[str]]:
    """What each block said, line by line."""
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    blocks = f"\necho '{NEXT}'\n".join(BLOCKS)
    script = blocks.replace("~/meritgrid", str(checkout)).replace("http://127.0.0.1:8000", served)
    async with asyncio.timeout(in_tier(120, 600, 600)):
        code, lines = await run(empty, "bash", "-c", f"set -euo pipefail\n{beginning}{script}")
    assert code == 0, lines
    said: list[list[str]] = [[]]
    for line in lines:
        if line == NEXT:
            said.append([])
        else:
            said[-1].append(line)
    return said


def answers(lines: list[str]) -> list[dict]:
    return [json.loads(line) for line in lines if line.startswith("{")]


@thorough
@needs_foreign
async def test_a_strangers_ten_minutes(told, owner, empty):
    start, first, pages, money, _, mutation, followed, typescript, relay, registered, python, refused = told
    people = await owner.fetchval(PEOPLE)

    assert [line for line in start if not line.startswith(START)] == []
    (asked,) = answers(first)
    assert asked["data"]["me"] == {"name": "Phòng Tổ chức cán bộ"}
    assert len(asked["data"]["employees"]["nodes"]) == 3
    assert asked["extensions"]["cost"]["requested"] > 0
    (second,) = answers(pages)
    assert [("Nguyễn" in one["fullName"]) for one in second["data"]["employees"]["nodes"]] == [True, True]
    (run_,) = answers(money)[0]["data"]["payRuns"]["nodes"]
    digits = f"{int(run_['total']['amount']):,}".replace(",", ".")
    assert run_["total"] == {
        "amount": digits.replace(".", ""),
        "currency": "VND",
        "formatted": f"{digits}\N{NO-BREAK SPACE}₫",
    }

    assert (empty / "line.pdf").read_bytes().startswith(b"%PDF-")

    no, done, again = (one["data"]["draftRegulation"] for one in answers(mutation))
    assert no["regulation"] is None
    problem = no["problems"][0]
    assert (problem["code"].lower(), problem["path"]) == ("unknown_stage", ["input", "models", "2", "stage"])
    assert done == again
    assert done["problems"] == []
    assert await owner.fetchval("select count(*) from regulation where effective_from = '2027-01-01'") == 1
    assert any('"state":"CLOSED"' in line for line in followed), followed

    assert len(named(typescript)) == people
    assert "PeopleMoreQuery.graphql.ts" in {path.name for path in (empty / "artifacts").iterdir()}
    assert [line for line in relay if "ERROR" in line] == []
    assert registered[:2] == [
        "my-front-end: 3 registered, 0 were there already.",
        "my-front-end: 5 registered, 0 were there already.",
    ]
    assert named(registered) == named(python) == named(typescript)
    assert "Employee.fullName\t4" in registered
    assert answers(refused)[0]["errors"][0]["extensions"]["code"] == "page_size"


def named(lines: list[str]) -> list[str]:
    """Lines that tell a person."""
    return [line for line in lines if line.startswith("CB")]
