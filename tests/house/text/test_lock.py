"""What is installed is what was chosen, from wherever it comes."""

from tests.house.rules.lock import faults, fingerprint, pins
from tests.house.rules.tree import ROOT

PYPROJECT = """
[build-system]
requires = ["setuptools"]
[project]
requires-python = ">=3.11"
dependencies = ["orjson>=3"]
"""
HEAD = f"#    make lock  # of {fingerprint(PYPROJECT)}\n"
PIN = "orjson==3.13.0 \\\n    --hash=sha256:00ff\n"


def test_the_lock_is_current_hashed_and_names_no_address():
    lock = (ROOT / "requirements.lock").read_text()

    assert faults((ROOT / "pyproject.toml").read_text(), lock) == []


def test_sparks_lock_is_as_good_and_holds_nothing_that_everybody_needs():
    lock = (ROOT / "requirements-spark.lock").read_text()

    assert faults((ROOT / "pyproject.toml").read_text(), lock, "requirements-spark.lock") == []
    assert [pin.partition("==")[0] for pin in pins(lock)] == ["py4j", "pyspark"]


def test_the_browsers_lock_is_as_good_and_holds_little_else():
    lock = (ROOT / "requirements-browser.lock").read_text()

    assert faults((ROOT / "pyproject.toml").read_text(), lock, "requirements-browser.lock") == []
    assert [pin.partition("==")[0] for pin in pins(lock)] == ["greenlet", "playwright"]


def test_a_dependency_that_the_lock_does_not_know_is_found():
    newer = PYPROJECT.replace('["orjson>=3"]', '["orjson>=3", "anyio"]')

    assert faults(PYPROJECT, HEAD + PIN) == []
    assert faults(newer, HEAD + PIN) == [
        "requirements.lock is older than the dependencies in pyproject.toml: make lock"
    ]


def test_a_pin_without_a_hash_is_found():
    assert faults(PYPROJECT, HEAD + PIN + "anyio==4.16.0\n") == [
        "requirements.lock has no hash for anyio==4.16.0"
    ]


def test_an_address_in_the_lock_is_found():
    assert faults(PYPROJECT, HEAD + "--index-url https://example.org/simple\n" + PIN) == [
        "requirements.lock names an address: --index-url",
        "requirements.lock names an address: https://",
    ]
