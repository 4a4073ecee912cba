"""Tokens for a trial: easy on this computer, impossible where real people are."""

import json
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from api.settings import Settings
from api.sign_in import development_tokens
from api.sign_in.tokens import prove
from domain import clock
from domain.errors import Forbidden


def trial(folder: Path) -> Settings:
    """Settings of a developer's computer."""
    return Settings(mode="development", database_url="", data_folder=folder)


async def test_a_minted_token_proves_an_account_of_the_demo_for_twelve_hours(tmp_path: Path) -> None:
    issuer = development_tokens.issuer(trial(tmp_path))
    before = int(clock.now().timestamp())

    proof = await prove(development_tokens.mint(trial(tmp_path), "hr"), {issuer.name: issuer}, clock.now(), 0)

    assert proof.subject == "demo|hr"
    assert before + 12 * 3600 <= proof.expires <= int(clock.now().timestamp()) + 12 * 3600


def test_nobody_else_on_the_computer_reads_the_key(tmp_path: Path) -> None:
    development_tokens.mint(trial(tmp_path / "new"), "hr")

    file = tmp_path / "new" / development_tokens.KEY_FILE
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [each.name for each in file.parent.iterdir()] == [development_tokens.KEY_FILE]


def test_the_key_stays_the_same(tmp_path: Path) -> None:
    development_tokens.mint(trial(tmp_path), "hr")
    first = (tmp_path / development_tokens.KEY_FILE).read_text()

    development_tokens.mint(trial(tmp_path), "finance")

    assert (tmp_path / development_tokens.KEY_FILE).read_text() == first
    assert json.loads(first)["crv"] == "Ed25519"


async def test_processes_that_start_together_agree_on_one_key(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        minted = list(pool.map(lambda _: development_tokens.mint(trial(tmp_path), "hr"), range(8)))

    issuer = development_tokens.issuer(trial(tmp_path))
    proofs = [await prove(token, {issuer.name: issuer}, clock.now(), 0) for token in minted]
    assert {proof.subject for proof in proofs} == {"demo|hr"}


def test_nothing_is_minted_in_production(tmp_path: Path) -> None:
    settings = Settings(mode="production", data_folder=tmp_path)

    with pytest.raises(Forbidden) as caught:
        development_tokens.mint(settings, "hr")

    assert caught.value.code == "development_only"
    assert list(tmp_path.iterdir()) == []


def test_a_database_of_ones_own_means_production_until_one_says_otherwise(tmp_path: Path) -> None:
    settings = Settings(database_url="postgresql://db/meritgrid", data_folder=tmp_path)

    with pytest.raises(Forbidden):
        development_tokens.issuer(settings)

    assert list(tmp_path.iterdir()) == []
