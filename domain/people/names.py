"""Vietnamese names: search words and a sort key as columns that PostgreSQL computes, and what a reader looks for.

Built from functions that mean the same under every locale: the embedded server has neither ICU nor unaccent.
"""

import unicodedata

# Letters and their marks apart. Under "C" no server makes small letters of more than A to Z, so Đ is named.
_LETTERS = """translate(lower(normalize(full_name, NFD) collate "C"), 'Đ-''’.,/()', 'đ        ')"""
_NO_MARKS = rf"translate(regexp_replace({_LETTERS}, '[\u0300-\u036f]', '', 'g'), 'đ', 'd')"
# Grave, hook above, tilde, acute, dot below: the tones in the order of Vietnamese dictionaries.
_TONES = r"U&'\0300\0309\0303\0301\0323'"
_NOT_TONES = r"U&'[^\0300\0309\0303\0301\0323]'"
SEARCH_WORDS = f"""array_to_tsvector(array_remove(string_to_array(
    normalize({_LETTERS}, NFC) || ' ' || {_NO_MARKS}, ' '), ''))"""
"""Each word as it is written and without its marks: whoever types marks means them."""


def _key(part: str) -> str:
    # ă, â, ô, ơ, ư, ê and đ are letters of their own, after a, o, u, e and d; tones decide between equal letters.
    letters = rf"translate(translate({part}, {_TONES}, ''), U&'\0306\0302\031b ', '{{|}}-')"
    tones = rf"translate(regexp_replace({part}, {_NOT_TONES}, '.', 'g'), {_TONES}, '12345')"
    return f"replace({letters}, 'đ', 'd}}') || '!' || {tones}"


_NAME = f"btrim(regexp_replace({_LETTERS}, ' +', ' ', 'g'))"
_GIVEN, _REST = rf"regexp_replace({_NAME}, '^.* ', '')", rf"regexp_replace({_NAME}, '[^ ]+$', '')"
SORT_KEY = f"""({_key(_GIVEN)} || ' ' || {_key(_REST)}) collate "C" """.strip()
"""To compare byte by byte: the given name, then family and middle names, as staff lists in Vietnam are ordered."""


def sought(typed: str) -> list[str]:
    """What was typed, as a code that may begin so and as a tsquery: every word, in any order, or its beginning."""
    letters = unicodedata.normalize("NFC", typed.lower())
    for mark in "-'’.,/()":
        letters = letters.replace(mark, " ")
    quoted = [word.replace("\\", "\\\\").replace("'", "''") for word in letters.split()]
    return [typed.strip(), " & ".join(f"'{word}':*" for word in quoted)]
