"""A sentence and its number agree: 234 hundredths are shown as 2.34, so the sentence names no hundredths."""

import re
from collections.abc import Iterator

import pytest

from pay_models.kernel import model
from pay_models.kernel.declare.rows import columns_of
from pay_models.kernel.declare.units import Unit, unit_of
from pay_models.kernel.registry import model_ids
from pay_models.kernel.tell.language import translated

VIETNAMESE = re.compile(
    r"(tính bằng|là|theo|\() ?(phần (mười|trăm|nghìn|vạn|triệu)|điểm cơ bản|xu\b)|số xu", re.IGNORECASE
)
CENTS = re.compile(r"(?:^|whole |in )cents\b", re.IGNORECASE)
# A number in the unit of the file, but for years and for "1.00 = 100", which tells how to write one.
RAW = re.compile(r"(?<![=.,\d] )(?<![.,\d])\b(?!19|20)\d{4,}\b|(?<!= )\b100 for\b|time = 100\b")


def raw(unit: Unit, said: str) -> bool:
    """Whether a sentence states its number as the file holds it, though it is shown in wholes."""
    names = CENTS.search(said) if unit.money else unit.name in said
    return bool(unit.decimals and (names or RAW.search(said)))


def raw_in_vietnamese(unit: Unit, said: str) -> bool:
    """The same of a translation; `phần trăm` is also per cent, as which basis points are shown."""
    told = said.replace("phần trăm", "%") if unit.sign == "%" else said
    return bool(unit.decimals and (VIETNAMESE.search(told) or RAW.search(told)))


def sentences(model_id: str) -> Iterator[tuple[str, Unit, str]]:
    """The sentence of each column and parameter whose number is shown, with its unit; a table shows none."""
    chosen = model(model_id)
    for stage in chosen.stages:
        for name, column in columns_of(stage.outputs).items():
            yield name, unit_of(name), column.description or ""
    for name, parameter in chosen.parameters.parameters.items():
        if parameter.table is None:
            yield name, parameter.measure, parameter.says


@pytest.mark.parametrize("model_id", model_ids())
def test_no_sentence_names_a_raw_unit_beside_a_number_in_wholes(model_id: str) -> None:
    apart = {name: said for name, unit, said in sentences(model_id) if raw(unit, said)}

    assert apart == {}


@pytest.mark.parametrize("model_id", model_ids())
def test_no_translation_names_a_raw_unit_beside_a_number_in_wholes(model_id: str) -> None:
    told = [(name, unit, translated(model(model_id), said, "vi")) for name, unit, said in sentences(model_id)]
    apart = {name: said for name, unit, said in told if raw_in_vietnamese(unit, said)}

    assert apart == {}


@pytest.mark.parametrize(
    ("name", "english", "vietnamese"),
    [
        ("point_ten_thousandths", "Value, in ten-thousandths of a euro", "Giá trị, tính bằng phần vạn euro"),
        ("score_millionths", "Sum, in millionths of a point", "Tổng điểm, tính bằng phần triệu điểm"),
        ("rate_bp", "Rates, in basis points", "Tỷ lệ, tính bằng phần vạn"),
        ("left_eur_cents", "Cents that no share holds", "Số xu không nằm trong phần chia nào"),
        ("cap_bp", "Most of the pool; 10000 is no cap", "Phần nhiều nhất; 10000 là không có trần"),
    ],
)
def test_a_sentence_in_the_unit_of_the_file_is_found(name: str, english: str, vietnamese: str) -> None:
    assert raw(unit_of(name), english)
    assert raw_in_vietnamese(unit_of(name), vietnamese)
