"""Answers that last are completed once for each document, language and arguments, and never mixed up."""

from uuid import UUID

import pytest

from api.graphql.computed import answers
from api.graphql.context import Context, Server
from api.schema import schema
from domain.actor import Actor

DOCUMENT = """query ($model: String!, $day: Date!, $brief: Boolean!) {
  parameters(model: $model, on: $day) { name says @skip(if: $brief) value { number } }
}"""


async def asked(document=DOCUMENT, language="en", **variables):
    """What somebody gets who reads in a language."""
    context = Context(Server("development"), Actor(id=UUID(int=7), name="Lan"), language=language)
    sent = {"model": "vn.classes_2026", "day": "2026-12-31", "brief": False, **variables}
    result = await schema.execute(document, variable_values=sent, context_value=context)
    assert result.errors is None
    return result.data["parameters"]


@pytest.fixture(autouse=True)
def nothing_kept(monkeypatch):
    monkeypatch.setattr(answers, "ANSWERS", answers.Cache(100, 100_000_000))


async def test_the_same_question_is_completed_once():
    first, again = await asked(), await asked()

    assert again is first
    assert len(answers.ANSWERS) == 1


@pytest.mark.parametrize(
    "other",
    [
        {"language": "vi"},
        {"model": "vn.grade_pay"},
        {"day": "2026-11-30"},
        {"brief": True},
        {"document": DOCUMENT.replace("says", "unit")},
    ],
)
async def test_another_question_gets_its_own_answer(other):
    first, second = await asked(), await asked(**other)

    assert second is not first
    assert len(answers.ANSWERS) == 2
    assert await asked() is first


async def test_a_refusal_is_not_kept():
    context = Context(Server("development"), Actor(id=UUID(int=7), name="Lan"))
    sent = {"model": "vn.nothing", "day": "2026-12-31", "brief": False}

    result = await schema.execute(DOCUMENT, variable_values=sent, context_value=context)

    assert result.errors is not None
    assert len(answers.ANSWERS) == 0
