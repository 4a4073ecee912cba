"""Objection: to whom, what to write and until when, as far as it is known; what is not known is said, too."""

from typing import NamedTuple

from sqlalchemy import text

from domain.database.sessions import ReadSession
from domain.language.text import Language, Text
from domain.pay_runs.way.answer import Objection
from domain.pay_runs.way.reading.record import Record

TO = Text(
    "In writing, to the authority that decided the class (Decree 335/2025 art. 22). Meritgrid does not know which one"
    " that is."
)
TO_ASK = Text(" {made} made this run and {approved} approved it: ask there.")
UNTIL = Text(
    "The decree sets no last day for it; a rule of the agency may, and Meritgrid does not know one. Do it soon."
)
ANSWER = Text("It has to be answered within 7 working days of its receipt (Decree 335/2025 art. 22).")
LETTER = Text(
    "To: ……\n"
    "I am: …… (name, position, unit)\n"
    "About: {title}, {amount}; code of the line: {leaf}.\n"
    "I do not agree with: …… (which step: the work of a month, the score, the class, the shares, the amount)\n"
    "Because: ……\n"
    "I ask for: ……\n"
    "Day, signature"
)
# Whoever may read the line reads what it pays for, and its own offices where the run is shown.
_ABOUT = text("""
    select p.title, meritgrid_money(l.amount_vnd, 'VND') as amount, encode(l.leaf, 'hex') as leaf,
           acting_office(r.made_by, r.made_at) as made, acting_office(r.approved_by, r.approved_at) as approved
    from pay_line l
    cross join lateral line_pays(l.id) p
    left join pay_run r on r.id = l.pay_run_id
    where l.id = :line
""")
LEAF = 8  # letters that find a line again


class _About(NamedTuple):
    title: str
    amount: str
    leaf: str
    made: str | None
    approved: str | None


async def objection(session: ReadSession, record: Record, language: Language) -> Objection:
    """What to do about a line that somebody does not agree with."""
    about = _About(*(await session.execute(_ABOUT, {"line": record.line.id})).one())
    offices = Text(TO_ASK.template, made=about.made, approved=about.approved)
    letter = Text(LETTER.template, title=about.title, amount=about.amount, leaf=about.leaf[:LEAF])
    known = about.made and about.approved
    return Objection(
        to=TO.said(language) + (offices.said(language) if known else ""),
        until=UNTIL.said(language),
        answer=ANSWER.said(language),
        letter=letter.said(language),
    )
