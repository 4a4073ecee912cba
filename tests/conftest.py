"""Where the tests' fixtures come from; each file of `tests/fixtures` tells about its own."""

from hypothesis import settings

# How long an example takes says more about the machine than about the code.
settings.register_profile("house", deadline=None)
settings.load_profile("house")

pytest_plugins = [
    "tests.fixtures.server",
    "tests.fixtures.databases",
    "tests.fixtures.client",
    "tests.fixtures.browser",
    "tests.fixtures.runs",
]
