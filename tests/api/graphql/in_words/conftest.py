"""What a regulation of these tests states."""

import pytest

from tests.given.drafts import BONUS, models


@pytest.fixture
async def statute(client, province):
    """A regulation that HR may draft."""
    client.sign_in("hr")
    return {
        "unitId": f"Unit_{province}",
        "effectiveFrom": "2026-03-01",
        "title": "Of March",
        "models": models("BONUS", BONUS),
        "parameters": [],
        "idempotencyKey": "d",
    }
