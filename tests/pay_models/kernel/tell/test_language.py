"""Whatever an explanation says of any model, it can say in Vietnamese too."""

from datetime import date

import pytest

from pay_models.kernel import model
from pay_models.kernel.registry import model_ids
from pay_models.kernel.tell.explain import sheet
from pay_models.kernel.tell.language import LANGUAGES, template, texts, translated, untranslated

DAY = date(2026, 12, 31)


@pytest.mark.parametrize("model_id", model_ids())
def test_every_text_of_every_model_is_translated(model_id: str) -> None:
    chosen = model(model_id)
    for language in LANGUAGES[1:]:
        assert untranslated(chosen, language) == []


@pytest.mark.parametrize("model_id", model_ids())
def test_no_catalogue_holds_what_its_model_no_longer_says(model_id: str) -> None:
    chosen = model(model_id)
    for language in LANGUAGES[1:]:
        written = (chosen.parameters.folder / f"{language}.po").read_text(encoding="utf-8")
        assert written.count("\nmsgid ") + written.startswith("msgid ") == len(texts(chosen)) + (
            'msgid ""\nmsgstr ""\n"' in written
        )


def test_a_sheet_in_vietnamese_says_the_same_steps_in_other_words() -> None:
    chosen = model("vn.classes_2026")

    english = sheet(chosen, on=DAY)
    vietnamese = sheet(chosen, on=DAY, language="vi")

    assert [one.column for one in vietnamese] == [one.column for one in english]
    assert [one.parameters and one.parameters[0].value for one in vietnamese] == [
        one.parameters and one.parameters[0].value for one in english
    ]
    assert all(vi.says != en.says for vi, en in zip(vietnamese, english, strict=True))


def test_a_text_without_translation_stays_english() -> None:
    assert translated(model("vn.classes_2026"), "No such sentence", "vi") == "No such sentence"


def test_a_template_keeps_what_is_translated() -> None:
    chosen = model("vn.classes_2026")
    says = chosen.says

    assert f'msgid "{says}"\nmsgstr "{translated(chosen, says, "vi")}"' in template(chosen, "vi")
