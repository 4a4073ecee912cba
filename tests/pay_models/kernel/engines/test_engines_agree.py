"""One definition, three engines, the same dong: for every model, on populations that nobody chose."""

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pay_models.kernel import Run, model, run
from pay_models.kernel.engines import AnyEngine, DuckDB, Spark
from pay_models.kernel.registry import model_ids
from tests.pay_models.populations import Population, population, populations
from tests.pay_models.spark import ON_SPARK
from tests.tiers import in_tier, thorough

# Spark takes seconds for each model: in the short form, the models of a year's bonus, a month of many histories, a
# group that is shared out, and one whose law stands in tables; every model in the longer ones.
FEW = (
    "vn.kpi_score_2026",
    "vn.grade_pay",
    "vn.classes_2026",
    "vn.bonus_fund_2026",
    "vn.savings_fund",
    "jp.monthly_pay",
    "kr.performance_bonus",
    "us.performance_awards",
)
SPARK_MODELS = in_tier(FEW, model_ids(), model_ids())
SPARK_SEEDS = range(20261231, 20261231 + in_tier(1, 1, 25))


@pytest.mark.parametrize("model_id", model_ids())
@given(data=st.data())
@settings(max_examples=in_tier(1, 4, 50))
def test_duckdb_pays_everybody_what_polars_pays(model_id: str, data: st.DataObject) -> None:
    people = data.draw(populations(model_id))

    assert list(apart(model_id, people, DuckDB(threads=1))) == []


@thorough
@pytest.mark.timeout(in_tier(300, 3_600, 14_400))  # Java starts, and each model is compiled
@pytest.mark.parametrize("engine", [pytest.param(Spark("local[2]"), id="spark", marks=ON_SPARK)])
def test_spark_pays_everybody_what_polars_pays(engine: AnyEngine) -> None:
    drawn = ((model_id, population(model_id, seed)) for model_id in SPARK_MODELS for seed in SPARK_SEEDS)

    assert [name for model_id, people in drawn for name in apart(model_id, people, engine)] == []


def apart(model_id: str, people: Population, engine: AnyEngine) -> Iterator[str]:
    """The stages and columns, in their order, rows and types, in which an engine differs from Polars."""
    ours, theirs = (
        run(model(model_id), people.tables, on=people.day, engine=each) for each in ("polars", engine)
    )
    assert isinstance(theirs, Run)
    for name, frame in ours.frames.items():
        if not frame.equals(theirs[name]) or frame.schema != theirs[name].schema:
            columns = [column for column in frame.columns if not frame[column].equals(theirs[name][column])]
            yield f"{model_id} {name}: {', '.join(columns) or 'types'}"
