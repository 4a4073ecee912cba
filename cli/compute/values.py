"""What people write after an option, read strictly; what cannot be read is a wrong question (exit code 2)."""

from collections.abc import Sequence
from datetime import date

from cli.console import wrong
from domain import clock
from tabular import days


def day_of(written: str | None, option: str = "--on") -> date:
    """The day of an option, today without one."""
    if written is None:
        return clock.today()
    judged = days.day(written, clock.today())
    if isinstance(judged, days.BrokenDay):
        far = judged.rule == "out_of_reach"
        wrong(option, judged.says if far else f"{written} is not a day: write it as 2026-07-31.")
    return judged


def pairs(written: Sequence[str], option: str, form: str) -> dict[str, str]:
    """The names and values of an option of the form NAME=VALUE that may be repeated, each name once."""
    found: dict[str, str] = {}
    for each in written:
        name, sign, value = (part.strip() for part in each.partition("="))
        if not (name and sign and value):
            wrong(option, f"{each!r} is not of the form {form}.")
        if name in found:
            wrong(option, f"{name} is given twice: keep one.")
        found[name] = value
    return found
