"""Encrypted cookies (JWE, RFC 7516): what a browser keeps for this server, and can neither read nor write."""

import hashlib

from joserfc import jwe
from joserfc.errors import JoseError
from joserfc.jwk import OctKey

_HOW = {"alg": "dir", "enc": "A256GCM"}


def encrypt(text: str, secret: str, purpose: str) -> str:
    """The text for a cookie; what was encrypted for another purpose does not open it."""
    return jwe.encrypt_compact(_HOW, text.encode(), _key(secret, purpose))


def decrypt(cookie: str, secret: str, purpose: str) -> str:
    """The text of a cookie. Raises ValueError for what this server did not write."""
    try:
        return (jwe.decrypt_compact(cookie, _key(secret, purpose)).plaintext or b"").decode()
    except JoseError:
        raise ValueError("not a cookie of this server") from None


def _key(secret: str, purpose: str) -> OctKey:
    return OctKey.import_key(hashlib.sha256(f"meritgrid {purpose} {secret}".encode()).digest())
