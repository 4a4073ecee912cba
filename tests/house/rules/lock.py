"""A lock file is of the dependencies that pyproject.toml states, with hashes and without any address.

`python -m tests.house.rules.lock` prints the fingerprint that `make lock` writes into its head, and with the name of an
extra what that extra asks for, one a line.
"""

import hashlib
import json
import re
import sys
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


def extra(pyproject: str, name: str) -> list[str]:
    """What an extra of pyproject.toml asks for."""
    asked: list[str] = tomllib.loads(pyproject)["project"]["optional-dependencies"][name]
    return asked


def pins(lock: str) -> dict[str, str]:
    """Each package that a lock file pins, as NAME==VERSION, with what stands behind it."""
    found = re.split(r"^(?=[a-z0-9])", lock, flags=re.IGNORECASE | re.MULTILINE)[1:]
    return {pin.split()[0]: pin for pin in found}


def faults(pyproject: str, lock: str, file: str = "requirements.lock") -> list[str]:
    """What is wrong with a lock file; nothing when it is current, hashed and free of addresses."""
    found = []
    if fingerprint(pyproject) not in lock.partition("==")[0]:
        found.append(f"{file} is older than the dependencies in pyproject.toml: make lock")
    found += [f"{file} names an address: {match.group()}" for match in ADDRESS.finditer(lock)]
    unhashed = [name for name, pin in pins(lock).items() if "--hash=sha256:" not in pin]
    found += [f"{file} has no hash for {name}" for name in unhashed]
    return found


if __name__ == "__main__":
    read = Path("pyproject.toml").read_text()
    asked = [line for name in sys.argv[1:] for line in extra(read, name)]
    print("\n".join(asked) or fingerprint(read))  # noqa: T201 - this is what it is for
