"""The page of published examples, and each model's README, say what the cases hold."""

from pathlib import Path

import pytest

from cli.models.examples import examples_of
from pay_models.kernel import model
from pay_models.kernel.registry import model_ids

PAGE = Path(__file__).parents[3] / "docs" / "published-examples.md"


def test_the_page_is_what_the_command_prints(meritgrid):
    assert meritgrid("models", "examples").out == PAGE.read_text()


@pytest.mark.parametrize("model_id", model_ids())
def test_the_readme_of_a_model_counts_its_published_examples(model_id):
    examples = examples_of(model(model_id))
    assert examples.sentence in (examples.model.parameters.folder / "README.md").read_text()


def test_a_figure_printed_wrongly_is_not_counted_as_reproduced():
    (wrong,) = examples_of(model("fr.index_pay")).wrong
    assert wrong.erroneous.reason
    assert wrong not in examples_of(model("fr.index_pay")).printed
