"""`meritgrid diff`: what moves between two runs of a model, of one row or of all, and why."""

import json

import pytest

HEADER = "employee_id,unit_id,class,months_worked,salary_year_vnd,ad_hoc_paid_vnd,period_paid_vnd\n"
ROWS = {
    "a": "a,u,good,12,100000000,0,0\n",
    "b": "b,u,excellent,12,234000000,0,0\n",
    "c": "c,v,completed,6,50000000,0,0\n",
}
RAISED = ("--set", "good_coefficient_hundredths=100")


@pytest.fixture
def differing(meritgrid, tmp_path):
    (tmp_path / "shares.csv").write_text(HEADER + "".join(ROWS.values()))

    def of(*options: str):
        asked = ("diff", "vn.bonus_fund_2026", tmp_path / "shares.csv", "--on", "2026-12-31")
        return meritgrid(*asked, *options)

    return of


def test_each_step_of_a_row_that_moved_says_why(differing):
    told = differing(*RAISED, "--row", "a").out
    assert "\nAfter: " in told
    assert ", rules of 2026-12-31, good_coefficient_hundredths = 100\n" in told
    assert "1. Coefficient of the class: 0.90 -> 1.00 (+0.10)  [coefficient_hundredths]\n" in told
    assert "   Because good_coefficient_hundredths = 0.90 -> 1.00 (+0.10): Weight of the class good" in told
    assert "Bonus fund of the unit" not in told


def test_a_row_that_others_moved_says_so(differing):
    told = differing(*RAISED, "--row", "b").out
    assert "1. Weights of the whole unit: 22.80 -> 24.00 (+1.20)  [unit_weight]\n" in told
    assert "   Because of other rows with the same unit_id\n" in told


def test_a_row_that_nothing_moved_says_so(differing):
    told = differing(*RAISED, "--row", "c").out
    assert told.endswith("Nothing moved: every step of this row is the same in both runs.\n")


def test_all_rows_together_are_counted_and_added_up(differing):
    told = differing("--set", "fund_rate_bp=500").out
    assert "Rows before: 3\nRows after: 3\nChanged: 3\n" in told
    assert (
        "[fund_vnd]\n   changed rows: 3\n   together: 38,400,000 VND -> 19,200,000 VND (-19,200,000 VND)\n"
        in told
    )
    assert "[award_vnd]\n   changed rows: 3\n   together: 38,400,000 VND -> 19,200,000 VND" in told
    assert "[coefficient_hundredths]" not in told


def test_money_that_only_changes_hands_comes_to_the_same(differing):
    told = differing(*RAISED).out
    assert "Changed: 2\n" in told
    assert "[award_vnd]\n   changed rows: 2\n   together: 38,400,000 VND, as before\n" in told


def test_other_rows_make_a_second_run(differing, tmp_path):
    (tmp_path / "later.csv").write_text(
        HEADER + ROWS["a"].replace("good", "completed") + ROWS["b"] + "d,u,good,1,0,0,0\n"
    )
    told = differing("--then", str(tmp_path / "later.csv")).out
    assert "Changed: 2\nOnly before: 1\nOnly after: 1\n" in told
    row = differing("--then", str(tmp_path / "later.csv"), "--row", "a").out
    assert "   Because class = good -> completed: Class of the year; elsewhere for who" in row
    gone = differing("--then", str(tmp_path / "later.csv"), "--row", "c")
    assert (gone.code, gone.out) == (2, "")
    assert "c has a row in the first run and none in the second: nothing to compare." in gone.err


def test_another_day_makes_a_second_run(meritgrid, tmp_path):
    (tmp_path / "p.csv").write_text("employee_id,month,general_points_hundredths\n")
    answer = meritgrid(
        "diff", "vn.bonus_fund_2026", tmp_path / "p.csv", "--on", "2026-12-31", "--then-on", "2026-01-01"
    )
    assert (answer.code, answer.out) == (1, "")
    assert "vn.bonus_fund_2026 starts on 2026-07-01; 2026-01-01 is before it." in answer.err


def test_programs_get_the_same_as_json(differing):
    told = json.loads(differing(*RAISED, "--json").out)
    assert (told["rows_before"], told["rows_after"], told["changed"]) == (3, 3, 2)
    assert told["after"] == {"on": "2026-12-31", "changes": {"good_coefficient_hundredths": 100}}
    award = next(column for column in told["columns"] if column["name"] == "award_vnd")
    assert (award["rows"], award["before"], award["after"]) == (2, 38_400_000, 38_400_000)
    row = json.loads(differing(*RAISED, "--row", "a", "--json").out)
    assert row["moved"][0]["column"] == "coefficient_hundredths"
    assert [cause["name"] for cause in row["moved"][0]["because"]] == ["good_coefficient_hundredths"]


def test_two_runs_that_are_the_same_are_a_wrong_question(differing):
    answer = differing()
    assert (answer.code, answer.out) == (2, "")
    assert (
        "both runs are the same: name another day (--then-on), number (--set) or file (--then)." in answer.err
    )


def test_a_vietnamese_reader_reads_it_in_vietnamese(differing):
    told = differing("--set", "fund_rate_bp=500", "--language", "vi").out
    assert "   tổng cộng: 38.400.000 đồng -> 19.200.000 đồng (-19.200.000 đồng)\n" in told


APPRAISED = """employee_id,work_score,conduct_score,knowledge_score,ability_score,appraisal,at_top_step,monthly_pay_twd
a,85,85,85,85,full_year,true,50001
b,95,95,95,95,full_year,true,50000
"""


def test_money_of_taiwan_has_its_coin_and_its_total(meritgrid, tmp_path):
    (tmp_path / "scores.csv").write_text(APPRAISED)
    asked = ("tw.appraisal", tmp_path / "scores.csv", "--on", "2024-12-31")
    told = meritgrid("diff", *asked, "--set", "class_a_from=90").out
    row = meritgrid("explain", *asked, "--row", "a").out
    assert (
        "[reward_twd]\n   changed rows: 1\n   together: 200,002 TWD -> 175,002 TWD (-25,000 TWD)\n"
        in told + "\n"
    )
    assert "   monthly_pay_twd = 50,001 TWD (" in row
    assert ": 100,002 TWD  [reward_twd = 100002]" in row


def test_a_label_is_told_by_its_digits_and_differs_by_no_amount(meritgrid, tmp_path):
    fields = (
        "employee_id,month,table,grade_code,step,leadership_coefficient_hundredths,months_at_last_step,"
        "leadership_code,public_duty,other_percentages_bp,regional_coefficient_hundredths,"
        "responsibility_coefficient_hundredths,hard_area_years,reserved_coefficient_hundredths\n"
    )
    for name, table in (("now", 2), ("then", 3)):
        row = f"a,2026-07,{table},C2,1,0,0,none,false,0,0,0,0,0\n"
        (tmp_path / f"{name}.csv").write_text(fields + row)
    told = meritgrid(
        "diff", "vn.grade_pay", tmp_path / "now.csv", "--then", tmp_path / "then.csv",
        "--on", "2026-07-01", "--stage", "month", "--row", "a",
    )  # fmt: skip
    assert (
        "1. Coefficient of the grade and step: 1.50 -> 2.00 (+0.50)  [coefficient_hundredths]\n" in told.out
    )
    assert "   Because table = 2 -> 3: Table of Decree 204: " in told.out
