"""Answers are compressed for whoever takes it, when that saves anything."""

import gzip

import httpx2
import pytest

from tests.fixtures.client import Client

PAGE = "{ employees(first: 100) { nodes { id code fullName } } }"


async def ask(client: Client, document: str, encoding: str) -> tuple[httpx2.Response, bytes]:
    """An answer, and its bytes as they came."""
    request = client.http.build_request(
        "POST", "/graphql", json={"query": document}, headers={"accept-encoding": encoding}
    )
    answer = await client.http.send(request, stream=True)
    raw = b"".join([part async for part in answer.aiter_raw()])
    return answer, raw


async def test_a_page_of_people_comes_compressed_to_less_than_a_third(client: Client) -> None:
    client.sign_in("hr")

    whole, plain = await ask(client, PAGE, "identity")
    answer, compressed = await ask(client, PAGE, "gzip, br")

    assert answer.headers["content-encoding"] == "gzip"
    assert gzip.decompress(compressed) == plain
    assert len(compressed) * 3 < len(plain)
    assert "content-encoding" not in whole.headers
    for each in (whole, answer):
        assert "Accept-Encoding" in each.headers["vary"].split(", ")


@pytest.mark.parametrize(
    "refused", ["gzip;q=0", "gzip; q=0.0, br", "br, gzip;q=0.000", "x-gzipped", "x-notgzip"]
)
async def test_whoever_takes_no_gzip_gets_none(client: Client, refused: str) -> None:
    client.sign_in("hr")

    answer, raw = await ask(client, PAGE, refused)

    assert "content-encoding" not in answer.headers
    assert raw.startswith(b'{"data":{"employees"')


@pytest.mark.parametrize("taken", ["gzip;q=0.5", "br;q=0, gzip ;q=1.0"])
async def test_gzip_with_a_weight_is_taken(client: Client, taken: str) -> None:
    client.sign_in("hr")

    answer, _ = await ask(client, PAGE, taken)

    assert answer.headers["content-encoding"] == "gzip"


async def test_a_short_answer_is_left_as_it_is(client: Client) -> None:
    answer, raw = await ask(client, "{ about { mode } }", "gzip")

    assert "content-encoding" not in answer.headers
    assert raw.startswith(b'{"data":{"about":{"mode":"development"}}')


async def test_an_answer_repeats_no_token(client: Client) -> None:
    client.sign_in("hr")
    token = client.http.headers["authorization"].removeprefix("Bearer ")

    answer, raw = await ask(client, "{ me { name } }", "identity")

    assert token.encode() not in raw
    assert token not in str(answer.headers)
