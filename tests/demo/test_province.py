"""The synthetic province before it reaches a database: believable, complete, the same for a seed."""

from collections import Counter
from datetime import date

import numpy as np
import polars as pl
import pytest

from demo.binary_copy import height
from demo.province import province
from domain.grids.reference import allowances, salary_steps

EMPLOYEES = 2_000
NEW_YEAR = date(2026, 1, 1)


def drawn(employees=EMPLOYEES, seed=1):
    steps = pl.DataFrame(
        [
            {"id": str(row["id"]), "grade": f"{row['grid_table']} {row['grade_code']}", "step": row["step"]}
            for row in salary_steps()
        ]
    )
    return province(employees, seed, 2026, steps)


@pytest.fixture(scope="module")
def here():
    return drawn()


def columns(fields):
    return {name: field if isinstance(field, str) else field.tobytes() for name, field in fields.items()}


@pytest.mark.parametrize("employees", [50, 51, 137, 999])
def test_a_seed_gives_the_same_rows_to_the_last_id(employees):
    one, same, other = drawn(employees), drawn(employees), drawn(employees, seed=2)

    assert all(one.tables[name].equals(same.tables[name]) for name in one.tables)
    for part in ("results", "months", "years"):
        assert columns(getattr(one, part)) == columns(getattr(same, part))
    assert set(one.tables["employee"]["id"]).isdisjoint(other.tables["employee"]["id"])


@pytest.mark.parametrize("employees", [50, 51, 137, 999, EMPLOYEES])
def test_a_province_has_exactly_the_people_asked_for(employees):
    assert len(drawn(employees).tables["employee"]) == employees


def test_every_id_is_a_uuid_of_version_7_and_no_table_has_one_twice(here):
    for name, rows in here.tables.items():
        if "id" in rows.columns and name != "account":
            assert rows["id"].is_unique().all(), name
            assert rows["id"].str.slice(14, 1).unique().to_list() == ["7"], name
    for fields in (here.results, here.months, here.years):
        assert len(np.unique(fields["id"].view("S16"))) == height(fields)


def test_nearly_everybody_is_rated_completed_or_better(here):
    scores = here.years["score_hundredths"]

    assert 0.95 < (scores >= 5_000).mean() < 0.99
    assert (scores >= 7_000).mean() > 0.8
    assert 0 <= scores.min() <= scores.max() <= 10_000


def test_scores_gather_just_above_the_thresholds(here):
    scores = here.years["score_hundredths"]

    for threshold in (7_000, 9_000):
        above = ((scores >= threshold) & (scores < threshold + 150)).sum()
        below = ((scores < threshold) & (scores >= threshold - 150)).sum()
        assert above > 3 * below


def test_everybody_has_results_for_every_month_in_post(here):
    worked = set(zip(here.results["employee_id"].tolist(), here.results["month"].tolist(), strict=True))
    assessed = list(
        zip(here.months["employee_id"].tolist(), here.months["period_start"].tolist(), strict=True)
    )

    assert worked == set(assessed)
    assert len(assessed) == len(worked)
    assert len({employee for employee, _ in assessed}) == EMPLOYEES


def test_nobody_has_a_product_twice_in_a_month_and_at_most_three(here):
    person_months = zip(here.results["employee_id"].tolist(), here.results["month"].tolist(), strict=True)
    keys = list(zip(person_months, here.results["product_id"].tolist(), strict=True))

    assert len(set(keys)) == len(keys)
    assert set(Counter(person_month for person_month, _ in keys).values()) == {1, 2, 3}


def test_everybody_holds_a_post_and_a_grade_of_the_grid_from_the_first_month(here):
    people, held, graded = (here.tables[name] for name in ("employee", "occupancy", "grade_holding"))
    first = graded.group_by("employee_id").agg(pl.col("effective_from").min())
    both = people.join(first, left_on="id", right_on="employee_id")

    assert set(held["employee_id"]) == set(graded["employee_id"]) == set(people["id"])
    assert graded["salary_step_id"].null_count() == 0
    assert (both["effective_from"] >= both["joined_on"]).all()
    assert (both.filter(pl.col("joined_on") < NEW_YEAR)["effective_from"] <= NEW_YEAR).all()


def test_nobody_has_two_rows_of_the_same_day(here):
    for name in ("occupancy", "grade_holding"):
        rows = here.tables[name].select("employee_id", "effective_from")
        assert rows.is_unique().all()


def test_people_join_leave_move_and_rise_during_the_year(here):
    people, held = here.tables["employee"], here.tables["occupancy"]
    changed = held.filter(pl.col("effective_from") > NEW_YEAR)

    assert (people["joined_on"] > NEW_YEAR).sum() > 10
    assert changed["position_id"].null_count() > 10
    assert changed["acting"].sum() > 0
    assert len(changed.filter(pl.col("position_id").is_not_null())) > 20


def test_leaders_name_a_row_of_the_allowance_table_and_nobody_else_does(here):
    positions = here.tables["position"]
    known = {row["code"] for row in allowances()}

    assert set(positions.filter(pl.col("leader"))["leadership_code"]) <= known
    assert positions.filter(~pl.col("leader"))["leadership_code"].null_count() == (~positions["leader"]).sum()


def test_every_product_has_a_coefficient_of_its_points_and_a_group(here):
    products = here.tables["product"].join(
        here.tables["product_coefficient"], left_on="id", right_on="product_id"
    )
    bounds = {1: (20, 200), 2: (220, 1_000), 3: (1_020, 2_000), 4: (2_020, 4_000)}

    assert 60 <= len(products) <= 100
    for group, k in products.select("complexity_group", "coefficient_hundredths").iter_rows():
        low, high = bounds[group]
        assert low <= k <= high


def test_every_kpi_is_tied_to_a_goal_measured_from_a_source_and_suits_some_post(here):
    kpis, goals = here.tables["kpi_state"], here.tables["policy_goal"]

    assert (len(goals), len(kpis)) == (6, 32)
    assert set(kpis["policy_goal_id"]) == set(goals["id"])
    assert all((kpis[name].str.len_chars() > 5).all() for name in ("measure", "data_source"))
    assert set(here.tables["position_kpi"]["kpi_id"]) == set(kpis["kpi_id"])


def test_a_fund_is_a_tenth_of_a_believable_salary_fund(here):
    funds = here.tables["bonus_fund"]

    assert (funds["amount_vnd"] == funds["salary_fund_vnd"] // 10).all()
    assert len(funds) == here.tables["unit_state"].filter(pl.col("holds_fund"))["unit_id"].n_unique()
    usual = EMPLOYEES * 330 * 2_435_000 * 12 // 100
    assert usual * 85 // 100 < funds["salary_fund_vnd"].sum() < usual * 120 // 100


def test_whoever_has_more_than_the_usual_share_of_excellent_names_the_decision(here):
    regulations = here.tables["regulation"]
    more = regulations.filter(pl.col("parameters").str.contains("quota_bp"))

    assert more["title"].str.contains(r"Quyết định số \d+/QĐ-UBND ngày 28/12/2025").to_list() == [True]


def test_nobody_signs_for_themselves(here):
    for fields in (here.months, here.years):
        assert (fields["assessed_by"] != fields["employee_id"]).all()
        assert (fields["confirmed_by"] != fields["employee_id"]).all()
        assert (fields["confirmed_by"] != fields["assessed_by"]).all()
