"""axe-core, asked of a page: what keeps people out, by the rules of WCAG."""

from typing import Any

from tests.fixtures.browser import WEB

AXE = WEB / "node_modules" / "axe-core" / "axe.min.js"
# What a reader cannot get past.
GRAVE = ("serious", "critical")


async def grave(page: Any) -> list[str]:
    """Each grave finding: its rule, and the elements that break it."""
    await page.evaluate(AXE.read_text())
    found = await page.evaluate("axe.run().then(({ violations }) => violations)")
    return [
        f"{each['id']}: {', '.join(node['html'][:120] for node in each['nodes'])}"
        for each in found
        if each["impact"] in GRAVE
    ]
