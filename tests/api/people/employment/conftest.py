"""HR of the small administration, and what goes into a mutation of people."""

import pytest

from tests.api.people.employment.documents import ACT, DAY


@pytest.fixture
async def hr(client, small):
    """HR, who may write everybody."""
    client.sign_in("hr")
    return client


@pytest.fixture
def rows():
    """Rows of people that go in: by the act, from a day on, under a key of its own."""
    keys = iter(range(100))

    def made(*people, day=DAY, act=ACT):
        return {"act": act, "effectiveFrom": day, "people": list(people), "idempotencyKey": f"p{next(keys)}"}

    return made
