"""What an operator may set, and the sentences for what cannot be."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from api import settings
from domain import clock
from domain.errors import Invalid


@pytest.fixture(autouse=True)
def nothing_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    """Start from an environment without any setting of ours."""
    for name in ("DATABASE_URL", "APP_DATABASE_URL", *(f"MERITGRID_{each.upper()}" for each in FIELDS)):
        monkeypatch.delenv(name, raising=False)


FIELDS = tuple(settings.Settings.model_fields)


def refused(monkeypatch: pytest.MonkeyPatch, **given: str) -> str:
    """The sentence for an environment that cannot be."""
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(Invalid) as caught:
        settings.read()
    return caught.value.message


def test_a_laptop_needs_no_setting_at_all() -> None:
    found = settings.read()

    assert (found.production, found.host, found.port) == (False, "127.0.0.1", 8000)
    assert found.data_folder.name == "meritgrid"


def test_an_empty_variable_is_one_that_is_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "")
    monkeypatch.setenv("MERITGRID_PORT", "")

    assert (settings.read().production, settings.read().port) == (False, 8000)


def test_the_environment_is_read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://owner@db/meritgrid")
    monkeypatch.setenv("APP_DATABASE_URL", "postgresql://app@db/meritgrid")
    monkeypatch.setenv("MERITGRID_DATA_FOLDER", str(tmp_path))
    monkeypatch.setenv("MERITGRID_OIDC_ALGORITHMS", "ES256, RS256")

    found = settings.read()

    assert (found.database_url, found.app_database_url) == (
        "postgresql://owner@db/meritgrid",
        "postgresql://app@db/meritgrid",
    )
    assert (found.data_folder, found.oidc_algorithms) == (tmp_path, ("ES256", "RS256"))
    assert found.production


def test_each_wrong_variable_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    sentence = refused(monkeypatch, MERITGRID_PORT="https", MERITGRID_MODE="debug")

    assert "MERITGRID_PORT: " in sentence
    assert "MERITGRID_MODE: Input should be 'development', 'rehearsal' or 'production'" in sentence


@pytest.mark.parametrize("algorithm", ["HS256", "none", "RS256 HS512", " "])
def test_only_algorithms_that_prove_a_signer_may_be_allowed(
    monkeypatch: pytest.MonkeyPatch, algorithm: str
) -> None:
    sentence = refused(monkeypatch, MERITGRID_OIDC_ALGORITHMS=algorithm)

    assert sentence == (
        "MERITGRID_OIDC_ALGORITHMS: only RS256, ES256, EdDSA, Ed25519 prove who signed a token"
    )


def test_an_issuer_and_its_keys_belong_together(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "belong together" in refused(monkeypatch, MERITGRID_OIDC_ISSUER="https://id.example.gov.vn")


@pytest.mark.parametrize("variable", ["MERITGRID_OIDC_ISSUER", "MERITGRID_OIDC_JWKS_URL"])
def test_keys_come_over_an_encrypted_connection(monkeypatch: pytest.MonkeyPatch, variable: str) -> None:
    both = dict.fromkeys(("MERITGRID_OIDC_ISSUER", "MERITGRID_OIDC_JWKS_URL"), "https://id.example.gov.vn")

    sentence = refused(monkeypatch, **both | {variable: "http://id.example.gov.vn"})

    assert sentence == f"{variable}: must begin with https://"


def test_production_does_not_start_when_nobody_could_sign_in() -> None:
    with pytest.raises(Invalid) as caught:
        settings.Settings(mode="production", database_url="postgresql://db/x").refuse_to_serve()

    assert caught.value.code == "no_sign_in"


def test_production_does_not_start_on_the_embedded_database() -> None:
    found = settings.Settings(mode="production", oidc_issuer="https://a.vn", oidc_jwks_url="https://a.vn/k")

    with pytest.raises(Invalid) as caught:
        found.refuse_to_serve()

    assert caught.value.code == "no_database"


def test_production_starts_with_both() -> None:
    found = settings.Settings(
        mode="production", database_url="x", oidc_issuer="https://a.vn", oidc_jwks_url="https://a.vn/k"
    )

    found.refuse_to_serve()

    assert found.production


def test_the_day_of_a_trial_is_the_day_of_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MERITGRID_TODAY", "2027-03-01")

    assert settings.read().today == clock.today() == date(2027, 3, 1)
    assert clock.is_set()


def test_without_a_day_it_is_the_calendars(monkeypatch: pytest.MonkeyPatch) -> None:
    settings.read()

    assert not clock.is_set()
    assert abs(clock.today() - clock.now().date()) <= timedelta(days=1)


@pytest.mark.parametrize("mode", ["production", ""])
def test_in_production_nobody_sets_the_day(monkeypatch: pytest.MonkeyPatch, mode: str) -> None:
    before = clock.today()
    given = {"MERITGRID_MODE": mode, "DATABASE_URL": "postgresql://here/db", "MERITGRID_TODAY": "2027-03-01"}

    assert "MERITGRID_MODE=rehearsal" in refused(monkeypatch, **given)
    assert clock.today() == before


def test_a_rehearsal_is_production_in_everything_but_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MERITGRID_MODE", "rehearsal")
    monkeypatch.setenv("MERITGRID_TODAY", "2027-03-01")

    found = settings.read()

    assert (found.acting, found.production, clock.today()) == ("rehearsal", True, date(2027, 3, 1))
    with pytest.raises(Invalid) as caught:
        found.refuse_to_serve()
    assert caught.value.code == "no_sign_in"


@pytest.mark.parametrize("written", ["20270301", "2027-W09-1", "2027-02-30", "9999-12-31", "tomorrow"])
def test_a_day_that_is_none_is_told(monkeypatch: pytest.MonkeyPatch, written: str) -> None:
    assert refused(monkeypatch, MERITGRID_TODAY=written).startswith("MERITGRID_TODAY: ")


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "10.0.0.7", "meritgrid.example", "127.0.0.1.evil.example"])  # noqa: S104 - refused
def test_development_listens_on_this_computer_only(host: str) -> None:
    with pytest.raises(Invalid) as caught:
        settings.Settings(mode="development", host=host).refuse_to_serve()

    assert caught.value.code == "development_is_local"
    assert host in caught.value.message


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.2", "::1", "localhost"])
def test_development_listens_on_any_address_of_this_computer_itself(host: str) -> None:
    found = settings.Settings(mode="development", host=host)

    found.refuse_to_serve()

    assert found.host == host


def test_production_listens_where_it_is_told() -> None:
    found = settings.Settings(
        mode="production",
        host="0.0.0.0",  # noqa: S104 - people come from elsewhere
        database_url="postgresql://db/x",
        oidc_issuer="https://id.example.gov.vn",
        oidc_jwks_url="https://id.example.gov.vn/keys",
    )

    found.refuse_to_serve()

    assert found.production


@pytest.mark.parametrize(
    "given",
    [
        "*",
        "https://hr.example.gov.vn/",
        "http://hr.example.gov.vn",
        "hr.example.gov.vn",
        "https://HR.example.gov.vn",
        "null",
    ],
)
def test_what_is_no_origin_is_refused(monkeypatch: pytest.MonkeyPatch, given: str) -> None:
    sentence = refused(monkeypatch, MERITGRID_ORIGINS=f"https://hr.example.gov.vn, {given}")

    assert sentence.startswith(f"MERITGRID_ORIGINS: '{given}' is no origin: name each one as https://")


def test_origins_are_named_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(
        "MERITGRID_ORIGINS", "https://hr.example.gov.vn, http://localhost:5173 http://[::1]:5173"
    )

    assert settings.read().origins == (
        "https://hr.example.gov.vn",
        "http://localhost:5173",
        "http://[::1]:5173",
    )


def test_unless_set_other_documents_are_carried_out_and_no_other_origin_may_ask() -> None:
    assert settings.Settings(mode="development").registered_documents_only is False
    assert settings.Settings(mode="development").origins == ()
