"""Languages that somebody can read in, as an enum."""

from enum import Enum

import strawberry

from domain.language import text


@strawberry.enum(description="A language of answers.")
class Language(Enum):
    EN = strawberry.enum_value("en", description="English, with its forms of numbers and days.")
    VI = strawberry.enum_value("vi", description="Vietnamese, with its forms of numbers and days.")


def language_of(chosen: Language | None) -> text.Language | None:
    """The same in the domain's word."""
    return None if chosen is None else next(each for each in text.LANGUAGES if each == str(chosen.value))
