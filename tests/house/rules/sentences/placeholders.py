"""What a translation keeps of its template: the same values, each of which it may show in a form of its own."""

from collections.abc import Iterator, Mapping
from string import Formatter

from domain.language.catalogue import Key


def named(template: str) -> set[str]:
    """The names of the values in a template. Raises ValueError for braces that are none."""
    return {name for _, name, _, _ in Formatter().parse(template) if name is not None}


def broken(entries: Mapping[Key, str]) -> Iterator[str]:
    """Translations that are missing, or lack or add a value."""
    for (code, template), said in entries.items():
        place = f"{code or 'text'}: “{template[:60]}”"
        if not said:
            yield f"{place} has no translation"
        elif _plain(template):
            continue
        elif named(said) != named(template):
            yield f"{place} has the values {sorted(named(template))}, its translation {sorted(named(said))}"


def _plain(template: str) -> bool:
    """Whether it is taken as it stands: a template without values may hold braces, such as JSON."""
    try:
        return not named(template) or '{"' in template
    except ValueError:
        return True
