"""The only reader of the environment: defaults that suit a laptop, and none that would lie in production."""

import os
import re
from datetime import date
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated, Any, Literal

import platformdirs
from pydantic import AnyHttpUrl, Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from domain import clock
from domain.errors import Invalid
from tabular import days

ASYMMETRIC = ("RS256", "ES256", "EdDSA", "Ed25519")
LOOPBACK = ("127.0.0.1", "::1", "localhost")
ORIGIN = re.compile(r"(https?)://\[?([a-z0-9.-]+|[0-9a-f:]+)\]?(?::\d{1,5})?")


def is_loopback(address: str) -> bool:
    """Whether an address, of a listener or of a peer, is this computer's own."""
    try:
        found = ip_address(address)
    except ValueError:
        return address == "localhost"
    return bool((getattr(found, "ipv4_mapped", None) or found).is_loopback)


class Settings(BaseSettings):
    """What an operator may set: `MERITGRID_<NAME>`, but for the two addresses that other tools know too."""

    model_config = SettingsConfigDict(
        env_prefix="MERITGRID_", env_ignore_empty=True, extra="ignore", frozen=True, populate_by_name=True
    )

    mode: Literal["development", "rehearsal", "production"] | None = None
    today: date | None = None  # the administration's day; in development and in a rehearsal only
    database_url: str = Field(default="", validation_alias="DATABASE_URL")
    app_database_url: str = Field(default="", validation_alias="APP_DATABASE_URL")
    data_folder: Path = Field(default_factory=lambda: platformdirs.user_data_path("meritgrid"))
    host: str = "127.0.0.1"
    port: int = Field(default=8000, ge=0, le=65535)
    access_log: bool = False

    oidc_issuer: str = ""
    oidc_audience: str = "meritgrid"
    oidc_jwks_url: AnyHttpUrl | None = None
    oidc_algorithms: Annotated[tuple[str, ...], NoDecode] = ASYMMETRIC
    oidc_client_id: str = ""
    oidc_client_secret: SecretStr = SecretStr("")
    public_address: str = ""  # where browsers find the pages
    clock_skew_seconds: int = Field(default=30, ge=0, le=300)

    session_idle_minutes: int = Field(default=30, ge=1, le=24 * 60)
    session_hours: int = Field(default=12, ge=1, le=24 * 7)

    deadline_seconds: int = Field(default=60, ge=1)
    largest_request_bytes: int = Field(default=1_000_000, ge=1_000)
    origins: Annotated[tuple[str, ...], NoDecode] = ()
    registered_documents_only: bool = False

    @field_validator("today", mode="before")
    @classmethod
    def _within_reach(cls, given: object) -> object:
        judged = days.day(given, clock.now().date()) if isinstance(given, str) else given
        if isinstance(judged, days.BrokenDay):
            raise ValueError(judged.says)
        return judged

    @field_validator("oidc_algorithms", "origins", mode="before")
    @classmethod
    def _split(cls, given: object) -> object:
        return tuple(given.replace(",", " ").split()) if isinstance(given, str) else given

    @field_validator("oidc_algorithms")
    @classmethod
    def _asymmetric_only(cls, given: tuple[str, ...]) -> tuple[str, ...]:
        """With HS* the provider's public key would be the secret; `none` needs no key at all."""
        if not given or set(given) - set(ASYMMETRIC):
            raise ValueError(f"only {', '.join(ASYMMETRIC)} prove who signed a token")
        return given

    @field_validator("origins")
    @classmethod
    def _each_by_name(cls, given: tuple[str, ...]) -> tuple[str, ...]:
        """An origin as browsers send it; one that is not encrypted can be anybody's, but for this computer's own."""
        for each in given:
            found = ORIGIN.fullmatch(each)
            if found is None or (found[1] != "https" and found[2] not in LOOPBACK):
                raise ValueError(
                    f"{each!r} is no origin: name each one as https://hr.example.gov.vn or http://localhost:5173,"
                    " in small letters, without a path"
                )
        return given

    @field_validator("public_address")
    @classmethod
    def _an_origin(cls, given: str) -> str:
        return cls._each_by_name((given,))[0] if given else given

    @field_validator("oidc_issuer", "oidc_jwks_url")
    @classmethod
    def _encrypted(cls, given: Any) -> Any:
        """Whoever can change an unencrypted answer can sign in as anybody."""
        address = AnyHttpUrl(given) if given and isinstance(given, str) else given
        if address and address.scheme != "https" and address.host not in LOOPBACK:
            raise ValueError("must begin with https://")
        return given

    @model_validator(mode="after")
    def _complete(self) -> "Settings":
        if bool(self.oidc_issuer) != bool(self.oidc_jwks_url):
            raise ValueError(
                "MERITGRID_OIDC_ISSUER and MERITGRID_OIDC_JWKS_URL belong together: set both or none"
            )
        for_pages = (self.oidc_client_id, self.oidc_client_secret.get_secret_value(), self.public_address)
        if any(for_pages) and not (all(for_pages) and self.oidc_issuer):
            raise ValueError(
                "MERITGRID_OIDC_CLIENT_ID, MERITGRID_OIDC_CLIENT_SECRET and MERITGRID_PUBLIC_ADDRESS let people sign in"
                " on the pages: set all three beside MERITGRID_OIDC_ISSUER, or none"
            )
        if self.today is not None and self.acting == "production":
            raise ValueError(
                "MERITGRID_TODAY: in production the day is the calendar's. Leave it out, or set"
                " MERITGRID_MODE=rehearsal for a database on which a year is rehearsed"
            )
        return self

    def refuse_to_serve(self) -> None:
        """Raise Invalid when a server with these settings could let nobody in, or anybody."""
        if not self.production:
            if not is_loopback(self.host):
                raise Invalid(
                    "development_is_local",
                    "In development anybody who reaches this server can be anybody, so it listens on this computer"
                    " only, not on {host}: leave MERITGRID_HOST and --host out, or set MERITGRID_MODE=production"
                    " with a provider.",
                    host=self.host,
                )
            return
        if not self.oidc_issuer:
            raise Invalid(
                "no_sign_in",
                "In production nobody can sign in without a provider: set MERITGRID_OIDC_ISSUER and"
                " MERITGRID_OIDC_JWKS_URL, or MERITGRID_MODE=development for a trial with made-up people.",
            )
        if not self.database_url:
            raise Invalid("no_database", "Production needs a PostgreSQL of its own: set DATABASE_URL.")

    @property
    def acting(self) -> str:
        """The mode in force: a database of one's own means production, unless told otherwise."""
        return self.mode or ("production" if self.database_url else "development")

    @property
    def production(self) -> bool:
        """Real people, no development sign-in. A rehearsal is production in everything but the day."""
        return self.acting != "development"


def read() -> Settings:
    """The settings of this process, whose day is theirs from now on. Raises Invalid with a sentence for each fault."""
    try:
        found = Settings()
    except ValidationError as wrong:
        raise Invalid("bad_settings", "; ".join(_said(each) for each in wrong.errors())) from None
    clock.set_today(found.today)
    return found


def _said(error: ErrorDetails) -> str:
    name = "_".join(str(part) for part in error["loc"]).upper()
    variable = name if name.endswith("DATABASE_URL") or not name else f"MERITGRID_{name}"
    said = str(error["msg"]).removeprefix("Value error, ")
    return f"{variable}: {said}" if variable else said


def terminal_language() -> str:
    """The language that the terminal asks for, as `vi`; empty when it asks for none.

    Not by LC_CTYPE, which Python itself sets where the terminal's locale is not installed.
    """
    said = (os.environ.get(name) for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"))
    return re.split(r"[_.:@]", next(filter(None, said), ""))[0]
