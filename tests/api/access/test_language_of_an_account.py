"""Choosing the language of one's own answers: at once, with every token, for oneself only."""

import pytest

from api.sign_in import development_tokens

SET = """
mutation ($language: Language, $key: String!) {
  setLanguage(input: {language: $language, idempotencyKey: $key}) {
    account { name language }
    problems { code message path }
  }
}
"""
ME = "{ me { language } }"
LABEL = '{ enumLabels(type: "FundState") { value label } }'
ENGLISH, VIETNAMESE = ["Open", "Closed"], ["Đang mở", "Đã đóng"]


@pytest.fixture
def labels(client):
    """What fund states are called to whoever asks."""

    async def asked() -> list[str]:
        return [each["label"] for each in (await client.ask(LABEL))["enumLabels"]]

    return asked


async def test_the_next_request_is_in_the_chosen_language_whatever_it_accepts(client, labels):
    client.sign_in("hr")
    client.read_in("en")
    assert await labels() == ENGLISH

    assert (await client.done(SET, language="VI", key="k1"))["language"] == "VI"

    assert await labels() == VIETNAMESE
    assert await client.ask(ME) == {"me": {"language": "VI"}}


async def test_another_token_of_the_account_is_known_anew_too(client, labels, settings):
    client.sign_in("hr")
    other = client.http.headers["authorization"]
    assert await labels() == ENGLISH
    client.http.headers["authorization"] = f"Bearer {development_tokens.mint(settings, 'hr')}"

    await client.done(SET, language="VI", key="k1")

    client.http.headers["authorization"] = other
    assert await labels() == VIETNAMESE


async def test_without_a_choice_each_request_says_its_language_again(client, labels):
    client.sign_in("hr")
    await client.done(SET, language="EN", key="k1")
    client.read_in("vi")
    assert await labels() == ENGLISH

    assert (await client.done(SET, language=None, key="k2"))["language"] is None

    assert await labels() == VIETNAMESE


async def test_nobody_else_reads_otherwise_or_sees_the_choice(client, labels, actor_named):
    client.sign_in("hr")
    await client.done(SET, language="VI", key="k1")

    client.sign_in("admin")

    assert await labels() == ENGLISH
    assert await client.ask(ME) == {"me": {"language": None}}
    seen = await client.ask(
        "query ($id: ID!) { node(id: $id) { ... on Account { subject language } } }",
        id=f"Account_{(await actor_named('hr')).id}",
    )
    assert seen["node"]["language"] is None
    assert "hr" in seen["node"]["subject"]


async def test_a_key_sent_twice_chooses_once(client, labels):
    client.sign_in("hr")
    await client.done(SET, language="VI", key="k1")
    await client.done(SET, language="EN", key="k2")

    again = await client.done(SET, language="VI", key="k1")

    assert again["language"] == "EN"
    assert await labels() == ENGLISH


async def test_a_stranger_chooses_nothing(client):
    (problem,) = await client.problems(SET, language="VI", key="k1")

    assert problem["code"] == "unauthenticated"
    client.sign_in("hr")
    assert await client.ask(ME) == {"me": {"language": None}}


async def test_a_language_that_nobody_has_is_refused(client, labels):
    client.sign_in("hr")

    (error,) = await client.errors(SET, language="KLINGON", key="k1")

    assert error["extensions"]["code"] == "invalid_variable"
    assert await client.ask(ME) == {"me": {"language": None}}
    assert await labels() == ENGLISH
