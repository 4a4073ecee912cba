"""Bands: explicit edges, and the rounding before them."""

import narwhals as nw

from pay_models.blocks.bands import band, per_name
from pay_models.kernel.declare.money import half_down
from tests.pay_models.blocks.column import computed

POSTBANK = [(450, 150), (350, 125), (250, 100), (150, 50)]
# Japan's periods of service as months and days, 5m15d = 515
JAPAN = [
    *((600, 100), (515, 95), (500, 90), (415, 80), (400, 70), (315, 60), (300, 50), (215, 40), (200, 30)),
    *((115, 20), (100, 15), (15, 10), (1, 5)),
]


def test_nsps_rounds_51_up_and_50_down_before_the_rating() -> None:
    rating = half_down(nw.col("average_hundredths"), 100)
    found = band(rating, [(5, "role model"), (4, "exceeds"), (3, "valued")], below="fair or less")

    assert computed(rating, average_hundredths=[350, 351, 251, 250, 450, 451]) == [3, 4, 3, 2, 4, 5]
    assert computed(found, average_hundredths=[350, 351, 250]) == ["valued", "exceeds", "fair or less"]


def test_postbank_opens_a_band_at_its_edge() -> None:
    scores = [100, 149, 150, 249, 250, 349, 350, 449, 450, 500]
    factor = band(nw.col("score_hundredths"), POSTBANK, below=0)

    assert computed(factor, score_hundredths=scores) == [0, 0, 50, 50, 100, 100, 125, 125, 150, 150]


def test_japan_has_thirteen_periods_of_service() -> None:
    served = [600, 599, 515, 514, 500, 100, 99, 15, 14, 1, 0]
    rate = band(nw.col("months_days"), JAPAN, below=0)

    assert len(JAPAN) == 13
    assert computed(rate, months_days=served) == [100, 95, 95, 90, 90, 15, 10, 10, 5, 5, 0]


def test_no_value_falls_into_no_band() -> None:
    assert computed(band(nw.col("score"), POSTBANK, below=0), score=[None, 450]) == [None, 150]


def test_a_name_has_its_number_and_any_other_has_none() -> None:
    numbers = per_name(nw.col("class"), {"excellent": 100, "good": 90})

    assert computed(numbers, **{"class": ["good", "excellent", "poor"]}) == [90, 100, 0]
