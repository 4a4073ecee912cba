"""Where the tests' fixtures come from; each file of `tests/fixtures` tells about its own."""

pytest_plugins = ["tests.fixtures.server", "tests.fixtures.databases", "tests.fixtures.client", "tests.fixtures.runs"]
