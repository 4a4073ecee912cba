"""Every sentence has its Vietnamese, with the same values; every code stands on the page of problems."""

from pathlib import Path

from api.graphql.enums.labels import REFUSALS, words
from domain.language.catalogue import FOLDER, entries, sentences_by_code
from domain.language.text import LANGUAGES
from tests.house.rules.sentences import catalogue, labels, placeholders, problems, provoked, source

ROOT = Path(__file__).parents[3]


def test_every_sentence_stands_in_the_catalogue_and_no_other() -> None:
    for language in LANGUAGES[1:]:
        assert entries(language).keys() == catalogue.keys().keys()
        assert (FOLDER / f"{language}.po").read_text(encoding="utf-8") == catalogue.written(language)


def test_every_sentence_has_its_translation_with_the_same_values() -> None:
    for language in LANGUAGES[1:]:
        assert list(placeholders.broken(entries(language))) == []


def test_a_translation_that_is_missing_or_lacks_a_value_is_found() -> None:
    found = {("a", "{x} and {y}"): "{x}", (None, "word"): "", ("b", "{x:%Y-%m}"): "{x:%m/%Y}"}
    assert list(placeholders.broken(found)) == [
        "a: “{x} and {y}” has the values ['x', 'y'], its translation ['x']",
        "text: “word” has no translation",
    ]


def test_no_refusal_says_what_nobody_can_translate() -> None:
    assert list(source.unextractable(ROOT)) == []


def test_no_code_is_without_a_sentence(plant) -> None:
    assert list(source.unknown_codes(ROOT, {code for code, _ in [*catalogue.keys()]})) == []
    root = plant("domain/y.py", 'raise Invalid("a", says)\n')
    assert list(source.unknown_codes(root, set())) == [
        "domain/y.py:1 refuses by `a`, of which no sentence is known"
    ]


def test_a_sentence_that_is_put_together_is_found(plant) -> None:
    root = plant("domain/x.py", 'raise Invalid("a", f"No {name}.")\nraise Invalid(f"{x}_a", "No.")\n')
    assert list(source.unextractable(root)) == [
        "domain/x.py:1 says a sentence that is put together: give it a template",
        "domain/x.py:2 has a code that is put together",
    ]


def test_a_sentence_is_found_by_its_code_wherever_its_template_stands(plant) -> None:
    root = plant(
        "api/x.py",
        'SAYS = "No {thing}."\n'
        'raise Invalid("a", SAYS, law="L", thing=Text("word"))\n'
        'yield "month", "b", Text("{x} held no post.", x=1)\n'
        'raise Conflict("c", "One." if one else Text("Two."))\n',
    )
    found = {(each.code, each.template) for each in source.sentences(root)}
    assert found == {
        ("a", "No {thing}."), (None, "L"), (None, "word"), ("b", "{x} held no post."), (None, "{x} held no post."),
        ("c", "One."), ("c", "Two."), (None, "Two."),
    }  # fmt: skip


def test_every_code_is_provoked_by_a_test() -> None:
    others = {value.name for kind in labels.enums() if kind.name != REFUSALS for value in kind.values}
    assert {"PAY_RUN_APPROVED", "VND"} <= others
    assert list(provoked.unprovoked(ROOT, sentences_by_code(), others)) == []


def test_a_code_that_no_test_provokes_is_found(plant) -> None:
    plant("tests/api/test_x.py", '# "third"\nassert {"first", "SECOND", "a third one", "FOURTH"}\n')
    root = plant("tests/house/test_y.py", 'assert "third"\n')
    codes = ["first", "second", "third", "fourth"]
    assert list(provoked.unprovoked(root, codes, {"FOURTH"})) == [
        "fourth is named by no test: provoke it, or delete it where nobody can",
        "third is named by no test: provoke it, or delete it where nobody can",
    ]


def test_the_page_of_problems_is_what_the_catalogue_says() -> None:
    assert problems.PAGE.read_text(encoding="utf-8") == problems.page()


def test_every_value_of_every_enum_is_called_something_in_every_language() -> None:
    found = {kind.name: list(words(kind)) for kind in labels.enums()}
    assert {"PayRunState", "ProblemCode", "Verb", "Language", "OrderDirection"} <= set(found)
    for language in LANGUAGES[1:]:
        known = entries(language)
        unsaid = [
            f"{name}.{value}"
            for name, values in found.items()
            for value, label, says, code in values
            if not (label and says and known.get((code, label)) and known.get((code, says)))
        ]
        assert unsaid == []
