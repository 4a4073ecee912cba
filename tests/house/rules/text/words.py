"""What may not stand in the text of the house: promises, silenced checks, other machines."""

import re
from pathlib import Path

from tests.house.rules.tree import files, place

PROMISE = re.compile(
    r"\b(?:TODO|FIXME|XXX|HACK|TBD)\b|raise NotImplementedError(?!\()|pytest\.mark\.(?:skip|xfail)\b"
)
SILENCED = re.compile(r"#\s*(?:type:\s*ignore|mypy:|pyright:)")
STRICT = ("domain", "pay_models", "tabular", "migrations")
# In parts, so that this file names none either.
REGISTRIES = (
    ("registry", "npmjs", "org"),
    ("pypi", "org"),
    ("files", "pythonhosted", "org"),
    ("registry", "yarnpkg", "com"),
    ("unpkg", "com"),
    ("jsdelivr", "net"),
)
MACHINE = re.compile(
    rf"(?:{'|'.join(re.escape('.'.join(parts)) for parts in REGISTRIES)}"
    r"|(?<![\w.])/(?:work/(?:main|shared)|root|home/[a-z]\w*|Users/\w+|opt/(?:pypi|wheels))(?![\w-]))"
)
TEXT = (
    *(".py", ".sql", ".ts", ".tsx", ".js", ".mjs", ".css", ".html", ".sh", ".mako", ".md", ".toml", ".yaml"),
    *(".yml", ".json", ".lock", ".graphql", ".csv", ".cfg", ".txt", ""),
)
# They tell what is put off in order to find it.
TELLING = (Path(__file__).name, "test_words.py")


def _lines(root: Path, pattern: re.Pattern[str], suffixes: tuple[str, ...], *under: str) -> list[str]:
    return [
        f"{place(path, root, number)} says {match.group().strip()}"
        for path in files(root, *suffixes, under=under or ("",))
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if (match := pattern.search(line))
    ]


def promises(root: Path) -> list[str]:
    """Work put off in a comment, functions that only raise, tests that do not run."""
    found = _lines(root, PROMISE, (".py", ".sql", ".ts", ".tsx", ".yaml", ".mako"))
    return [line for line in found if Path(line.partition(":")[0]).name not in TELLING]


def silenced_types(root: Path) -> list[str]:
    """Type checks switched off where money is decided."""
    return _lines(root, SILENCED, (".py",), *STRICT)


def machines(root: Path) -> list[str]:
    """Addresses of package registries and paths of one machine: they are wrong on the next."""
    return _lines(root, MACHINE, TEXT)
