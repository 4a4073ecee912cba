"""The text of the rule: cut at its slots, the same slots in both languages."""

import pytest

from pay_models.kernel import model
from pay_models.kernel.declare.article_file import read_articles
from pay_models.kernel.errors import BadArticleFile
from pay_models.kernel.tell.articles import Piece, articles, pieces, words


def test_a_paragraph_is_cut_where_a_value_stands():
    assert pieces("From {lowest} points, at most {quota_bp}") == (
        Piece("From "),
        Piece(parameter="lowest"),
        Piece(" points, at most "),
        Piece(parameter="quota_bp"),
    )
    assert pieces("Everybody.") == (Piece("Everybody."),)


def test_the_quota_on_excellent_reads_in_both_languages():
    for language, act, title, opening in (
        ("en", "Decree 335/2025/ND-CP", "Classes", "The excellent are at most "),
        ("vi", "Nghị định 335/2025/NĐ-CP", "Mức xếp loại chất lượng", "Người xuất sắc không quá "),
    ):
        told = articles(model("vn.classes_2026"), language)[1]
        assert (told.act, told.title, told.certainty, told.choice) == (act, title, "text_read", False)
        assert told.paragraphs[1][:2] == (Piece(opening), Piece(parameter="quota_bp"))


def test_an_option_reads_inside_of_a_sentence():
    chosen = model("vn.classes_2026")

    assert words(chosen, "quota_rounding", "down") == "is no place"
    assert words(chosen, "quota_rounding", "down", "vi") == "bỏ đi"
    assert words(chosen, "quota_rounding", "unheard_of") == "unheard_of"


def test_a_model_whose_rule_nobody_wrote_down_has_no_articles():
    assert articles(model("fr.gipa")) == ()


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("articles: []", "articles: Tuple should have at least 1 item"),
        ("articles: [{act: Law, title: Pay, certainty: heard, paragraphs: [Yes.]}]", "certainty: Input"),
        ("articles: [{act: Law, title: Pay, certainty: press, paragraphs: [Yes.], note: x}]", "Extra inputs"),
        ("articles: [", "while parsing"),
    ],
)
def test_a_file_that_does_not_hold_articles_is_refused(tmp_path, text, fault):
    (tmp_path / "articles.yaml").write_text(text)

    with pytest.raises(BadArticleFile) as refused:
        read_articles(tmp_path)

    assert fault in str(refused.value)
