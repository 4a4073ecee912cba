"""Splits SQL text into statements at semicolons, where PostgreSQL would: not inside quotes, comments or bodies."""

import re
from collections.abc import Iterator

# What a semicolon does not end: comments, strings (with backslashes after E), names in quotes, and dollar quotes.
_OPAQUE = re.compile(
    r"""--[^\n]*
      | (?P<nested>/\*)
      | \b[eE]'(?:[^'\\]|\\.|'')*'
      | '(?:[^']|'')*'
      | "(?:[^"]|"")*"
      | (?P<dollar>(?<![\w$])\$(?:[^\W\d]\w*)?\$)
      | (?P<end>;)
      | (?P<unclosed>['"])
    """,
    re.VERBOSE | re.DOTALL,
)
_COMMENT = re.compile(r"\s*(?:--[^\n]*(?:\n|$)|(?P<nested>/\*))")
_ATOMIC = re.compile(r"\bbegin\s+atomic\b", re.IGNORECASE)


def statements(sql: str) -> list[str]:
    """The statements of `sql` in order, without their semicolons; comments stay with what follows them.

    Raises ValueError for a quote that is not closed, and for a body written as BEGIN ATOMIC: write it in $$.
    """
    found = [said.strip() for said in _pieces(sql)]
    return [said for said in found if bare(said)]


def bare(statement: str) -> str:
    """The statement without the comments before it."""
    while comment := _COMMENT.match(statement):
        end = _past_comment(statement, comment.end()) if comment["nested"] else comment.end()
        statement = statement[end:]
    return statement.strip()


def _pieces(sql: str) -> Iterator[str]:
    start = place = 0
    while token := _OPAQUE.search(sql, place):
        if _ATOMIC.search(sql, place, token.start()):
            raise ValueError("a body of BEGIN ATOMIC has semicolons of its own: write it between $$ and $$")
        place = _past(sql, token)
        if token["end"]:
            yield sql[start : token.start()]
            start = place
    yield sql[start:]


def _past(sql: str, token: re.Match[str]) -> int:
    """Where the search goes on after a token: behind all that it opens."""
    if token["unclosed"]:
        raise ValueError(f"the quote {token[0]} at character {token.start()} is not closed")
    if token["nested"]:
        return _past_comment(sql, token.end())
    if token["dollar"]:
        end = sql.find(token[0], token.end())
        if end < 0:
            raise ValueError(f"the body that {token[0]} begins at character {token.start()} is not closed")
        return end + len(token[0])
    return token.end()


def _past_comment(sql: str, place: int) -> int:
    """Behind a comment, which holds others as PostgreSQL's do."""
    depth = 1
    for mark in re.compile(r"/\*|\*/").finditer(sql, place):
        depth += 1 if mark[0] == "/*" else -1
        if depth == 0:
            return mark.end()
    raise ValueError(f"the comment before character {place} is not closed")
