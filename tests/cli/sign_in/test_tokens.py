"""`meritgrid token`: for trials only."""

import pytest

from api import settings
from api.sign_in import development_tokens
from api.sign_in.tokens import prove
from domain import clock


@pytest.fixture(autouse=True)
def own_folder(tmp_path, monkeypatch):
    monkeypatch.setenv("MERITGRID_DATA_FOLDER", str(tmp_path))
    monkeypatch.setenv("DATABASE_URL", "")


async def test_a_token_signs_in_as_the_account_named(meritgrid):
    answer = meritgrid("token", "--as", "finance")
    assert answer.code == 0
    assert answer.err == (
        "Good for 12 hours on this computer's server, as Phòng Tài chính.\n"
        "It approves for 5 minutes from now: for an approval later on, print another one.\n"
    )
    trusted = development_tokens.issuer(settings.read())
    proof = await prove(answer.out.strip(), {trusted.name: trusted}, clock.now(), 30)
    assert proof.subject.endswith("|finance")


def test_an_account_that_the_demo_lacks_gets_near_matches_and_no_token(meritgrid):
    answer = meritgrid("token", "--as", "finanse")
    assert (answer.code, answer.out) == (2, "")
    assert answer.err == "meritgrid: The demo has no account 'finanse'. Did you mean 'finance'?\n"


def test_nobody_gets_a_token_in_production(meritgrid, monkeypatch, tmp_path):
    monkeypatch.setenv("MERITGRID_MODE", "production")
    answer = meritgrid("token", "--as", "hr")
    assert (answer.code, answer.out) == (1, "")
    assert "Tokens are minted for trials only" in answer.err
    assert list(tmp_path.iterdir()) == []


def test_a_wrong_setting_is_told_in_a_sentence(meritgrid, monkeypatch):
    monkeypatch.setenv("MERITGRID_PORT", "eighty")
    answer = meritgrid("token", "--as", "hr")
    assert (answer.code, answer.out) == (1, "")
    assert answer.err.startswith("meritgrid: MERITGRID_PORT: ")
