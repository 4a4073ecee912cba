"""HR of the small administration, and what goes into a mutation of catalogues."""

import pytest

from tests.api.goals.documents import ACT, BINS, CHANGE_GOALS, CLEAN, CREATE_GOALS, CREATE_KPIS, DAY, WATER


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


@pytest.fixture
def kpis(given_by):
    """Rows of KPIs that go in."""
    return lambda *rows, **more: given_by(*rows, of="kpis", **more)


@pytest.fixture
def bindings(given_by):
    """Rows of pairs that go in."""
    return lambda *rows, **more: given_by(*rows, of="bindings", **more)


@pytest.fixture
def sets():
    """What activates the set of a position."""
    keys = iter(range(100))

    def made(code, day=DAY):
        return {"act": ACT, "effectiveFrom": day, "positionCode": code, "idempotencyKey": f"s{next(keys)}"}

    return made


@pytest.fixture
async def bins(goals, kpis):
    """HR, where a KPI leads to the published goal since February and says nothing of how it is measured."""
    await goals.done(CREATE_KPIS, input=kpis(BINS))
    return goals
