"""Which tokens are believed, and the sentence for each that is not."""

import base64
from datetime import timedelta

import pytest
from authlib.oauth2.rfc6750 import InvalidTokenError
from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey

from api.sign_in import tokens
from api.sign_in.jwks import FixedKeys
from tests.fixtures.tokens import AUDIENCE, HOUR, NAME, NOW, SECOND, Provider, by_hand, key, published

SKEW = 30
CLAIMS = {"iss": NAME, "aud": AUDIENCE, "sub": "lan", "exp": SECOND + HOUR}


async def proven(token: str, provider: Provider | None = None, later: int = 0) -> tokens.Proof:
    """What the server takes from a token when it trusts the provider, so many seconds after NOW."""
    issuer = (provider or Provider()).issuer()
    return await tokens.prove(token, {issuer.name: issuer}, NOW + timedelta(seconds=later), SKEW)


async def refusal(token: str, provider: Provider | None = None, later: int = 0) -> str:
    """The sentence that a bearer of the token reads."""
    with pytest.raises(InvalidTokenError) as caught:
        await proven(token, provider, later)
    assert caught.value.status_code == 401
    return str(caught.value.description)


@pytest.mark.parametrize("algorithm", ["RS256", "ES256", "EdDSA", "Ed25519"])
async def test_a_token_of_the_provider_proves_its_subject(algorithm: str) -> None:
    provider = Provider(algorithm)

    proof = await proven(provider.token(), provider)

    assert proof.subject == f"{NAME}|lan"
    assert proof.expires == SECOND + HOUR + SKEW


async def test_one_of_several_audiences_is_enough() -> None:
    assert (await proven(Provider().token(aud=["payroll", AUDIENCE]))).subject == f"{NAME}|lan"


async def test_a_token_of_another_issuer_is_refused() -> None:
    assert await refusal(Provider().token(iss="https://elsewhere.example")) == tokens.OTHER_ISSUER


async def test_a_token_without_an_issuer_is_refused() -> None:
    assert await refusal(Provider().token(iss=None)) == tokens.NO_JWT


async def test_an_issuer_that_is_no_text_is_refused() -> None:
    assert await refusal(Provider().token(iss=[NAME])) == tokens.OTHER_ISSUER


async def test_a_token_for_another_service_is_refused() -> None:
    assert await refusal(Provider().token(aud="payroll")) == tokens.OTHER_AUDIENCE


@pytest.mark.parametrize("claim", ["aud", "exp", "sub"])
async def test_a_token_says_for_whom_until_when_and_who(claim: str) -> None:
    sentence = await refusal(Provider().token(**{claim: None}))

    assert sentence == f"The token lacks what every token must say: {claim}."


async def test_an_expired_token_is_refused_and_says_so() -> None:
    assert await refusal(Provider().token(), later=HOUR + SKEW) == tokens.EXPIRED


async def test_a_clock_that_is_a_little_ahead_does_not_end_a_token_early() -> None:
    assert (await proven(Provider().token(), later=HOUR + SKEW - 1)).subject == f"{NAME}|lan"


async def test_a_token_that_never_expires_in_numbers_is_refused() -> None:
    assert await refusal(Provider().token(exp=float("nan"))) == "The claim exp of the token is malformed."


async def test_a_token_that_is_not_valid_yet_is_refused() -> None:
    assert await refusal(Provider().token(nbf=SECOND + SKEW + 1)) == tokens.NOT_YET


async def test_a_clock_that_is_a_little_behind_does_not_delay_a_token() -> None:
    assert (await proven(Provider().token(nbf=SECOND + SKEW))).subject == f"{NAME}|lan"


async def test_a_token_from_the_future_is_refused() -> None:
    assert await refusal(Provider().token(iat=SECOND + SKEW + 1)) == tokens.NOT_YET


async def test_nobody_is_anybody_without_a_signature() -> None:
    sentence = await refusal(by_hand({"alg": "none"}, CLAIMS))

    assert sentence == "The token is not signed in a way that this server accepts: RS256."


async def test_the_public_key_is_no_secret_to_sign_with() -> None:
    """Whoever reads the published key could otherwise sign with it, as if HMAC had been agreed."""
    public = key("RS256").as_pem(private=False)
    forged = by_hand({"alg": "HS256", "kid": key("RS256").kid}, CLAIMS, public)

    assert await refusal(forged) == "The token is not signed in a way that this server accepts: RS256."


