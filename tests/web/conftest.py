"""Only where there is a browser, and pages to look at."""

from pathlib import Path

from tests.fixtures.browser import MISSING

collect_ignore = [file.name for file in Path(__file__).parent.glob("test_*.py")] if MISSING else []
