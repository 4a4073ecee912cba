"""The way of a model: what a file may hold, and which sentence a formula takes."""

import pytest

from pay_models.kernel.errors import BadWayFile
from pay_models.kernel.tell.way_file import NOTHING, ToldBy, read_way, sentence_of, slots_of

SHARES = ToldBy(
    by="share_basis", sentences={"by_class": "{coefficient} × {months}", "*": "one for everybody"}
)


def test_a_formula_takes_the_sentence_of_the_option_and_else_the_one_for_any_other():
    assert sentence_of(SHARES, {"share_basis": "by_class"}) == "{coefficient} × {months}"
    assert sentence_of(SHARES, {"share_basis": "per_head"}) == sentence_of(SHARES, {}) == "one for everybody"
    assert sentence_of("{fund} × {rate}", {}) == "{fund} × {rate}"
    assert slots_of("{coefficient} × {months}") == ("coefficient", "months")


def test_a_model_without_a_way_is_told_by_its_sentences_alone(tmp_path):
    assert read_way(tmp_path) == NOTHING


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("title: {pay_vnd: Pay}", "Extra inputs"),
        ("bands: {class: {of: score, floors: {}, below: none}}", "floors"),
        ("shared: {whole: fund_vnd}", "Field required"),
        ("titles: [", "while parsing"),
    ],
)
def test_a_file_that_does_not_hold_a_way_is_refused(tmp_path, text, fault):
    (tmp_path / "way.yaml").write_text(text)

    with pytest.raises(BadWayFile) as refused:
        read_way(tmp_path)

    assert fault in str(refused.value)