async def test_an_algorithm_that_the_operator_left_out_is_refused() -> None:
    issuer = Provider("ES256").issuer("RS256")

    with pytest.raises(InvalidTokenError) as caught:
        await tokens.prove(Provider("ES256").token(), {NAME: issuer}, NOW, SKEW)

    assert caught.value.description == "The token is not signed in a way that this server accepts: RS256."


async def test_a_token_of_another_signer_with_the_same_key_id_is_refused() -> None:
    impostor = RSAKey.generate_key(2048, {"kid": key("RS256").kid})

    assert await refusal(Provider().token(signer=impostor)) == tokens.FORGED


async def test_a_token_whose_subject_was_changed_is_refused() -> None:
    header, _, signature = Provider().token().split(".")
    changed = by_hand({}, CLAIMS | {"sub": "minister"}).split(".")[1]

    assert await refusal(f"{header}.{changed}.{signature}") == tokens.FORGED


async def test_a_key_that_is_not_published_is_unknown() -> None:
    assert await refusal(Provider().token(signer=key("RS256", "of 2019"))) == tokens.UNKNOWN_KEY


async def test_a_token_without_a_key_id_needs_a_provider_with_one_key() -> None:
    token = jwt.encode({"alg": "RS256"}, CLAIMS, key("RS256"), algorithms=["RS256"])
    both = FixedKeys(KeySet.import_key_set(published(key("RS256"), key("RS256", "next"))))
    issuer = tokens.Issuer(NAME, AUDIENCE, ("RS256",), both)

    assert (await proven(token)).subject == f"{NAME}|lan"
    with pytest.raises(InvalidTokenError, match="does not publish"):
        await tokens.prove(token, {NAME: issuer}, NOW, SKEW)


async def test_a_header_that_must_be_understood_and_is_not_is_refused() -> None:
    """RFC 7515, `crit`: a later rule that we do not know could forbid what we would allow."""
    token = by_hand({"alg": "RS256", "crit": ["only-on-mondays"], "only-on-mondays": True}, CLAIMS, b"x")

    assert await refusal(token) == tokens.FORGED


@pytest.mark.parametrize("text", ["", "lan", "a.b", "a.b.c", "e30.e30.e30", "ü.ü.ü", "." * 9, "x" * 9000])
async def test_what_is_no_token_is_refused_as_such(text: str) -> None:
    assert await refusal(text) == tokens.NO_JWT


async def test_no_sentence_repeats_what_the_token_says() -> None:
    sentence = await refusal(Provider().token(iss="https://secret.example", sub="secret", aud="secret"))

    assert "secret" not in sentence


@pytest.mark.parametrize("payload", [b"[" * 20_000, b'{"iss":' + b"[" * 20_000])
async def test_a_payload_nested_without_end_is_no_token(payload: bytes) -> None:
    assert await refusal(by_hand({"alg": "RS256"}, payload)) == tokens.NO_JWT


async def test_a_header_nested_without_end_is_no_token() -> None:
    header = base64.urlsafe_b64encode(b"[" * 5_000).rstrip(b"=").decode()

    assert await refusal(f"{header}.e30.e30") == tokens.NO_JWT


@pytest.mark.parametrize(
    "subject", ["lan\0", " ", " lan", "la\u00adn", "Nguye\u0302\u0303n", "x" * 256, 7, ["lan"]]
)
async def test_a_subject_that_two_people_could_spell_alike_names_nobody(subject: object) -> None:
    assert await refusal(Provider().token(sub=subject)) == "The claim sub of the token is malformed."


async def test_a_token_for_longer_than_numbers_reach_is_good_for_very_long() -> None:
    assert (await proven(Provider().token(exp=10**400))).expires == 2**53 + SKEW


async def test_a_token_says_when_its_bearer_proved_who_they_are() -> None:
    assert (await proven(Provider().token(auth_time=SECOND - 60))).signed_in_at == NOW - timedelta(seconds=60)
    assert (await proven(Provider().token())).signed_in_at is None


@pytest.mark.parametrize("said", [True, "1764000000", -1, [SECOND], {}])
async def test_a_sign_in_at_no_moment_is_refused(said: object) -> None:
    assert await refusal(Provider().token(auth_time=said)) == "The claim auth_time of the token is malformed."


@pytest.mark.parametrize("said", [SECOND + SKEW + 1, 10**18, float("inf"), float("nan")])
async def test_a_sign_in_in_the_future_is_refused(said: float) -> None:
    assert await refusal(Provider().token(auth_time=said)) == tokens.NOT_YET
