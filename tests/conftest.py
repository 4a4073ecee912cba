"""Where the tests' fixtures come from; each file of `tests/fixtures` tells about its own."""

from collections.abc import Iterator

import pytest
from hypothesis import is_hypothesis_test, settings

from demo import DEMO_DAY
from domain import clock
from tests.tiers import thorough

# How long an example takes says more about the machine than about the code.
settings.register_profile("house", deadline=None)
settings.load_profile("house")

pytest_plugins = [
    "tests.fixtures.server",
    "tests.fixtures.databases",
    "tests.fixtures.client",
    "tests.fixtures.languages",
    "tests.fixtures.listening",
    "tests.fixtures.events",
    "tests.fixtures.browser",
    "tests.fixtures.runs",
]


@pytest.fixture(autouse=True)
def administrations_day() -> Iterator[None]:
    """It is the last day of the demo's year, whatever day the test runs on."""
    clock.set_today(DEMO_DAY)
    yield
    clock.set_today(None)


@pytest.hookimpl(tryfirst=True)  # before the workers' plugin reads the groups
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What hypothesis draws for is tried more often in the longer tiers. One worker has all tests of a model."""
    for item in items:
        if is_hypothesis_test(getattr(item, "obj", None)):
            item.add_marker(thorough)
        drawn = getattr(item, "callspec", None)
        model_id = drawn and drawn.params.get("model_id")
        if model_id and item.get_closest_marker("xdist_group") is None:
            item.add_marker(pytest.mark.xdist_group(str(model_id)))
