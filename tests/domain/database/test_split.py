"""SQL text is split where PostgreSQL would split it."""

import pytest

from domain.database.state import split


@pytest.mark.parametrize(
    ("sql", "statements"),
    [
        ("select 1; select 2;", ["select 1", "select 2"]),
        ("select 1\n\n, 2", ["select 1\n\n, 2"]),
        ("select ';'; select 'it''s;'", ["select ';'", "select 'it''s;'"]),
        (r"select E'\';'; select 2", [r"select E'\';'", "select 2"]),
        ('select "a;b"; select 2', ['select "a;b"', "select 2"]),
        ("do $$ begin; end $$; select 2", ["do $$ begin; end $$", "select 2"]),
        (
            "do $a$ $$ ; $b$ ; $a$; select $1; select a$b$c",
            ["do $a$ $$ ; $b$ ; $a$", "select $1", "select a$b$c"],
        ),
        ("-- one; two\nselect 1; -- the rest;", ["-- one; two\nselect 1"]),
        ("/* a; /* b; */ c; */ select 1; select 2", ["/* a; /* b; */ c; */ select 1", "select 2"]),
        (" ;; ", []),
    ],
)
def test_a_statement_ends_at_a_semicolon_outside_of_quotes_comments_and_bodies(sql, statements):
    assert split.statements(sql) == statements


@pytest.mark.parametrize(
    "sql", ["select 'a", 'select "a', "do $$ begin", "/* a /* b */", "select 1; select E'"]
)
def test_what_is_not_closed_is_refused(sql):
    with pytest.raises(ValueError, match="is not closed"):
        split.statements(sql)


def test_a_body_with_semicolons_of_its_own_is_refused():
    with pytest.raises(ValueError, match=r"write it between \$\$ and \$\$"):
        split.statements("create function a() returns int begin atomic select 1; end;")


def test_comments_before_a_statement_are_no_part_of_it():
    assert split.bare("-- a\n /* b /* c */ */\n--d\nselect 1 -- e") == "select 1 -- e"
