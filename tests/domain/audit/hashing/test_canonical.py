"""What is hashed must stay the same for ever: these bytes were written, and hashed by sha256sum, by hand."""

import hashlib
import hmac
from datetime import UTC, date, datetime
from uuid import UUID

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.audit import seals
from domain.audit.hashing import canonical, events, merkle
from domain.pay_runs.proof import line_hash

ID = UUID("0192aaaa-bbbb-7ccc-8ddd-eeeeffff0000")


def test_a_record_is_netstrings_in_a_fixed_order():
    row = {
        "id": ID,
        "at": datetime(2026, 1, 1, tzinfo=UTC),
        "number": -12,
        "word": "ư,",
        "none": None,
        "root": b"\x0f",
    }

    written = canonical.record("kind", row, ("id", "at", "number", "word", "none", "root"))

    assert written.decode() == (
        "4:kind,36:0192aaaa-bbbb-7ccc-8ddd-eeeeffff0000,16:1767225600000000,3:-12,3:ư,,-,2:0f,"
    )


def test_nothing_is_not_the_empty_text():
    assert canonical.record("k", {"a": None}, ("a",)) == b"1:k,-,"
    assert canonical.record("k", {"a": ""}, ("a",)) == b"1:k,0:,"


def test_microseconds_are_exact_far_from_today():
    moment = datetime(9999, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC)

    assert canonical.text(moment) == "253402300799999999"


def test_a_field_that_the_row_lacks_is_an_error():
    with pytest.raises(KeyError):
        canonical.record("k", {"a": 1}, ("a", "b"))


words = st.none() | st.text(st.characters(codec="utf-8", exclude_characters="\0"))


@given(st.lists(st.tuples(words, words, st.integers(-(2**63), 2**63 - 1)), max_size=20))
def test_a_frame_is_written_as_its_rows_are(rows):
    names = ("a", "b", "n")
    frame = pl.DataFrame(rows, schema={"a": pl.String, "b": pl.String, "n": pl.Int64}, orient="row")

    assert canonical.records("k", frame, names) == [
        canonical.record("k", dict(zip(names, row, strict=True)), names) for row in rows
    ]


@given(words, words, words, words)
def test_two_rows_have_the_same_bytes_only_when_they_are_equal(a, b, c, d):
    one = canonical.record("k", {"x": a, "y": b}, ("x", "y"))
    other = canonical.record("k", {"x": c, "y": d}, ("x", "y"))

    assert (one == other) == ((a, b) == (c, d))


def test_the_leaf_of_an_event_of_before_never_changes():
    event = {
        "id": ID, "at": datetime(2026, 12, 31, tzinfo=UTC), "actor_id": ID, "happened": "pay_run.approved",
        "subject": "PayRun_1", "unit_id": None, "reason": "đúng", "before": None,
        "after": '{"state":"approved"}', "day": None, "secret_of": None,
    }  # fmt: skip

    assert events.leaf(event).hex() == "5ad8d78f17e51d8f3012e6cd4e97fb72bbfaa05cfa9253dd51826e45f61862fa"


EVENT = {
    "id": ID, "at": datetime(2026, 12, 31, tzinfo=UTC), "day": date(2027, 1, 1), "actor_id": ID,
    "happened": "pay_run.approved", "subject": "PayRun_1", "unit_id": None, "reason": "đúng", "before": None,
    "after": '{"state":"approved"}', "tables": "pay_run", "rows": 1, "rows_root": b"\x01" * 32, "follows": ID,
    "secret_of": None,
}  # fmt: skip


def test_the_leaf_of_an_event_without_a_salt_never_changes():
    said = (
        "17:meritgrid event 2,36:0192aaaa-bbbb-7ccc-8ddd-eeeeffff0000,16:1798675200000000,10:2027-01-01,"
        "36:0192aaaa-bbbb-7ccc-8ddd-eeeeffff0000,16:pay_run.approved,8:PayRun_1,-,6:đúng,-,"
        f'20:{{"state":"approved"}},7:pay_run,1:1,64:{"01" * 32},36:0192aaaa-bbbb-7ccc-8ddd-eeeeffff0000,'
    )

    assert events.leaf(EVENT) == merkle.leaf(said.encode())


