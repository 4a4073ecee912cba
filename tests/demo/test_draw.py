"""Numbers, ids and shares drawn from a seed."""

from datetime import date
from uuid import UUID

import numpy as np
import pytest

from demo.draw import Draw, split, written

DAY = date(2026, 1, 1)


def test_ids_rise_and_carry_their_day_version_and_variant():
    ids = written(Draw(1).ids("employee", 5_000, DAY)).to_list()

    assert ids == sorted(ids)
    assert ids[0].startswith("019b76da-a800-7000-")
    assert {UUID(each).version for each in ids} == {7}
    assert {UUID(each).variant for each in ids} == {"specified in RFC 4122"}
    assert len(set(ids)) == 5_000


def test_written_ids_are_the_bytes_that_the_database_compares():
    drawn = Draw(1).ids("employee", 3, DAY)

    assert [UUID(each).bytes for each in written(drawn)] == [each.tobytes() for each in drawn]


def test_streams_of_a_seed_do_not_move_one_another():
    alone = Draw(1).numbers("names").random(5)
    draw = Draw(1)
    draw.numbers("births").random(1_000)

    assert draw.numbers("names").random(5).tolist() == alone.tolist()
    assert Draw(2).numbers("names").random(5).tolist() != alone.tolist()


@pytest.mark.parametrize(
    ("total", "weights", "least", "shares"),
    [
        (10, [1, 1, 1], 0, [4, 3, 3]),
        (10, [1, 1, 1], 3, [4, 3, 3]),
        (9, [1, 2], 1, [3, 6]),
        (3, [5, 5, 5], 1, [1, 1, 1]),
        (7, [1.0], 2, [7]),
    ],
)
def test_shares_sum_to_the_whole_and_nobody_gets_less_than_the_least(total, weights, least, shares):
    assert split(total, np.array(weights), least).tolist() == shares
