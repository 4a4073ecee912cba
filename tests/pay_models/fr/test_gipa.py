"""The guarantee makes up for what was lost, for those who lost something, and no more."""

from datetime import date

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pay_models.fr.gipa.model import MODEL
from pay_models.kernel import BadRows, run
from tests.tiers import examples

DAY = date(2024, 1, 1)
compared = st.lists(
    st.tuples(
        st.sampled_from((2015, 2017, 2018, 2019, 2020, 2021, 2022, 2023)),
        st.integers(100, 2000),
        st.integers(100, 2000),
        st.integers(0, 4),
        st.integers(0, 100),
    ),
    min_size=1,
    max_size=40,
)


def guaranteed(rows: list[tuple[int, ...]]) -> pl.DataFrame:
    names = ("year", "index_start", "index_end", "years_paid", "working_hundredths")
    return run(
        MODEL,
        pl.DataFrame(
            [{"employee_id": str(n), **dict(zip(names, row, strict=True))} for n, row in enumerate(rows)]
        ),
        on=DAY,
    ).result


@settings(max_examples=examples(40))
@given(compared)
def test_full_time_pay_with_its_guarantee_keeps_up_with_inflation(rows: list[tuple[int, ...]]) -> None:
    for row in guaranteed([(year, start, end, 4, 100) for year, start, end, _, _ in rows]).rows(named=True):
        with_guarantee = row["end_eur_cents"] + row["guarantee_eur_cents"]
        assert with_guarantee == max(row["end_eur_cents"], row["kept_up_eur_cents"])


@settings(max_examples=examples(40))
@given(compared)
def test_nobody_is_guaranteed_more_than_was_lost(rows: list[tuple[int, ...]]) -> None:
    result = guaranteed(rows)

    assert (result["guarantee_eur_cents"] <= result["lost_eur_cents"]).all()
    assert result.filter(pl.col("years_paid") < 3)["guarantee_eur_cents"].sum() == 0


@settings(max_examples=examples(40))
@given(compared)
def test_a_step_gained_never_raises_the_guarantee(rows: list[tuple[int, ...]]) -> None:
    risen = [(year, start, min(end + 20, 2000), *rest) for year, start, end, *rest in rows]

    assert (guaranteed(risen)["guarantee_eur_cents"] <= guaranteed(rows)["guarantee_eur_cents"]).all()


def test_a_year_without_an_order_is_refused_by_name() -> None:
    with pytest.raises(BadRows, match="No order known here fixes the guarantee of this year"):
        guaranteed([(2016, 514, 514, 4, 100)])
