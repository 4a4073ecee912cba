"""The schema against that of the last release: what would break a client, or might.

`python -m tests.house.rules.schema.changes` keeps the schema of today as that of the release that pyproject.toml names;
`make released` does it when a version is raised.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from graphql import GraphQLSchema, build_schema, get_named_type, is_introspection_type
from graphql.utilities import find_breaking_changes, find_dangerous_changes

from tests.house.rules.tree import ROOT

WRITTEN, KEPT = Path("api", "schema.graphql"), Path("api", "schema.released.graphql")
HEAD = "# The schema of release {}. `make released` writes it when a version is raised; nobody edits it.\n"
RELEASE = re.compile(r"# The schema of release (\S+)\. ")
COORDINATE = re.compile(r"\w+\.\w+(?:\(\w+:\))?")
REMOVED_TYPE = re.compile(r"^(\w+) was removed\.$")
UNTIL = re.compile(r"\buntil (\d{4}-\d{2}-\d{2})\b")
# By the release that is kept: why the one after it may break everything. To be taken away once the next is kept.
EXEMPT: Mapping[str, str] = {
    "0.4.0": "0.5.0 brings order, filters, payloads and money objects everywhere, before other people's programs depend"
    " on the schema. No deprecation could bridge that, and nobody outside depends on 0.4.0."
}


def release_of(kept: str) -> str:
    """The release whose schema a kept file is."""
    found = RELEASE.match(kept)
    return found[1] if found else ""


def outdated(kept: str, pyproject: str) -> list[str]:
    """A kept schema of another release than the last one, which pyproject.toml names until the next is raised."""
    version = tomllib.loads(pyproject)["project"]["version"]
    if release_of(kept) == version:
        return []
    return [f"{KEPT} is of release {release_of(kept) or 'none'}, and this is {version}: make released"]


def breaking(kept: str, written: str, today: date, exempt: Mapping[str, str] = EXEMPT) -> list[str]:
    """What clients of the last release would miss, but for what was deprecated until a day that is over."""
    if exempt.get(release_of(kept)):
        return []
    old, new = build_schema(kept), build_schema(written)
    over = {name for name, reason in deprecated(old) if (until := _until(reason)) and until < today}
    return [
        f"{change.description} Deprecate it first, with `until <day>` in the reason, and let that day pass."
        for change in find_breaking_changes(old, new)
        if not _is_over(old, change.description, over)
    ]


def dangerous(kept: str, written: str, changelog: str, exempt: Mapping[str, str] = EXEMPT) -> list[str]:
    """What may surprise a client of the last release, as a new value of an enum, and CHANGELOG.md does not tell."""
    if exempt.get(release_of(kept)):
        return []
    unreleased = changelog.partition("## Unreleased")[2].partition("\n## ")[0]
    return [
        f"{change.description} Name `{_coordinate(change.description)}` under Unreleased in CHANGELOG.md."
        for change in find_dangerous_changes(build_schema(kept), build_schema(written))
        if f"`{_coordinate(change.description)}`" not in unreleased
    ]


def stale(kept: str, exempt: Mapping[str, str] = EXEMPT) -> list[str]:
    """Exemptions from a release that is not kept any more."""
    return [
        f"the exemption of what follows {release} is over: take it out of EXEMPT"
        for release in exempt
        if release != release_of(kept)
    ]


def endless(written: str) -> list[str]:
    """Deprecations that do not say until when the old way works."""
    return [
        f'{name} is deprecated without a day: reason: "... until 2027-06-30"'
        for name, reason in deprecated(build_schema(written))
        if _until(reason) is None
    ]


def deprecated(schema: GraphQLSchema) -> Iterator[tuple[str, str]]:
    """Fields, arguments and values that are deprecated, as `Type.field` or `Type.field(argument:)`, and why."""
    for name, member in _members(schema):
        if member.deprecation_reason is not None:
            yield name, member.deprecation_reason


def _members(schema: GraphQLSchema) -> Iterator[tuple[str, Any]]:
    for kind in schema.type_map.values():
        if is_introspection_type(kind):
            continue
        for name, member in {**getattr(kind, "fields", {}), **getattr(kind, "values", {})}.items():
            yield f"{kind.name}.{name}", member
            for argument, taken in getattr(member, "args", {}).items():
                yield f"{kind.name}.{name}({argument}:)", taken


def _until(reason: str) -> date | None:
    found = UNTIL.search(reason)
    return date.fromisoformat(found[1]) if found else None


def _is_over(old: GraphQLSchema, description: str, over: Iterable[str]) -> bool:
    """Whether the change takes away what was deprecated until a day that is over, or a type that only that led to."""
    if description.startswith("Standard scalar"):
        return True  # whatever was of that type is told by itself
    if gone := REMOVED_TYPE.match(description):
        users = {
            name
            for name, member in _members(old)
            if hasattr(member, "type") and get_named_type(member.type).name == gone[1]
        }
        return bool(users) and users <= set(over)
    return " was removed" in description and _coordinate(description) in over


def _coordinate(description: str) -> str:
    found = COORDINATE.search(description)
    return found[0] if found else description.partition(" ")[0]


if __name__ == "__main__":
    version = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]
    (ROOT / KEPT).write_text(HEAD.format(version) + (ROOT / WRITTEN).read_text("utf-8"), "utf-8")
