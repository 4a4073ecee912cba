"""`meritgrid explain`: each step of one row, from the columns and parameters that computed it."""

import json

import pytest

PAY = """employee_id,month,table,grade_code,step,leadership_coefficient_hundredths,months_at_last_step,\
leadership_code,public_duty,other_percentages_bp,regional_coefficient_hundredths,\
responsibility_coefficient_hundredths,hard_area_years,reserved_coefficient_hundredths
NV1,2026-06,2,A1,1,25,0,none,false,0,0,0,0,0
NV1,2026-07,2,A1,1,25,0,none,false,0,0,0,0,0
NV2,2026-07,2,A3.1,6,0,60,none,false,0,0,0,0,0
"""


@pytest.fixture
def explained(meritgrid, tmp_path):
    (tmp_path / "pay.csv").write_text(PAY)

    def of(*options: str, stdin: bytes = b""):
        return meritgrid("explain", "vn.grade_pay", tmp_path / "pay.csv", "--on", "2026-07-01", *options)

    return of


def test_every_step_has_its_sentence_its_value_and_its_law(explained):
    told = explained("--row", "NV2", "--stage", "month").out
    assert "   grade_code = A3.1 (" in told
    assert (
        "1. Coefficient of the grade and step: 8.00  [coefficient_hundredths = 800]\n   Law: Decree 204"
        in told
    )
    assert "3. Coefficient times base salary: 20,240,000 VND  [grade_pay_vnd = 20240000]\n" in told
    assert "   Our choice: half a dong rounds up\n" in told
    assert "7.00 %  [over_frame_bp = 700]\n" in told
    assert "   over_frame_months_b_c = 24 (Decree 204/2004/ND-CP art. 6; from memory, not verified): " in told
    assert "16. Pay of the month with all allowances: 21,656,800 VND  [total_vnd = 21656800]" in told


def test_the_last_stage_points_to_what_it_was_gathered_from(explained):
    told = explained("--row", "NV1").out
    assert "11,395,800 VND  [salary_year_vnd = 11395800]" in told
    assert told.endswith("What this was gathered from: --stage month\n")


def test_a_key_of_several_parts_names_one_row(explained):
    told = explained("--row", "NV1,2026-06", "--stage", "month").out
    assert "   month = 2026-06-01 (" in told
    assert "Base salary of the month: 2,340,000 VND" in told


def test_a_number_of_an_earlier_month_names_the_act_that_was_in_force_then(explained):
    june = explained("--row", "NV1,2026-06", "--stage", "month").out
    july = explained("--row", "NV1,2026-07", "--stage", "month").out
    assert (
        "   Certainty: as reported by the press\n   Reads: month = 2026-06-01\n   base_salary_vnd = 2,340,000 VND"
        " from 2024-07-01 (Decree 73/2024/ND-CP; as reported by the press): Base salary, " in june
    )
    assert (
        "   base_salary_vnd = 2,530,000 VND from 2026-07-01 (Decree 161/2026/ND-CP art. 3.2;"
        " the text itself was read): Base salary, " in july
    )
    assert "Decree 161/2026/ND-CP" not in june


def test_only_the_value_that_a_scenario_changed_is_marked_as_changed(explained):
    raised = ("--set", "base_salary_vnd=3000000", "--stage", "month", "--row")
    assert "2,340,000 VND from 2024-07-01 (Decree 73/2024/ND-CP; " in explained(*raised, "NV1,2026-06").out
    assert (
        "3,000,000 VND from 2026-07-01 (changed for this question; " in explained(*raised, "NV1,2026-07").out
    )


def test_a_year_is_told_as_the_label_that_it_is(meritgrid, tmp_path):
    header = "employee_id,year,index_start,index_end,working_hundredths,years_paid"
    (tmp_path / "then.csv").write_text(f"{header}\na,2022,600,600,100,4\n")
    told = meritgrid("explain", "fr.gipa", tmp_path / "then.csv", "--on", "2023-12-31", "--row", "a").out
    assert "   year = 2022 (Year of the guarantee: " in told


def test_a_stage_is_headed_by_what_that_stage_computes(explained):
    month = explained("--row", "NV1,2026-06", "--stage", "month").out
    year = explained("--row", "NV1").out
    assert month.startswith("The pay of each person and month. (vn.grade_pay ")
    assert year.startswith("Grade pay of each person over the months of a year. (vn.grade_pay ")
    vietnamese = explained("--row", "NV1,2026-06", "--stage", "month", "--language", "vi").out
    assert vietnamese.startswith("Tiền lương của từng người trong từng tháng. (vn.grade_pay ")


