"""Verification of tokens: signature, issuer, audience and times of a JWT (RFC 7519, 8725), in sentences."""

import json
import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from authlib.oauth2.rfc6750 import InvalidTokenError
from joserfc import jwt
from joserfc.errors import (
    ExpiredTokenError,
    InvalidClaimError,
    InvalidKeyIdError,
    JoseError,
    MissingClaimError,
    SecurityWarning,
)
from joserfc.jws import JWSRegistry, extract_compact

from api.sign_in.jwks import Keys
from domain.errors import Forbidden, Refusal
from tabular.text import Kind, judge

NO_JWT = "This is not a signed JSON Web Token."
OTHER_ISSUER = "The token comes from an issuer that this server does not trust."
OTHER_AUDIENCE = "The token is meant for another service: its audience is not this one."
NOT_YET = "The token is not valid yet. Compare the clock of its issuer with the clock of this server."
EXPIRED = "The token has expired. Sign in again for a new one."
UNKNOWN_KEY = "The token is signed with a key that its issuer does not publish."
FORGED = "The signature of the token does not match."
MALFORMED = "The claim {claim} of the token is malformed."
END_OF_TIME = 2**53  # a whole number in a token may be larger than any float
SUBJECT = Kind(255)  # OpenID Connect Core 1.0, section 2
CLAIM_SENTENCES = {"iss": OTHER_ISSUER, "nbf": NOT_YET, "iat": NOT_YET}


def invalid_token(template: str, **values: Any) -> InvalidTokenError:
    """authlib's error for a token that proves nothing; `refused` is the same in every language."""
    return unproven(Forbidden("invalid_token", template, **values))


def unproven(refused: Refusal) -> InvalidTokenError:
    """authlib's error for what proves nobody: an answer 401 in the words of a refusal."""
    error = InvalidTokenError(refused.message)
    error.refused = refused
    return error


class _Registry(JWSRegistry):
    max_header_length = 8_000  # some providers send their certificates along


@dataclass(frozen=True, slots=True)
class Issuer:
    """Somebody whose word we take, for tokens meant for `audience` and signed with one of `algorithms`."""

    name: str
    audience: str
    algorithms: tuple[str, ...]
    keys: Keys


@dataclass(frozen=True, slots=True)
class Proof:
    """What a good token says: who its bearer is, and until when (seconds since 1970) that may be believed.

    `subject` is `<issuer>|<sub>`: what one issuer says about its people means nothing for another's. `signed_in_at`:
    when they proved who they are (`auth_time`, OpenID Connect Core 1.0, section 2); None when the token does not say.
    `nonce`: which sign-in of ours it answers, if any.
    """

    issuer: Issuer
    subject: str
    expires: float
    signed_in_at: datetime | None = None
    nonce: object = None


async def prove(token: str, issuers: Mapping[str, Issuer], now: datetime, skew_seconds: int) -> Proof:
    """Check `token` against the issuer that it names.

    Raises authlib's InvalidTokenError with a sentence for the bearer; Unavailable without keys.
    """
    header, claimed = _opened(token)
    issuer = issuers.get(claimed) if isinstance(claimed, str) else None
    if issuer is None:
        raise invalid_token(OTHER_ISSUER)
    if header.get("alg") not in issuer.algorithms:
        raise invalid_token(
            "The token is not signed in a way that this server accepts: {accepted}.",
            accepted=issuer.algorithms,
        )
    keys = await issuer.keys.with_id(header.get("kid"))
    claims = _refusing(lambda: _verified(token, keys, issuer, int(now.timestamp()), skew_seconds))
    expires = float(min(claims["exp"], END_OF_TIME)) + skew_seconds
    signed_in_at = _signed_in_at(claims, now.timestamp() + skew_seconds)
    return Proof(issuer, f"{issuer.name}|{_subject(claims)}", expires, signed_in_at, claims.get("nonce"))


def _signed_in_at(claims: Mapping[str, Any], latest: float) -> datetime | None:
    said = claims.get("auth_time")
    if said is None:
        return None
    # A truth value is a whole number too, for Python.
    if type(said) not in (int, float) or said < 0:
        raise invalid_token(MALFORMED, claim="auth_time")
    if not said <= latest:
        raise invalid_token(NOT_YET)
    return datetime.fromtimestamp(said, UTC)


def _subject(claims: Mapping[str, Any]) -> str:
    """Who the bearer is, to the letter: a subject that two people could spell alike names nobody."""
    subject = claims["sub"]
    if not isinstance(subject, str) or judge(subject, SUBJECT) != subject:
        raise invalid_token(MALFORMED, claim="sub")
    return subject


def _opened(token: str) -> tuple[dict[str, Any], Any]:
    """Header and issuer as the token claims them: only to choose the keys, nothing is believed yet."""
    try:
        unproven = extract_compact(token.encode("ascii"), registry=_Registry(strict_check_header=False))
        return dict(unproven.headers()), json.loads(unproven.payload)["iss"]
    except (JoseError, ValueError, KeyError, TypeError, RecursionError):
        raise invalid_token(NO_JWT) from None


def _verified(token: str, keys: Any, issuer: Issuer, now: int, skew_seconds: int) -> dict[str, Any]:
    registry = _Registry(algorithms=issuer.algorithms, strict_check_header=False)
    with warnings.catch_warnings(action="ignore", category=SecurityWarning):  # EdDSA's new name, RFC 9864
        decoded = jwt.decode(token, keys, algorithms=issuer.algorithms, registry=registry)
    jwt.JWTClaimsRegistry(
        now=now,
        leeway=skew_seconds,
        iss={"essential": True, "value": issuer.name},
        aud={"essential": True, "value": issuer.audience},
        exp={"essential": True},
        sub={"essential": True},
    ).validate(decoded.claims)
    return decoded.claims


def _refusing(check: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """Do `check`; turn whatever it finds wrong into a sentence without any value of the token in it."""
    try:
        return check()
    except ExpiredTokenError:
        raise invalid_token(EXPIRED) from None
    except MissingClaimError as missing:
        raise invalid_token(
            "The token lacks what every token must say: {claim}.", claim=missing.claim
        ) from None
    except InvalidClaimError as wrong:
        if wrong.claim == "aud":
            raise invalid_token(OTHER_AUDIENCE) from None
        if (known := CLAIM_SENTENCES.get(wrong.claim)) is not None:
            raise invalid_token(known) from None
        raise invalid_token(MALFORMED, claim=wrong.claim) from None
    except InvalidKeyIdError:
        raise invalid_token(UNKNOWN_KEY) from None
    except (JoseError, ValueError):
        raise invalid_token(FORGED) from None
