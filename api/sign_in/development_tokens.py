"""Development tokens: sign-in without a provider, for a trial with made-up people on this computer."""

import json
import os
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

from joserfc import jwt
from joserfc.jwk import KeySet, OKPKey

from api.settings import Settings
from api.sign_in.jwks import FixedKeys
from api.sign_in.tokens import Issuer
from domain import clock
from domain.database.tables import new_id
from domain.errors import Forbidden

ISSUER = "demo"  # the accounts of demo belong to it: demo|hr, demo|finance
ALGORITHM = "Ed25519"
LIFETIME = timedelta(hours=12)
KEY_FILE = "development-key.json"


def mint(settings: Settings, name: str) -> str:
    """A token for the demo's account `name` ("hr"), good for twelve hours on this computer.

    Raises Forbidden in production.
    """
    _refuse_in_production(settings)
    now = int(clock.now().timestamp())
    claims = {
        "iss": ISSUER,
        "aud": settings.oidc_audience,
        "sub": name,
        "iat": now,
        "auth_time": now,
        "exp": now + int(LIFETIME.total_seconds()),
        "jti": str(new_id()),
    }
    key = _key(settings.data_folder)
    return jwt.encode({"alg": ALGORITHM, "kid": key.kid}, claims, key, algorithms=[ALGORITHM])


def issuer(settings: Settings) -> Issuer:
    """The development issuer. Raises Forbidden in production, where nobody trusts it."""
    _refuse_in_production(settings)
    keys = FixedKeys(KeySet([_key(settings.data_folder)]))
    return Issuer(ISSUER, settings.oidc_audience, (ALGORITHM,), keys)


def _refuse_in_production(settings: Settings) -> None:
    if settings.production:
        raise Forbidden(
            "development_only",
            "Tokens are minted for trials only; in production people sign in with their provider.",
        )


def _key(folder: Path) -> OKPKey:
    """The key of this data folder, made at the first use; only its owner can read it."""
    file = folder / KEY_FILE
    with suppress(FileExistsError):
        _write_new(file)
    return OKPKey.import_key(json.loads(file.read_text()))


def _write_new(file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    if file.exists():
        raise FileExistsError
    written = OKPKey.generate_key("Ed25519", auto_kid=True).as_dict(private=True)
    # Another process may do the same now: whole under another name first, then the first one stays.
    draft = file.with_suffix(f".{new_id().hex}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
        json.dump(written, out)
    try:
        os.link(draft, file)
    finally:
        draft.unlink()
