"""Errors of the database in words for the person who asked. Everything else that it says is a bug."""

import errno
import re
from collections.abc import Callable, Iterator

from sqlalchemy.exc import TimeoutError as NoneFreeError

from domain.database.state.dependents import depended_on
from domain.errors import Conflict, Forbidden, Invalid, NotFound, Refusal, Unavailable
from domain.language.guards import guarded
from domain.language.text import Text
from tabular.errors import FileRefused, NoSuchFile, NotWritable

# When a connection breaks, nobody knows whether its last commit arrived: this one does not promise.
AWAY = Unavailable(
    "database_unavailable",
    "The database does not answer. Try again in a moment; with the same idempotencyKey nothing is done twice.",
)
NO_SPACE = Unavailable(
    "no_disk_space", "The disk of the database is full. Nothing was written; free some space, then try again."
)
BUSY = Unavailable("database_busy", "The database has no free connection or memory. Try again in a moment.")
LOCKED = Unavailable("locked", "Somebody else is changing the same thing. Nothing was written; try again.")
SLOW = Unavailable("took_too_long", "This took too long and was stopped. Nothing was written; ask for less.")
MEANWHILE = Conflict(
    "changed_meanwhile", "Somebody else changed the same thing just now. Nothing was written; send it again."
)
RIGHTLESS = Forbidden("forbidden", "You lack the right for this, here and today. Nothing was written.")
PRESENT = Conflict("already_exists", "This is already there. Nothing was written; read it before you add it.")
NO_SUCH = Text("There is no {thing} of this id: send one that this API gave. Nothing was written.")
# Ids that callers send and a foreign key alone judges. All others a service looks for, or takes from what it has read.
SENT = ("account", "unit")
DANGLING = Invalid("refers_to_nothing", "It refers to something that is not there. Nothing was written.")

BY_STATE: dict[str, Refusal] = {
    "53100": NO_SPACE,
    "53200": BUSY,
    "53300": BUSY,
    "55P03": LOCKED,
    "57014": SLOW,
    "25P04": SLOW,
    "40001": MEANWHILE,
    "40P01": MEANWHILE,
    "42501": RIGHTLESS,
    "23505": PRESENT,
    "3D000": AWAY,
    "57P01": AWAY,
    "57P02": AWAY,
    "57P03": AWAY,
}
PAID_TWICE = "pk_paid_period"
CONNECTION_LOST = "08"
NOT_LET_IN = "28"
CHECK_VIOLATION = "23514"
FOREIGN_KEY = "23503"
DEPENDED_ON = "2BP01"
OUR_OWN_GUARD = "23001"  # `raise` in the SQL of an area: its sentence is ours, its constraint the code,
# its column, where it has one, the argument at fault, and then its detail the law


def refusal_from(error: BaseException) -> Refusal | None:
    """The refusal that `error` stands for, or None when it is a bug of ours.

    Looks through SQLAlchemy's wrapping and causes; knows the database's states and the system's errors.
    """
    for layer in _layers(error):
        if isinstance(layer, Refusal | FileRefused):
            return _of_file(layer) if isinstance(layer, FileRefused) else layer
        if isinstance(layer, NoneFreeError):
            return BUSY
        state = getattr(layer, "sqlstate", None)
        if isinstance(state, str):
            # SQLAlchemy copies the state alone; the error under it also knows table and constraint.
            return _from_state(state, layer if layer.__cause__ is None else layer.__cause__)
        if isinstance(layer, OSError):
            return NO_SPACE if layer.errno == errno.ENOSPC else _from_system(layer)
        if type(layer).__module__.startswith("asyncpg") and "clos" in str(layer):
            return AWAY
    return None


def _of_file(refused: FileRefused) -> Refusal:
    kinds = {NoSuchFile: NotFound, NotWritable: Unavailable}
    return kinds.get(type(refused), Invalid)(refused.code, Text(refused.message))


def _layers(error: BaseException) -> Iterator[BaseException]:
    seen: set[int] = set()
    layer: BaseException | None = error
    while layer is not None and id(layer) not in seen:
        seen.add(id(layer))
        yield layer
        layer = getattr(layer, "orig", None) or layer.__cause__


def _from_system(error: OSError) -> Refusal | None:
    """A socket that nobody answers is the database away; any other system error has another cause."""
    if isinstance(error, ConnectionError | TimeoutError) or error.errno in (errno.ENOENT, errno.EHOSTUNREACH):
        return AWAY
    return None


def _from_state(state: str, error: BaseException) -> Refusal | None:
    if state.startswith(CONNECTION_LOST):
        return AWAY
    if state.startswith(NOT_LET_IN):
        return Unavailable(
            "database_unavailable", "The database does not let this server in: check its user and password."
        )
    if state == OUR_OWN_GUARD:
        code = getattr(error, "constraint_name", None) or "not_possible_now"
        path = getattr(error, "column_name", None) or ""
        law = getattr(error, "detail", None) or "" if path else ""
        says = guarded(code, str(getattr(error, "message", error)))
        return Conflict(code, Text("{says!c}. Nothing was written.", says=says), path, law)
    if getattr(error, "constraint_name", None) == PAID_TWICE:
        return Conflict(
            "already_paid", "Another run pays one of its people for this period. Nothing was written."
        )
    worded = _WORDED.get(state)
    return worded(error) if worded else BY_STATE.get(state)


def _dangling(error: BaseException) -> Refusal:
    """Foreign keys are named by their column: `fk_access_grant_account_id_account` is what came as `accountId`."""
    table, name = (str(getattr(error, part, None)) for part in ("table_name", "constraint_name"))
    column = re.fullmatch(rf"fk_{table}_([a-z_]+)_id", name)
    if column is None or (thing := column[1]) not in SENT:
        return DANGLING
    return Invalid(f"{thing}_not_found", Text(NO_SUCH.template, thing=Text(thing)), f"{thing}Id")


def _broken(error: BaseException) -> Refusal:
    """Constraints are named as sentences: `ck_pay_run_maker_does_not_approve` reads as it is broken."""
    table = getattr(error, "table_name", None) or ""
    name = getattr(error, "constraint_name", None)
    rule = (
        Text(str(name).removeprefix("ck_").removeprefix(f"{table}_").replace("_", " "))
        if name
        else guarded("rule_broken", str(getattr(error, "message", error)))
    )
    return Invalid("rule_broken", "It breaks the rule: {rule}. Nothing was written.", rule=rule)


def _depended_on(error: BaseException) -> Refusal:
    """The database's own detail names what stands on what it was told to drop."""
    return depended_on(str(getattr(error, "detail", None) or error).splitlines())


_WORDED: dict[str, Callable[[BaseException], Refusal]] = {
    FOREIGN_KEY: _dangling,
    CHECK_VIOLATION: _broken,
    DEPENDED_ON: _depended_on,
}
