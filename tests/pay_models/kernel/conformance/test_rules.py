"""Each rule of the conformance kit finds what is planted against it, and our own models keep every rule."""

from pathlib import Path

import pytest

from pay_models.kernel.conformance import MUST, SHOULD, Finding, check, folders_of
from pay_models.kernel.registry import model_ids
from tests.pages import page
from tests.pay_models.case_files import subject

PAGE = page("add-a-pay-model.md")
FOLDER = "hue_pay/library_evenings"
HIDDEN = (
    """lambda p: nw.lit(p.month_limit_vnd, nw.Int64),
    "earned_vnd": lambda p: nw.col("evenings") * p.evening_vnd""",
    """lambda p: KEPT.update(limit=p.month_limit_vnd) or nw.lit(p.month_limit_vnd, nw.Int64),
    "earned_vnd": lambda _: nw.col("evenings") * KEPT["limit"]""",
)
YEAR = (
    'stages=(Stage("month", inputs=Evenings, outputs=Paid, formulas=FORMULAS, meet=()),)',
    """stages=(Stage("month", inputs=Evenings, outputs=Paid, formulas=FORMULAS, meet=()),
            Stage("year", inputs=Year, outputs=Year, formulas={},
                  gather=Gather(by=("employee_id",), take={"paid_vnd": nw.col("paid_vnd").sum()})))""",
)
PLANTED = [
    ("tables_are_strict", "model.py", "    class Config:", "    class Config:\n        strict = False\n",
     "Evenings takes other columns"),
    ("numbers_are_whole", "model.py", "evenings: int", "evenings: float", "Evenings.evenings is Float64"),
    ("code_has_no_float", "model.py", "* p.evening_vnd", "* p.evening_vnd / 1", "/ gives a float"),
    ("numbers_given_have_bounds", "model.py", ", le=31", "", "Evenings.evenings has no highest value"),
    ("numbers_given_have_bounds", "model.py", "ge=0, le=31", "le=31", "Evenings.evenings has no lowest value"),
    ("months_are_counted_once", "model.py", "first_day()", 'given("First day of the month")',
     "Evenings.month may be any day of a month"),
    ("months_are_counted_once", "model.py", *YEAR, "year may hold more than a year"),
    ("columns_are_explained", "model.py", 'key("The person")', "key()", "Evenings.employee_id has no sentence"),
    ("numbers_say_their_unit", "model.py", 'art. 3", ge=0)', 'art. 3", unit="furlongs", ge=0)',
     "month.earned_vnd: furlongs is no unit"),
    ("numbers_are_sourced_and_dated", "parameters.yaml", "from: 2026-07-01, value: 80000",
     "from: 2026-08-01, value: 80000", "evening_vnd starts on 2026-08-01, the model on 2026-07-01"),
    ("articles_name_parameters", "articles.yaml", "{evening_vnd}", "{evening}",
     "evening stands in articles.yaml and is no parameter"),
    ("articles_name_parameters", "articles.yaml", "{evening_vnd}", "well", "evening_vnd stands in no article"),
    ("articles_name_parameters", "articles.yaml", "text_read", "our_choice",
     "evening_vnd stands in “Pay for evenings”: what an act leaves open has an article of its own"),
    ("articles_name_parameters", "articles.yaml", "articles:", "words: {evening_vnd: {much: a lot}}\narticles:",
     "the words of evening_vnd in articles.yaml and its options differ: much"),
    ("names_what_there_is", "way.yaml", "titles: {earned_vnd", "titles: {earned",
     "earned stands in way.yaml and is no step"),
    ("names_what_there_is", "way.yaml", "{evening_vnd}", "{evening}",
     "evening stands in way.yaml and is no column or parameter"),
    ("folder_is_complete", "README.md", None, None, "README.md is missing"),
    ("cases_come_out", "cases.yaml", None, None, "cases.yaml is missing"),
    ("cases_come_out", "cases.yaml", "paid_vnd: 400000", "paid_vnd: 400001",
     "EVENING-01: paid_vnd of employee_id a is 400000, not 400001"),
    ("cases_come_out", "cases.yaml", "EVENING-02", "EVENING-01", "EVENING-01 stands there twice"),
    ("cases_come_out", "cases.yaml", "evenings: 5}", "evenings: 32}", "This must be at most 31."),
    ("promises_are_kept", "model.py", 'at_most(nw.col("earned_vnd"), nw.col("limit_vnd"))', 'nw.col("earned_vnd")',
     "paid_vnd is 1040000, where limit_vnd is 1000000"),
    ("promises_are_kept", "cases.yaml", "{never: paid_vnd, above: limit_vnd}",
     "{sums: paid_vnd, to: limit_vnd, among: [employee_id]}",
     "paid_vnd of employee_id a is 400000 together, not the 1000000 of limit_vnd"),
    ("order_of_rows_never_matters", "model.py", "nw.lit(p.month_limit_vnd, nw.Int64)", 'Ranked(("month",))',
     "month.limit_vnd depends on it"),
    ("a_second_run_gives_the_same", "model.py", "nw.lit(p.month_limit_vnd, nw.Int64)",
     "nw.lit(p.month_limit_vnd + next(CLOCK), nw.Int64)", "month.limit_vnd differs"),
    ("what_ifs_are_whole", "model.py", *HIDDEN, "month.earned_vnd differs with month_limit_vnd = 0"),
    ("engines_agree", "model.py", 'nw.col("evenings") * p.evening_vnd', 'nw.col("evenings").rank("dense")', ""),
    ("parameters_are_used", "model.py", "* p.evening_vnd", "* 80_000", "evening_vnd is read by no step"),
    ("texts_are_translated", "README.md", "|", "|", "19 texts are not in vi.po"),
    ("every_step_is_expected", "cases.yaml", "limit_vnd: 1000000, ", "", "month: no case expects limit_vnd"),
]  # fmt: skip
# each case, and each alternative of each number, is a test of its own for our models: test_cases, test_rerunning
ELSEWHERE = {"cases_come_out", "what_ifs_are_whole"}
WITH_RANKS = ("meet=()", 'meet=("month",), order=("month",)')
STATE = '''
from itertools import count

from pay_models.kernel import Gather, Ranked

CLOCK, KEPT = count(), {}


class Year(Rows):
    """Pay for the evenings of each person and year."""

    employee_id: Key = key("The person")
    paid_vnd: int = step("Pay of the months together", law="Library regulation art. 4", ge=0)

    class Config:
        unique = ("employee_id",)
'''


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The model of the page, which keeps every rule."""
    PAGE.save(tmp_path)
    for package in ("hue_pay", FOLDER):
        (tmp_path / package / "__init__.py").touch()
    return tmp_path / FOLDER


def found(folder: Path, rule: str) -> Finding:
    says = next(each for each in (*MUST, *SHOULD) if each.__name__ == rule).__doc__ or ""
    findings = {finding.rule: finding for finding in check(folder, ["duckdb"])}
    return findings[says.strip().splitlines()[0]]


def test_the_model_of_the_page_keeps_every_rule(folder: Path) -> None:
    assert [finding for finding in check(folder, ["duckdb"]) if finding.broken] == []


@pytest.mark.parametrize(
    ("rule", "file", "old", "new", "says"), PLANTED, ids=[f"{p[0]} {p[4]}" for p in PLANTED]
)
def test_what_is_planted_is_found(
    folder: Path, rule: str, file: str, old: str | None, new: str | None, says: str
) -> None:
    plant(folder, rule, file, old, new)

    finding = found(folder, rule)

    assert any(says in wrong for wrong in finding.wrong), finding
    assert finding.broken is (rule in {each.__name__ for each in MUST})


def plant(folder: Path, rule: str, file: str, old: str | None, new: str | None) -> None:
    """Put something wrong into a file of the model; without words the file goes."""
    if old is None or new is None:
        (folder / file).unlink()
        return
    text = (folder / file).read_text()
    assert old in text
    text = text.replace(old, new)
    if rule == "order_of_rows_never_matters":
        text = text.replace(*WITH_RANKS)
    (folder / file).write_text(text.replace("\n\nclass Terms", f"{STATE}\n\nclass Terms", 1))


def test_a_translation_that_loses_a_slot_is_found(folder: Path) -> None:
    paragraph = "An evening is paid {evening_vnd}, up to {month_limit_vnd} in a month."
    lost = "Mỗi buổi tối được trả {evening_vnd}."
    (folder / "vi.po").write_text(f'msgid "{paragraph}"\nmsgstr "{lost}"\n')

    finding = found(folder, "articles_name_parameters")

    assert finding.wrong == (f"“{paragraph}” names other parameters in vi.po",)


def test_a_model_that_does_not_load_has_one_finding(folder: Path) -> None:
    (folder / "parameters.yaml").write_text("evening_vnd: 80000\n")

    (finding,) = check(folder)

    assert finding.broken
    assert "BadParameterFile" in finding.wrong[0]


def test_every_rule_has_something_planted_against_it() -> None:
    assert {planted[0] for planted in PLANTED} == {rule.__name__ for rule in (*MUST, *SHOULD)}


def test_folders_of_models_are_found_at_and_below_a_path(folder: Path) -> None:
    assert folders_of(folder) == folders_of(folder.parents[1]) == [folder]


@pytest.mark.parametrize("model_id", model_ids())
def test_our_own_models_keep_every_rule(model_id: str) -> None:
    one = subject(model_id)

    found = {rule.__name__: list(rule(one)) for rule in MUST if rule.__name__ not in ELSEWHERE}

    assert {rule: wrong for rule, wrong in found.items() if wrong} == {}
