"""HR of the small administration, and what goes into a mutation of units."""

import pytest

from tests.api.organisation.documents import ACT, DAY


@pytest.fixture
async def hr(client, small):
    """HR, who may write every unit."""
    client.sign_in("hr")
    return client


@pytest.fixture
def given_by():
    """What goes in: by the act, from a day on, under a key of its own."""
    keys = iter(range(100))

    def made(*rows, day=DAY, act=ACT, of="units"):
        return {"act": act, "effectiveFrom": day, of: list(rows), "idempotencyKey": f"k{next(keys)}"}

    return made