def test_the_leaf_of_an_event_never_changes():
    salt = hmac.digest(b"k" * 32, ID.bytes, "sha256")
    event = {**EVENT, "secret_of": ID}
    said = canonical.record("meritgrid event 3", event, tuple(event))

    assert (
        events.leaf(event, salt).hex() == "cf64a062508c5839eae32eb4fa9d3f6f3ec5b9afb152850da6b2b7d197ed9333"
    )
    assert events.leaf(event, salt) == hashlib.sha256(b"\0" + salt + said).digest()


def test_an_event_whose_secret_is_gone_has_no_leaf_any_more():
    with pytest.raises(ValueError, match="deleted"):
        events.leaf({**EVENT, "secret_of": ID}, None)


def test_the_leaves_of_a_frame_are_those_of_its_events_whatever_their_kind():
    salts = [None, None, b"s" * 32, None]
    told = [{**EVENT, "day": None}, EVENT, {**EVENT, "secret_of": ID}, {**EVENT, "secret_of": ID}]
    frame = pl.DataFrame(
        [{name: canonical.text(event[name]) for name in events.FIELDS} for event in told],
        schema=dict.fromkeys(events.FIELDS, pl.String),
    )

    assert events.leaves(frame, salts) == [*map(events.leaf, told[:3], salts), None]


def test_the_leaf_of_a_line_of_before_never_changes():
    line = dict.fromkeys(line_hash.EARLIER_FIELDS, "x") | {
        "amount_vnd": 12_300_000,
        "rules_number": 0,
        "assessment_id": None,
    }

    (leaf,) = line_hash.earlier_leaves(pl.DataFrame([line], schema_overrides={"assessment_id": pl.String}))

    assert leaf.hex() == "ab5beb041008968ba940715f13336562ee352f77f53914febd9bcf6237add37b"
    assert leaf == merkle.leaf(canonical.record(line_hash.EARLIER_KIND, line, line_hash.EARLIER_FIELDS))


def test_the_leaf_of_a_line_never_changes():
    line = dict.fromkeys(line_hash.FIELDS, "x") | {"amount_vnd": 12_300_000, "assessment_id": None}
    frame = pl.DataFrame([line, line], schema_overrides={"assessment_id": pl.String})
    salt = hmac.digest(b"k" * 32, ID.bytes, "sha256")

    leaf, gone = line_hash.leaves(frame, [salt, None])

    assert leaf is not None
    assert leaf.hex() == "95ca5097f4f14cd9b43bfc29573cac3b3cf277d803cf45d8697a148bf62fe3cc"
    said = canonical.record("meritgrid pay line 2", line, line_hash.FIELDS)
    assert leaf == hashlib.sha256(b"\0" + salt + said).digest()
    assert gone is None


def test_the_link_of_a_seal_never_changes():
    sealed = seals.over(1, seals.FIRST_LINK, [b"\x01" * 32, b"\x02" * 32], datetime(2026, 12, 31, tzinfo=UTC))

    assert sealed.root == merkle.node(b"\x01" * 32, b"\x02" * 32)
    assert sealed.link.hex() == "a628c2667bb36b319fe962f6c6c5539badf335f909f7dd4c7c27065601e7aad5"


def test_a_line_is_named_after_its_run_its_place_and_its_leaf():
    run = "0192aaaa-bbbb-7ccc-8ddd-eeeeffff0000"

    named = line_hash.ids(run, [b"\xab" * 32, b"\xcd" * 32], first=4095)

    assert named.to_list() == ["0192aaaa-bbbb-8000-8fff-abababababab", "0192aaaa-bbbb-8001-8000-cdcdcdcdcdcd"]
    assert [UUID(name).version for name in named] == [8, 8]


@pytest.mark.parametrize(
    "name", ["approved", "PayRun.approved", "pay_run.approved.", "pay_run.Approved", "pay run.x"]
)
def test_an_event_has_a_name_of_the_grammar(name):
    with pytest.raises(ValueError, match=r"subject\.happened"):
        events.named(name)


def test_a_state_is_json_with_sorted_keys_and_exact_values():
    state = {"b": ID, "a": datetime(2026, 1, 2, 3, 4, 5, 6, tzinfo=UTC), "amount_vnd": 2**62}

    assert events.state(state) == (
        '{"a":"2026-01-02T03:04:05.000006+00:00","amount_vnd":4611686018427387904,'
        '"b":"0192aaaa-bbbb-7ccc-8ddd-eeeeffff0000"}'
    )
    with pytest.raises(TypeError):
        events.state({"a": object()})
