"""What is kept to be quick never fills the memory."""

from api.graphql.cache import Cache


def test_what_was_not_used_for_longest_goes_first() -> None:
    cache = Cache[str](most=2, room_bytes=1_000)
    cache.put("a", "A", 1)
    cache.put("b", "B", 1)
    cache.get("a")

    cache.put("c", "C", 1)

    assert [cache.get(key) for key in "abc"] == ["A", None, "C"]


def test_the_room_is_never_more_than_full() -> None:
    cache = Cache[str](most=100, room_bytes=1_000)

    for number in range(30):
        cache.put(number, "", 90)

    assert (len(cache), cache.taken_bytes) == (11, 990)


def test_what_would_drive_out_the_others_is_not_kept() -> None:
    cache = Cache[str](most=100, room_bytes=1_000)
    cache.put("small", "", 100)

    assert cache.put("large", "the value", 101) == "the value"

    assert (cache.get("large"), cache.get("small")) == (None, "")


def test_a_value_put_in_again_takes_its_room_once() -> None:
    cache = Cache[str](most=100, room_bytes=1_000)
    cache.put("a", "old", 80)

    cache.put("a", "new", 60)

    assert (cache.get("a"), cache.taken_bytes) == ("new", 60)
