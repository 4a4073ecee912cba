"""Documents that nobody wrote: whatever is asked, in whatever form, is answered as the schema promises.

200 documents; 800 and 2,000 in the longer tiers.
"""

import re
from random import Random

import orjson
import pytest
from sqlalchemy import Select

from api.graphql.reads import read_field
from api.graphql.reads.statement_cache import Plans
from api.schema import schema
from tests.api.graphql.generated.documents.conformance import misfits
from tests.api.graphql.generated.documents.corpus import gather
from tests.api.graphql.generated.documents.generator import Generator
from tests.api.graphql.generated.documents.printer import otherwise, plainly
from tests.tiers import in_tier, thorough

ROLES = ("hr", "finance", "auditor", "assessor", "commune_hr", "employee", "admin", "legislator")
MOST = in_tier(200, 800, 2_000)
LARGEST, SMALLEST = 40, 10  # fields, more or less
GRAPHQL = schema._schema
COST = re.compile(rb',"extensions":\{"cost":\{[^}]*\}\}\}$')


@pytest.fixture
async def faults_of(client, computed_run):
    """`await faults_of(number)`: what is wrong with the answers to a document, asked in both forms."""
    corpus = await gather(client, GRAPHQL)

    async def find(number, size=LARGEST):
        random = Random(number)  # noqa: S311 - the same documents each time
        parts = Generator(GRAPHQL, corpus, random, left=size).document()
        plain, other = plainly(parts), otherwise(parts, random)
        answers = [await answer_to(client, each) for each in (plain, other, plain)]
        if size > SMALLEST and any(is_too_much(answer) for answer in answers):
            return await find(number, size // 2)
        faults = [fault for answer in answers[:2] for fault in faults_in(answer, parts)]
        if len(set(answers)) > 1:
            faults.append(f"the forms are answered differently: {answers}")
        return [f"{fault}\n{plain}\n{other}" for fault in faults]

    return find


async def answer_to(client, written):
    """The bytes of the answer, but for its cost: another form of a document may name a field twice."""
    body = {"query": written.text, "variables": written.variables, "operationName": written.operation_name}
    response = await client.http.post("/graphql", json=body)
    return COST.sub(b"}", response.content)


def is_too_much(answer):
    """Whether a limit refused the document: with fragments and variables it is longer than it was grown."""
    return answer.startswith(b'{"errors"') and b'"code":"too_' in answer


def faults_in(answer, parts):
    """What is wrong with one answer: it is no JSON, has errors, or does not fit."""
    try:
        read = orjson.loads(answer)
    except orjson.JSONDecodeError as fault:
        return [f"{fault}: {answer!r}"]
    if "errors" in read:
        return [str(read["errors"])]
    return misfits(GRAPHQL, parts, read["data"])


@thorough
@pytest.mark.parametrize("role", ROLES)
async def test_a_document_is_answered_as_the_schema_promises_in_whatever_form(client, faults_of, role):
    client.sign_in(role)

    for number in range(ROLES.index(role), MOST, len(ROLES)):
        assert await faults_of(number) == []


async def test_a_page_that_is_no_group_is_found(client, faults_of, monkeypatch):
    """Once, a page of which only constants were asked came back as one row for each of its items."""
    monkeypatch.setattr(Select, "having", lambda query, _: query)
    monkeypatch.setattr(read_field, "PLANS", Plans())
    client.sign_in("hr")
    found, number = [], 0

    while not found and number < 200:
        found, number = await faults_of(number), number + 1

    assert found
