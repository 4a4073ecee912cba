"""Subjects: who a provider says that somebody is, `<issuer>|<sub>`, by which sign-in finds their account."""

from sqlalchemy import text
from sqlmodel import col, select

from domain import gate
from domain.access.tables import Account
from domain.actor import SYSTEM
from domain.audit import service as audit
from domain.database.sessions import WriteSession
from domain.errors import Conflict, Invalid, NotFound
from domain.reading.ids import id_of
from tabular.text import KEY, REASON, Kind

# Of OpenID Connect Core 1.0, section 2.
SUB = Kind(255)
_FIND = text("select id from meritgrid_account(:subject)")


def subject_of(issuer: str, sub: str, trusted: str = "", path: str = "") -> str:
    """The subject of somebody whom an issuer knows by `sub`. `trusted`: the issuer whose tokens count, if known.

    `path`: where the two were sent. Raises Invalid (texts, `unknown_issuer`).
    """
    issuer, sub = gate.text(issuer, KEY, f"{path}issuer"), gate.text(sub, SUB, f"{path}subject")
    if trusted and issuer != trusted:
        raise Invalid(
            "unknown_issuer",
            "Nobody could sign in: this server takes the tokens of {trusted} only, not of {issuer}. The two must be"
            " the same to the letter.",
            f"{path}issuer",
            trusted=trusted,
            issuer=issuer,
        )
    if "|" in issuer:
        raise Invalid(
            "unknown_issuer",
            "An issuer is an address such as https://id.example.gov.vn: {issuer} is none. What stands behind | goes"
            " into the subject.",
            f"{path}issuer",
            issuer=issuer,
        )
    return f"{issuer}|{sub}"


async def refuse_taken(session: WriteSession, subject: str, path: str) -> None:
    """Raise Conflict (`subject_taken`) when an account has the subject, whoever may see that account."""
    if (await session.execute(_FIND, {"subject": subject})).first() is not None:
        raise Conflict(
            "subject_taken",
            "There is an account of {subject} already: one person has one account. Use that one, or open it again if"
            " it is closed (reopenAccount).",
            path,
            subject=subject,
        )


async def account_by_subject(session: WriteSession, subject: str) -> Account:
    """The account of a subject, locked; that of the system is none. Raises NotFound (`no_account`)."""
    theirs = select(Account).where(col(Account.subject) == subject, col(Account.id) != SYSTEM.id)
    account = await session.scalar(theirs.with_for_update())
    if account is None:
        raise NotFound(
            "no_account", "No account has the subject {subject}: it is <issuer>|<sub>.", subject=subject
        )
    return account


async def move(session: WriteSession, old: str, new: str, reason: str) -> Account:
    """Give an account to another subject, as the owner: it was mistyped, or the provider changed.

    Raises NotFound (`no_account`), Conflict (`subject_taken`), Invalid (`reason_missing`).
    """
    why = gate.text(reason, REASON, "reason")
    account = await account_by_subject(session, old)
    await refuse_taken(session, new, "subject")
    before = account.model_dump()
    account.subject = new
    said = account.model_dump()
    await audit.tell(session, SYSTEM, "account.moved", id_of(account), before=before, after=said, reason=why)
    return account
