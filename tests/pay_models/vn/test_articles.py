"""What a regulation of Vietnam may set can be read in the text of the rule, in both languages."""

import pytest

from domain.pay_runs.kinds import KINDS
from pay_models.kernel import model
from pay_models.kernel.declare.article_file import read_articles
from pay_models.kernel.tell.articles import articles

RULED = sorted({stage.example for kind in KINDS.values() for stage in kind.stages})


def test_the_rule_is_written_down_for_every_model_that_runs_are_made_by():
    assert RULED == [
        "vn.bonus_fund_2026",
        "vn.classes_2026",
        "vn.extra_income_hcmc",
        "vn.grade_pay",
        "vn.kpi_score_2026",
    ]
    assert [one for one in RULED if read_articles(model(one).parameters.folder) is None] == []


@pytest.mark.parametrize("model_id", RULED)
def test_every_parameter_stands_in_the_rule_in_both_languages(model_id):
    chosen = model(model_id)

    slots = [
        {
            piece.parameter
            for article in articles(chosen, language)
            for pieces in article.paragraphs
            for piece in pieces
        }
        for language in ("en", "vi")
    ]

    assert slots[0] == slots[1] == {"", *chosen.parameters.parameters}


@pytest.mark.parametrize("model_id", RULED)
def test_no_sentence_of_the_rule_is_left_in_english(model_id):
    english, vietnamese = (articles(model(model_id), language) for language in ("en", "vi"))

    for one, other in zip(english, vietnamese, strict=True):
        assert one.act != other.act
        assert one.title != other.title
        for before, after in zip(one.paragraphs, other.paragraphs, strict=True):
            assert [piece.text for piece in before if piece.text.strip(" ,.:")] != [
                piece.text for piece in after if piece.text.strip(" ,.:")
            ]
