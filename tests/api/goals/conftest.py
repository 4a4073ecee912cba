"""HR of the small administration, and what goes into a mutation of catalogues."""

import pytest

from tests.api.goals.documents import ACT, CHANGE_GOALS, CLEAN, CREATE_GOALS, DAY, WATER


@pytest.fixture
async def hr(client, small):
    """HR, who may write every catalogue."""
    client.sign_in("hr")
    return client


@pytest.fixture
def given_by():
    """What goes in: by the act, from a day on, under a key of its own."""
    keys = iter(range(100))

    def made(*rows, day=DAY, act=ACT, of="goals"):
        return {"act": act, "effectiveFrom": day, of: list(rows), "idempotencyKey": f"k{next(keys)}"}

    return made


@pytest.fixture
async def goals(hr, given_by):
    """HR, where a goal of the province is published since New Year, and one of a commune that serves it is drafted."""
    await hr.done(CREATE_GOALS, input=given_by(CLEAN, WATER, day="2027-01-01"))
    published = {"goalCode": "CLEAN", "becomes": "PUBLISHED"}
    await hr.done(CHANGE_GOALS, input=given_by(published, day="2027-01-02"))
    return hr
