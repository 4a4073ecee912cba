"""What a regulation of these tests states."""

import pytest

from tests.given.drafts import of_bonus


@pytest.fixture
async def statute(client, province):
    """A regulation that HR may draft."""
    client.sign_in("hr")
    return of_bonus(province, "2026-03-01", "Of March")
