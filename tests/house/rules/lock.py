"""The lock file is of the dependencies that pyproject.toml states, with hashes and without any address.

`python -m tests.house.rules.lock` prints the fingerprint that `make lock` writes into its head.
"""

import hashlib
import json
import re
import tomllib
from pathlib import Path

ADDRESS = re.compile(r"https?://|^\s*--(?:extra-)?(?:index|find)\S*|file:|@\s", re.MULTILINE)


def fingerprint(pyproject: str) -> str:
    """A short name of everything in pyproject.toml that decides what is installed."""
    read = tomllib.loads(pyproject)
    project = read["project"]
    said = [
        sorted(read["build-system"]["requires"]),
        sorted(project["dependencies"]),
        {group: sorted(names) for group, names in project.get("optional-dependencies", {}).items()},
        project["requires-python"],
    ]
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()[:16]


def faults(pyproject: str, lock: str) -> list[str]:
    """What is wrong with a lock file; nothing when it is current, hashed and free of addresses."""
    found = []
    if fingerprint(pyproject) not in lock.partition("==")[0]:
        found.append("requirements.lock is older than the dependencies in pyproject.toml: make lock")
    found += [f"requirements.lock names an address: {match.group()}" for match in ADDRESS.finditer(lock)]
    pins = re.split(r"^(?=[a-z0-9])", lock, flags=re.IGNORECASE | re.MULTILINE)[1:]
    unhashed = [pin.split()[0] for pin in pins if "--hash=sha256:" not in pin]
    found += [f"requirements.lock has no hash for {pin}" for pin in unhashed]
    return found


if __name__ == "__main__":
    print(fingerprint(Path("pyproject.toml").read_text()))  # noqa: T201 - this is what it is for
