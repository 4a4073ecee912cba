"""HR of the small administration, and what goes into a mutation of units."""

import pytest

from tests.api.organisation.documents import ACT, CREATE, DAY, EXPERTS, GROUPS, JUSTICE


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


@pytest.fixture
def posts(given_by):
    """Rows of positions that go in."""
    return lambda *rows, **more: given_by(*rows, of="positions", **more)


@pytest.fixture
def groups(given_by):
    """Rows of peer groups that go in."""
    return lambda *rows, **more: given_by(*rows, of="peerGroups", **more)


@pytest.fixture
async def justice(hr, given_by, groups):
    """HR, where a department has a peer group since New Year."""
    await hr.done(CREATE, input=given_by(JUSTICE, day="2027-01-01"))
    await hr.done(GROUPS, input=groups(EXPERTS, day="2027-01-01"))
    return hr
