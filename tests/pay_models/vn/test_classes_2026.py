"""What Decree 335/2025 arts. 8, 11 and 20 and Decree 233/2026 promise about classes."""

from datetime import date
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pay_models.kernel import BadRows, model, run
from tests.tiers import examples

DAY = date(2026, 12, 31)
HEIGHT = {"not_completed": 0, "completed": 1, "good": 2, "excellent": 3}
promised = settings(max_examples=examples(15))
scores = st.sampled_from((4999, 5000, 6999, 7000, 8999, 9000, 10_000)) | st.integers(8_000, 10_000)
of_organisations = st.sampled_from(
    ("none", "none", "unrated", "excellent", "good", "completed", "not_completed")
)
someone = {
    "unit_id": st.integers(1, 3),
    "peer_group_id": st.integers(1, 2),
    "score_hundredths": scores,
    "months_worked": st.sampled_from((12, 12, 6, 5, 0)),
    "absence": st.sampled_from(("none", "unpaid_leave", "sick_leave", "maternity_leave")),
    "automatic_not_completed": st.sampled_from((False, False, False, True)),
}
people = st.lists(
    st.fixed_dictionaries({**someone, "organisation_class": of_organisations}), min_size=1, max_size=60
)
employees = st.lists(st.fixed_dictionaries({**someone, "heads_unit": st.booleans()}), min_size=1, max_size=60)
outstanding = st.sets(st.integers(1, 3))
units = st.lists(
    st.fixed_dictionaries(
        {
            "authority_id": st.integers(1, 2),
            "score_hundredths": scores,
            "tasks_completed": st.sampled_from((20, 20, 20, 14, 13)),
            "tasks_late": st.sampled_from((0, 0, 4, 5)),
            "tasks_below_quality": st.sampled_from((0, 0, 1)),
            "tasks_above_requirement": st.sampled_from((6, 6, 5)),
            "units_not_completed": st.sampled_from((0, 0, 1)),
            "defects_fixed": st.sampled_from((True, True, False)),
            "personnel_wrongdoing": st.sampled_from((False, False, False, True)),
        }
    ),
    min_size=1,
    max_size=40,
)


def computed(model_id: str, key: str, rows: list[dict[str, Any]]) -> pl.DataFrame:
    chosen = model(model_id)
    (table,) = chosen.given.values()
    frame = pl.DataFrame([{key: number, **row} for number, row in enumerate(rows)])
    return run(chosen, frame.select(list(table.to_schema().columns)), on=DAY, validate=False).result


def within(group: pl.DataFrame, share_bp: int) -> bool:
    excellent, good = (group["class"].eq(name).sum() for name in ("excellent", "good"))
    return bool(excellent * 10_000 <= good * share_bp)


@promised
@given(people, outstanding)
def test_each_unit_keeps_to_its_own_share(rows: list[dict[str, Any]], higher: set[int]) -> None:
    decided = [{**row, "outstanding_unit": row["unit_id"] in higher} for row in rows]
    result = computed("vn.classes_2026", "employee_id", decided)

    for (unit,), group in result.group_by("unit_id"):
        share = 2_500 if unit in higher else 2_000
        assert group["unit_quota_bp"].unique().to_list() == [share]
        assert within(group, share)
        assert all(within(peers, share) for _, peers in group.group_by("peer_group_id"))


@promised
@given(people)
def test_nobody_is_above_the_organisation_they_head(rows: list[dict[str, Any]]) -> None:
    result = computed("vn.classes_2026", "employee_id", [{**row, "outstanding_unit": False} for row in rows])

    for row in result.filter(pl.col("class") != "unrated").rows(named=True):
        assert HEIGHT[row["class"]] <= HEIGHT.get(row["organisation_class"], 3)
        assert HEIGHT[row["class"]] <= HEIGHT[row["class_by_score"]]


@promised
@given(people)
def test_only_time_worked_decides_whether_there_is_a_class(rows: list[dict[str, Any]]) -> None:
    result = computed("vn.classes_2026", "employee_id", [{**row, "outstanding_unit": False} for row in rows])

    for row in result.rows(named=True):
        excused = row["absence"] in {"sick_leave", "maternity_leave"} and row["months_worked"] > 0
        assert (row["class"] == "unrated") == (row["months_worked"] < 6 and not excused)


@promised
@given(employees, st.dictionaries(st.integers(1, 3), of_organisations))
def test_only_a_unit_recognised_as_excellent_has_more_than_20_percent(
    rows: list[dict[str, Any]], classes: dict[int, str]
) -> None:
    known = [{**row, "unit_class": classes.get(row["unit_id"], "none")} for row in rows]
    result = computed("vn.classes_public_2026", "employee_id", known)

    for (unit,), group in result.group_by("unit_id"):
        share = 2_500 if classes.get(int(str(unit))) == "excellent" else 2_000
        assert within(group, share)
        assert all(within(peers, share) for _, peers in group.group_by("peer_group_id"))
    for row in result.filter(pl.col("heads_unit"), pl.col("class") != "unrated").rows(named=True):
        assert HEIGHT[row["class"]] <= HEIGHT.get(row["unit_class"], 3)


@promised
@given(units, st.booleans())
def test_organisations_keep_to_their_share_and_conditions(rows: list[dict[str, Any]], higher: bool) -> None:
    decided = [{**row, "tasks_assigned": 20, "outstanding": higher} for row in rows]
    result = computed("vn.organisation_classes_2026", "organisation_id", decided)

    for _, group in result.group_by("authority_id"):
        assert within(group, 2_500 if higher else 2_000)
    for row in result.rows(named=True):
        assert HEIGHT[row["class"]] <= HEIGHT[row["class_by_score"]]
        assert row["class"] == "not_completed" or (
            row["tasks_completed"] >= 14 and not row["personnel_wrongdoing"]
        )
        assert row["class"] != "excellent" or (
            row["tasks_late"] + row["tasks_below_quality"] + row["units_not_completed"] == 0
            and row["tasks_above_requirement"] == 6
            and row["defects_fixed"]
        )


@promised
@given(units)
def test_fewer_than_five_public_units_have_one_excellent_at_most(rows: list[dict[str, Any]]) -> None:
    decided = [{**row, "tasks_assigned": 20, "decided_class": "none", "outstanding": False} for row in rows]
    result = computed("vn.organisation_classes_public_2026", "organisation_id", decided)

    for _, group in result.group_by("authority_id"):
        excellent = group["class"].eq("excellent").sum()
        assert excellent <= 1 if len(group) < 5 else within(group, 2_000)


@pytest.mark.parametrize(
    "column", ["tasks_completed", "tasks_late", "tasks_below_quality", "tasks_above_requirement"]
)
def test_more_tasks_than_there_can_be_are_refused(column: str) -> None:
    row = {
        "authority_id": 1, "score_hundredths": 8_000, "tasks_assigned": 10, "tasks_completed": 10, "tasks_late": 0,
        "tasks_below_quality": 0, "tasks_above_requirement": 0, "units_not_completed": 0, "defects_fixed": True,
        "personnel_wrongdoing": False, "outstanding": False,
    }  # fmt: skip

    with pytest.raises(BadRows, match="More tasks are completed, late, below quality"):
        computed("vn.organisation_classes_2026", "organisation_id", [{**row, column: 11}])
