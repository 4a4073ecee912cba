"""Replaceable objects are told apart, declared once, and made in the order of what needs what."""

import pytest

from domain import areas
from domain.database.state.declarations import Declared, replaceable_objects, sql_files
from domain.database.state.event import Event, Noted
from domain.database.state.policy import Condition, Rule, both, either
from domain.database.state.replaceable import ordered, replaceable
from tests.house.rules.tree import ROOT

F = ("function", "f(a numeric(1, 2), b text[])")


@pytest.mark.parametrize(
    ("statement", "kind", "name"),
    [
        ("create or replace function f(a numeric(1, 2),\n b text[]) returns int", *F),
        ("-- why\ncreate view v with (security_invoker = true) as select 1", "view", "v"),
        ("create trigger t before update of a on b for each row execute function f()", "trigger", "b.t"),
        ("create constraint trigger t after insert on b deferrable", "trigger", "b.t"),
        ("create policy p on b for select using (true)", "policy", "b.p"),
        (
            "revoke execute on function f() from public",
            "privilege",
            "revoke execute on function f() from public",
        ),
    ],
)
def test_a_statement_says_what_it_makes(statement, kind, name):
    made = replaceable(statement)

    assert (made.kind, made.name) == (kind, name)


@pytest.mark.parametrize(
    "statement",
    [
        "create table a (id int)",
        "create function f() returns int",
        "do $$ begin end $$",
        "insert into a values (1)",
    ],
)
def test_what_cannot_be_made_anew_is_refused(statement):
    with pytest.raises(ValueError, match="makes no replaceable object"):
        replaceable(statement)


def test_policies_come_last_and_a_view_after_those_that_it_reads():
    made = ordered(
        [
            "create policy p on t using (f())",
            "create view a as select * from b",
            "create view b as select f()",
            "create trigger r before update on t execute function f()",
            "create or replace function f() returns int",
        ]
    )

    assert [one.name for one in made] == ["f()", "b", "a", "t.r", "t.p"]


def test_what_is_declared_twice_is_refused():
    with pytest.raises(ValueError, match="the view v is declared twice"):
        ordered(["create view v as select 1", "create view v as select 2"])


def test_an_event_of_two_areas_is_refused(tmp_path):
    one = Declared("one", tmp_path, {}, {"unit.moved": Event(("unit",), None)}, [Noted("unit")])

    with pytest.raises(ValueError, match=r"declared by two areas: unit\.moved"):
        replaceable_objects([one, one])


def test_every_sql_file_of_the_domain_belongs_to_an_area():
    listed = {path for area in areas.declared() for path in sql_files(area.folder)}
    there = set((ROOT / "domain").rglob("*.sql")) - set((ROOT / "domain" / "database").rglob("*.sql"))

    assert there == listed
    assert len(listed) > 10


def test_conditions_are_joined_in_sql_and_in_words():
    asks, owns, opens = (
        Condition("a", "A", who=True),
        Condition("b", "B", who=True),
        Condition("c", "it is C"),
    )

    assert either(asks, owns).sql == "a or b"
    assert both(opens, either(asks, owns)).sql == "c and (a or b)"
    assert both(opens, either(asks, owns)).says == "(A; or B), provided it is C"


def test_a_rule_grants_no_more_than_it_says():
    assert [verb for verb, _, _ in Rule(Condition("a", "A")).grants()] == ["select"]
    assert list(Rule(None).grants()) == []
