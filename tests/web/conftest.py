"""Only where there is a browser, and pages to look at."""

from tests.fixtures.browser import MISSING

collect_ignore = ["test_in_a_browser.py", "test_registered_only.py"] if MISSING else []
