"""The first page comes soon: what a browser loads before anything is seen."""

import gzip
import re

from tests.fixtures.browser import WEB

MOST_BYTES = 230_000
ASSETS = WEB / "dist" / "assets"
FIRST = ("home", "landing")


def squeezed(name: str) -> int:
    """The bytes of a file as they travel."""
    return len(gzip.compress((ASSETS / name).read_bytes(), 6))


def loaded() -> set[str]:
    """The scripts of the first page: those that it names, and what they load for it."""
    page = (WEB / "dist" / "index.html").read_text()
    found = set(re.findall(r"/assets/([\w.-]+\.js)", page))
    entry = next(iter(re.findall(r'script type="module" crossorigin src="/assets/([\w.-]+)"', page)))
    later = re.findall(r"[\w-]+\.js", (ASSETS / entry).read_text())
    names = {name for name in later if name.startswith((*FIRST, "vi-")) and (ASSETS / name).is_file()}
    return found | names


def test_the_first_page_is_at_most_230_kb_of_javascript(record_property):
    scripts = {name: squeezed(name) for name in loaded()}
    page = (WEB / "dist" / "index.html").read_text()
    styles = {name: squeezed(name) for name in re.findall(r"/assets/([\w.-]+\.css)", page)}
    record_property("css", sum(styles.values()))

    assert len(scripts) > 3
    assert sum(scripts.values()) <= MOST_BYTES
    print(f"JavaScript {sum(scripts.values()):,} bytes, CSS {sum(styles.values()):,}")  # noqa: T201 - shown by -s


async def test_my_pay_is_read_and_a_step_of_it_opens_in_a_browser_that_kept_nothing(visit, paid):
    await visit("/tien-cua-toi", account="employee")  # the server has answered it before
    page = await visit("/tien-cua-toi", account="employee", still=False)
    await page.wait_for_selector(".amount h1")
    read = await page.evaluate("performance.now()")
    step = page.locator(".every-step").first
    await step.locator("> summary").click()
    await page.wait_for_selector(".every-step[open]")
    opened = await page.evaluate("performance.now()")

    assert await step.get_attribute("open") is not None
    print(f"My pay: the amount after {read:,.0f} ms, a step open after {opened:,.0f} ms")  # noqa: T201 - shown by -s
