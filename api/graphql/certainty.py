"""How sure we are of a legal text or a number, surest first."""

from enum import Enum

import strawberry


@strawberry.enum(description="How sure we are of a text or a number of the law, surest first.")
class Certainty(Enum):
    TEXT_READ = strawberry.enum_value("text_read", description="The act itself was read.")
    OCR = strawberry.enum_value("ocr", description="Read in a scanned copy.")
    PRESS = strawberry.enum_value("press", description="As reported by the press.")
    THIRD_PARTY = strawberry.enum_value("third_party", description="Taken from others' software.")
    DERIVED = strawberry.enum_value("derived", description="Derived from the text.")
    OUR_CHOICE = strawberry.enum_value("our_choice", description="The text is silent; it is a choice.")
    MEMORY = strawberry.enum_value("memory", description="From memory, not verified.")
