"""Only where there is a browser, and pages to look at; and a run of the demo, as far as it is decided."""

from pathlib import Path
from uuid import UUID

import pytest

from domain.actor import Actor
from domain.clock import now
from domain.database.sessions import Database
from domain.pay_runs import service
from domain.pay_runs.tables import PayRun
from tests.fixtures.browser import MISSING

FIRST = 1
collect_ignore = [str(file) for file in Path(__file__).parent.rglob("test_*.py")] if MISSING else []


@pytest.fixture
async def reviewed(database: Database, hr: Actor, computed_run: UUID) -> PayRun:
    """The bonus of the province, made and reviewed by HR."""
    async with database.writing(hr) as session:
        return await service.review(session, hr, computed_run, FIRST, now())


@pytest.fixture
async def paid(database: Database, finance: Actor, reviewed: PayRun) -> PayRun:
    """The same, approved by finance."""
    async with database.writing(finance) as session:
        return await service.approve(session, finance, reviewed.id, reviewed.version, "Checked", now())
