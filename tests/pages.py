"""Pages that show commands: the files that they tell to save, and what each command prints."""

import re
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
_FILE = re.compile(r"Save this as `([\w./]+)`[^\n]*:\n\n```\w+\n((?:.*\n)+?)```")
_COMMAND = re.compile(r"```console\n\$ meritgrid (.+)\n((?:.+\n)+)```")
_SHELL = re.compile(r"^```sh\n((?:.*\n)+?)```", re.MULTILINE)


@dataclass(frozen=True)
class Page:
    """A page of `docs/how-to`."""

    files: dict[str, str]
    commands: list[tuple[str, str]]
    shell: list[str]

    def save(self, folder: Path) -> None:
        """Every file of the page, below a folder."""
        for name, content in self.files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(content)


def page(name: str) -> Page:
    text = (ROOT / "docs" / "how-to" / name).read_text()
    return Page(dict(_FILE.findall(text)), _COMMAND.findall(text), _SHELL.findall(text))


def shows(output: str, printed: str) -> bool:
    """Whether the page's output is what was printed.

    A line of three dots stands for any lines, three dots at the end of a line for the rest of it.
    """
    return re.fullmatch("".join(map(_pattern, output.splitlines())), printed) is not None


def _pattern(line: str) -> str:
    if line == "...":
        return r"(?:.*\n)*"
    begins = line.removesuffix("...")
    return re.escape(begins) + (r".*\n" if begins != line else r"\n")
