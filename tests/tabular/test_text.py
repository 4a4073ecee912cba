"""The gate for text: who reads two words sees two words, and who reads one sees one."""

import sys
import unicodedata

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tabular.text import ANY, KEY, REASON, BrokenText, Kind, broken, judge, spelled


def test_two_spellings_of_a_name_are_one():
    assert judge("Nguye\u0302\u0303n Thi\u0323", KEY) == "Nguyễn Thị"
    assert judge("Nguyễn Thị", KEY) == "Nguyễn Thị"


@pytest.mark.parametrize("text", ["  LG 01", "LG\u00a001 ", "LG  01\n", "\tLG\u202f\u300001"])
def test_spaces_that_look_like_one_are_one_and_those_around_are_none(text):
    assert judge(text, KEY) == "LG 01"


@pytest.mark.parametrize(
    ("text", "rule", "point", "place"),
    [
        ("a\0b", "no_such_character", "U+0000", 2),
        ("ab\ud800", "no_such_character", "U+D800", 3),
        ("a\x07b", "control_character", "U+0007", 2),
        ("a\nb", "control_character", "U+000A", 2),
        ("a\u2028b", "control_character", "U+2028", 2),
        ("LG\u00ad01", "invisible_character", "U+00AD", 3),
        ("LG01\u200b", "invisible_character", "U+200B", 5),
        ("\u202e10GL", "invisible_character", "U+202E", 1),
        ("\ufeffLG01", "invisible_character", "U+FEFF", 1),
        ("LG\ufe0f", "invisible_character", "U+FE0F", 3),
    ],
)
def test_what_nobody_sees_is_refused_with_its_place(text, rule, point, place):
    found = judge(text, KEY)

    assert isinstance(found, BrokenText)
    assert (found.rule, found.point, found.place) == (rule, point, place)
    assert point in found.says


def test_a_reason_may_go_over_several_lines_and_ends_them_in_one_way():
    assert judge("one\r\ntwo\n", REASON) == "one\ntwo"


@pytest.mark.parametrize("text", ["", "   ", "\u00a0\t"])
def test_a_key_is_not_blank_and_a_search_may_be(text):
    assert judge(text, KEY) == BrokenText("blank", 200)
    assert judge(text, ANY) == ""


def test_the_longest_text_is_counted_as_it_is_spelled():
    assert judge("e\u0302" * 5 + "  ", Kind(5)) == "ê" * 5
    assert judge("ê" * 6, Kind(5)) == BrokenText("text_too_long", 5)


def test_every_format_character_of_unicode_is_refused():
    formats = [chr(n) for n in range(sys.maxunicode + 1) if unicodedata.category(chr(n)) == "Cf"]

    assert len(formats) >= 160
    assert [c for c in formats if not isinstance(judge(f"a{c}b", KEY), BrokenText)] == []


@pytest.mark.parametrize("kind", [KEY, ANY, Kind(3, lines=True)])
@given(texts=st.lists(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=6)))
def test_a_column_is_judged_as_its_texts_are(kind, texts):
    frame = pl.DataFrame({"text": texts}, schema={"text": pl.String}).select(spelled(pl.col("text")))
    wrong = frame.select(broken(pl.col("text"), kind)).to_series().to_list()

    judged = [judge(text, kind) for text in texts]
    assert wrong == [isinstance(one, BrokenText) for one in judged]
    assert [t for t, bad in zip(frame["text"], wrong, strict=True) if not bad] == [
        one for one in judged if isinstance(one, str)
    ]


def test_no_text_stays_no_text():
    frame = pl.DataFrame({"text": [None]}, schema={"text": pl.String})

    assert frame.select(spelled(pl.col("text")))["text"].to_list() == [None]
    assert frame.select(broken(pl.col("text"), KEY))["text"].to_list() == [False]
