"""A page never sends its reader to nothing."""

import re
from pathlib import Path

from tests.house.rules.tree import files, place

LINK = re.compile(r"\]\(([^)\s]+)\)")
RUN = re.compile(r"\btests/[\w/]+\.py\b")
ELSEWHERE = ("http://", "https://", "mailto:", "#")


def dead_links(root: Path) -> list[str]:
    """Links of the pages (Markdown) to files that are not there."""
    return [
        f"{place(path, root)} leads to {target}, which is not there"
        for path in files(root, ".md")
        for target in LINK.findall(path.read_text(encoding="utf-8"))
        if not target.startswith(ELSEWHERE) and not (path.parent / target.partition("#")[0]).exists()
    ]


def lost_files(root: Path) -> list[str]:
    """Tests that the Makefile runs and that are not there."""
    named = RUN.findall((root / "Makefile").read_text("utf-8"))
    return [f"Makefile runs {name}, which is not there" for name in named if not (root / name).exists()]