def test_a_changed_parameter_is_marked_as_changed(explained):
    told = explained("--row", "NV2", "--stage", "month", "--set", "over_frame_first_bp=600").out
    assert "   over_frame_first_bp = 6.00 % (changed for this question; " in told
    assert "[over_frame_bp = 800]" in told


def test_programs_get_the_same_as_json(explained):
    told = json.loads(explained("--row", "NV2", "--stage", "month", "--json").out)
    assert (told["model"], told["on"]) == ("vn.grade_pay", "2026-07-01")
    assert told["row"]["employee_id"] == "NV2"
    steps = {step["column"]: step for step in told["steps"]}
    assert next(iter(steps)) == "coefficient_hundredths"
    assert steps["grade_pay_vnd"]["value"] == 20_240_000
    assert [used["name"] for used in steps["base_salary_vnd"]["parameters"]] == ["base_salary_vnd"]
    assert steps["over_frame_bp"]["certainty"] == "memory"


def test_what_is_explained_is_what_is_computed(meritgrid, explained, tmp_path):
    computed = meritgrid(
        "compute", "vn.grade_pay", tmp_path / "pay.csv", "--stage", "month", "--on", "2026-07-01"
    ).table.row(2, named=True)
    told = json.loads(explained("--row", "NV2", "--stage", "month", "--json").out)
    assert {step["column"]: step["value"] for step in told["steps"]}.items() <= computed.items()


@pytest.mark.parametrize(
    ("options", "code", "says"),
    [
        (["--row", "NV3"], 2, "No row has employee_id NV3. Did you mean NV2 or NV1?"),
        (["--row", "someone"], 2, "No row has employee_id someone. There are, for example: NV1; NV2."),
        (
            ["--row", "NV1", "--stage", "month"],
            1,
            "2 rows answer to NV1: NV1,2026-06-01; NV1,2026-07-01. Name one.",
        ),
        (
            ["--row", "NV1,2027-01", "--stage", "month"],
            2,
            "employee_id NV1 has NV1,2026-06-01; NV1,2026-07-01.",
        ),
        (["--row", "NV1,2026-06"], 1, "A row of 'year' is named by employee_id; NV1,2026-06 has 2 parts."),
    ],
)
def test_a_row_that_is_not_there_or_not_alone_is_refused(explained, options, code, says):
    answer = explained(*options)
    assert (answer.code, answer.out) == (code, "")
    assert says in answer.err


def test_bad_rows_are_refused_as_in_compute(meritgrid, tmp_path):
    (tmp_path / "pay.csv").write_text(PAY.replace("A3.1,6", "A3.1,six"))
    answer = meritgrid("explain", "vn.grade_pay", tmp_path / "pay.csv", "--row", "NV1")
    assert (answer.code, answer.out) == (1, "")
    assert "row 4 (employee_id NV2, month 2026-07): step = six" in answer.err


SHARES = """employee_id,unit_id,class,months_worked,salary_year_vnd,ad_hoc_paid_vnd,period_paid_vnd
a,u,good,12,100000000,0,0
b,u,excellent,12,234000000,0,0
c,v,completed,6,50000000,0,0
"""


@pytest.fixture
def shared(meritgrid, tmp_path):
    (tmp_path / "shares.csv").write_text(SHARES)

    def of(*options: str):
        return meritgrid(
            "explain", "vn.bonus_fund_2026", tmp_path / "shares.csv", "--on", "2026-12-31", *options
        ).out

    return of


def test_a_step_says_what_it_read_and_of_whom(shared):
    told = shared("--row", "b")
    assert "   Reads, of all rows with unit_id = u: salary_year_vnd = 234,000,000 VND\n" in told
    assert "   Reads: salary_fund_vnd = 334,000,000 VND\n" in told


def test_the_whole_group_of_a_share_out_is_told_and_sums_to_its_fund(shared):
    told = shared("--row", "b")
    assert "\nAll rows with unit_id = u: 2\n" in told
    assert "   fund_vnd = 33,400,000 VND\n" in told
    assert "   award_vnd: 33,400,000 VND together\n" in told
    group = json.loads(shared("--row", "b", "--json"))["group"]
    assert (group["key"], group["rows"], group["same"]["fund_vnd"]) == ({"unit_id": "u"}, 2, 33_400_000)
    assert group["together"]["award_vnd"] == 33_400_000


def test_an_employee_reads_it_in_vietnamese(shared):
    told = shared("--row", "b", "--language", "vi")
    assert "33.400.000 đồng  [fund_vnd = 33400000]" in told
    assert "Lựa chọn của chúng tôi: " in told
    assert "   award_vnd: tổng cộng 33.400.000 đồng" in told
