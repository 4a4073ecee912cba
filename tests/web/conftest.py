"""Only where there is a browser, and pages to look at."""

from pathlib import Path
from typing import Any

import pytest

from domain.actor import Actor
from domain.clock import now
from domain.database.sessions import Database
from domain.pay_runs import service
from domain.pay_runs.tables import PayRun
from tests.fixtures.browser import MISSING

collect_ignore = [str(file) for file in Path(__file__).parent.rglob("test_*.py")] if MISSING else []


@pytest.fixture
async def reviewed(database: Database, hr: Actor, make_run: Any) -> PayRun:
    """The bonus of the province, made and reviewed by HR."""
    run = await make_run()
    async with database.writing(hr) as session:
        return await service.review(session, hr, run.id, run.version, now())
