"""What the text and the numbers of the rules cost: all of it may be asked for once, not sixty times."""

import pytest
from graphql import parse

from api.graphql.query_cost.cost import cost_of
from api.graphql.query_cost.limits import MOST_FIELDS, refused
from api.schema import schema

COLUMN = "name says kind unit key law agreement choice certainty"
MODELS = (
    f"payModels(first: 100) {{ nodes {{ id stages {{ inputs {{ {COLUMN} }} outputs {{ {COLUMN} }} }} }} }}"
)
VALUE = "{ unit number option money { amount currency } formatted }"
BOUNDS = f"atLeast {VALUE} atMost {VALUE} options {{ name says }}"
PARAMETER = f"name says value {VALUE} {BOUNDS} history {{ value {VALUE} }}"
SLOT = f"slot {{ modelId value {VALUE} parameter {{ {PARAMETER} }} }}"
ARTICLES = f'articles(on: "2026-12-31") {{ act paragraphs {{ pieces {{ text {SLOT} }} }} }}'


def cost(document):
    """The most fields that can come back."""
    return cost_of(schema._schema, parse(document), None).fields({})


@pytest.mark.parametrize("field", [MODELS, ARTICLES])
def test_everything_of_all_models_and_of_the_rule_may_be_asked_for(field):
    assert refused(cost(f"{{ {field} }}"), {}) is None


def test_the_whole_rule_may_not_be_asked_for_again_and_again():
    many = " ".join(f"a{number}: {ARTICLES}" for number in range(5))

    found = refused(cost(f"{{ {many} }}"), {})

    assert found is not None
    assert found.extensions == {"code": "too_large"}
    assert cost(f"{{ {many} }}") > MOST_FIELDS
