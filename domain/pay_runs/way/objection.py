"""Objection: to whom, what to write and until when, as far as it is known; the letter has what is known filled in."""

from datetime import date
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import text

from domain.database.sessions import ReadSession
from domain.language.text import Language, Text
from domain.organisation import service as organisation
from domain.pay_runs.way.answer import Objection
from domain.pay_runs.way.reading.record import Record
from domain.people import service as people

# Art. 22 names the authority that classified and no way to it: that the unit passes a letter on is assumed; it says so.
TO = Text(
    "In writing, to the authority that decided the class (Decree 335/2025 art. 22): write to the head of {unit}, whose"
    " results these are; where a level above decides the class, {unit} passes the letter on. Assumed: the decree says"
    " who answers, not through whom to write."
)
TO_ELSEWHERE = Text(
    "In writing, to the authority that decided the class (Decree 335/2025 art. 22): for this period that is decided"
    " where the last post of the period lies, not in {unit}."
)
TO_ASK = Text(" About the money: {made} made this run and {approved} approved it; ask there.")
UNTIL = Text("The decree sets no last day for it, and the agency has entered none. Do it soon.")
ANSWER = Text("It has to be answered within 7 working days of its receipt (Decree 335/2025 art. 22).")
LETTER = Text(
    "To: {to}\n"
    "I am: {who}\n"
    "About: {title}, {amount}; code of the line: {leaf}.\n"
    "I do not agree with: …… (which step: the work of a month, the score, the class, the shares, the amount)\n"
    "Because: ……\n"
    "I ask for: ……\n"
    "Day, signature"
)
HEAD_OF = Text("the head of {unit}")
TO_FILL_IN = "……"
# Whoever may read the line reads what it pays for, and its own offices where the run is shown.
_ABOUT = text("""
    select p.title, meritgrid_money(l.amount_vnd, 'VND') as amount, encode(l.leaf, 'hex') as leaf,
           acting_office(r.made_by, r.made_at) as made, acting_office(r.approved_by, r.approved_at) as approved,
           l.employee_id, l.position_id, l.unit_id
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
    name: str | None
    post: str | None
    unit: str


async def objection(session: ReadSession, record: Record, language: Language) -> Objection:
    """What to do about a line that somebody does not agree with."""
    about = await _about(session, record.line.id, record.kind.last_day(record.start))
    elsewhere = record.line.rated == "elsewhere"
    to = Text((TO_ELSEWHERE if elsewhere else TO).template, unit=about.unit)
    offices = Text(TO_ASK.template, made=about.made, approved=about.approved)
    known = about.made and about.approved
    return Objection(
        to=to.said(language) + (offices.said(language) if known else ""),
        until=UNTIL.said(language),
        answer=ANSWER.said(language),
        letter=_letter(about, elsewhere).said(language),
    )


async def _about(session: ReadSession, line_id: UUID, day: date) -> _About:
    line = (await session.execute(_ABOUT, {"line": line_id})).one()
    _, name = (await people.called(session, [line.employee_id])).get(line.employee_id, (None, None))
    post = await organisation.post_called(session, line.position_id) if line.position_id else None
    unit = await organisation.unit_called(session, line.unit_id, day)
    return _About(line.title, line.amount, line.leaf, line.made, line.approved, name, post, unit)


def _letter(about: _About, elsewhere: bool) -> Text:
    """The letter with what is known filled in, and dots where it is not."""
    return Text(
        LETTER.template,
        to=TO_FILL_IN if elsewhere else Text(HEAD_OF.template, unit=about.unit),
        who=", ".join(each or TO_FILL_IN for each in (about.name, about.post, about.unit)),
        title=about.title,
        amount=about.amount,
        leaf=about.leaf[:LEAF],
    )
