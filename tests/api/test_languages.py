"""Accept-Language: the best that we have, and never an error."""

import pytest
from starlette.datastructures import Headers

from api.languages import accepted


@pytest.mark.parametrize(
    ("sent", "language"),
    [
        ("vi", "vi"),
        ("vi-VN,vi;q=0.9,en;q=0.8", "vi"),
        ("en-GB,vi;q=0.5", "en"),
        ("fr,vi;q=0.3", "vi"),
        ("fr;q=1, en;q=0.2, vi;q=0.7", "vi"),
        ("vi;q=0, *", "en"),
        ("en;q=0, *;q=0.1", "vi"),
        ("vi;q=0, en;q=0", "en"),
        ("*", "en"),
        ("", "en"),
        ("xx-klingon", "en"),
        ("VI", "vi"),
        ("vi;q=much", "en"),
        ("vi;q=nan", "en"),
        ("vi;q=2", "en"),
        (";;;,,=", "en"),
        ("fr", "en"),
    ],
)
def test_the_language_is_the_best_liked_of_ours(sent: str, language: str) -> None:
    assert accepted(Headers({"accept-language": sent})) == language


def test_who_says_nothing_reads_english() -> None:
    assert accepted(Headers({})) == "en"
