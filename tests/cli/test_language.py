"""The command speaks the reader's language: every word of its own is translated, and numbers have their form."""

import ast
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.pofile import read_po

from cli.formats import CERTAINTY, form, plain
from cli.language import CATALOGUES, Language, chosen
from cli.models.description import KINDS
from pay_models.kernel.declare.units import UNITS, unit_of

COMMAND = Path(__file__).parents[2] / "cli"
VIETNAMESE = Language("vi")


def catalogue() -> dict[str, str]:
    with (CATALOGUES / "vi" / "LC_MESSAGES" / "meritgrid.po").open("rb") as file:
        return {str(one.id): str(one.string) for one in read_po(file, locale="vi") if one.id}


def said() -> set[str]:
    """Every text that the code passes to `say`, and those of the tables it looks them up in."""
    found = {*CERTAINTY.values(), *KINDS.values(), *map(form, UNITS.values())}
    for path in COMMAND.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if (
                isinstance(node, ast.Call)
                and getattr(node.func, "attr", getattr(node.func, "id", "")) == "say"
            ):
                found |= {arg.value for arg in node.args if isinstance(arg, ast.Constant)}
    return found


def test_every_word_of_the_command_is_translated_and_no_other():
    assert set(catalogue()) == said()
    assert all(catalogue().values())


def test_a_translation_fills_in_the_same_names():
    def names(text: str) -> set[str | None]:
        return {name for _, name, _, _ in Formatter().parse(text) if name}

    assert [text for text, translation in catalogue().items() if names(text) != names(translation)] == []


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("base_salary_vnd", 2_340_000, "2.340.000 đồng"),
        ("coefficient_hundredths", -5, "-0,05"),
        ("quota_bp", 2000, "20,00 %"),
        ("award_vnd", 2**63 - 1, "9.223.372.036.854.775.807 đồng"),
        ("eligible", True, "có"),
        ("class", None, "trống"),
        ("point_ten_thousandths", 590734, "59,0734"),
        ("hourly_usd_cents", 755_920, "7.559,20 đô la Mỹ"),
        ("gross_eur_cents", 190_000, "1.900,00 euro"),
        ("total_sgd_cents", 100, "1,00 đô la Singapore"),
        ("reward_twd", 100_002, "100.002 đô la Đài Loan"),
        ("year", 2022, "2022"),
    ],
)
def test_a_number_is_told_as_in_vietnam(name, value, told):
    assert plain(unit_of(name), value, VIETNAMESE) == told


@pytest.mark.parametrize(
    ("terminal", "code"), [("vi_VN.UTF-8", "vi"), ("en_US.UTF-8", "en"), ("ko_KR", "en"), ("C", "en")]
)
def test_the_language_is_the_terminals_unless_one_is_named(monkeypatch, terminal, code):
    monkeypatch.setenv("LC_ALL", terminal)
    assert chosen(None).code == code
    assert chosen("vi").code == "vi"


def test_a_language_without_words_is_a_wrong_question(meritgrid):
    answer = meritgrid("models", "--language", "fr")
    assert (answer.code, answer.out) == (2, "")
    assert "fr is not en or vi." in answer.err


@pytest.mark.parametrize("locale", ["vi_VN.UTF-8", "vi_VN", "vi", "vi.UTF-8"])
def test_the_terminal_speaks_by_its_language_not_by_its_characters(monkeypatch, locale):
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LC_CTYPE", "C.UTF-8")
    monkeypatch.setenv("LANG", locale)

    assert chosen(None).code == "vi"


@pytest.mark.parametrize("terminal", ["vi_VN.UTF-8", "C"])
@pytest.mark.parametrize(
    ("asked", "vietnamese", "english"),
    [
        (
            ("vn.clases_2026", "rows.csv"),
            "Không có mô hình chi trả “vn.clases_2026”",
            "There is no pay model",
        ),
        (
            ("vn.classes_2026", "rows.csv", "--set", "quota=1"),
            "Không có tham số “quota”",
            "There is no parameter",
        ),
    ],
)
def test_what_is_refused_is_said_in_the_language_of_the_terminal(
    meritgrid, monkeypatch, terminal, asked, vietnamese, english
):
    monkeypatch.setenv("LANGUAGE", terminal)

    answer = meritgrid("compute", *asked)

    assert (answer.code, answer.out) == (2, "")
    assert (vietnamese if terminal == "vi_VN.UTF-8" else english) in answer.err


def test_what_is_refused_is_said_in_the_language_that_was_asked_for(meritgrid):
    vietnamese = meritgrid("models", "show", "vn.clases_2026", "--language", "vi")
    english = meritgrid("models", "show", "vn.clases_2026")

    assert "Không có mô hình" in vietnamese.err
    assert "There is no pay model" in english.err
